// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.msgpack.Msgpack;
import io.ringkernel.msgpack.Parcel;
import io.ringkernel.processor.Compilation.Source;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every message, whatever its fields: random schemas are compiled, and random records of them go through
 * each way of writing and reading.
 */
class RandomSchemaTest {
    private static final long FIRST = Long.getLong("ringkernel.schema.first", 1);
    private static final long COUNT = Long.getLong("ringkernel.schema.count", 2);

    private static final int MESSAGES = 25;
    private static final int RECORDS = 25;
    private static final int OFFSET = 8;
    private static final int CAPACITY = 1 << 20;

    @TempDir
    Path folder;

    private final MessageBuffer buffer = MessageBuffer.allocate(CAPACITY);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsRandomRecordsOfRandomSchemas(long seed) throws Exception {
        List<Source> sources = new RandomSchemas(new Random(seed)).next(MESSAGES);
        Compilation compilation = Compilation.strict(folder, sources);
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            for (int i = 0; i < MESSAGES; i++) {
                MessageCodec<Record> codec = RandomRecords.codec(loader.loadClass("app.M" + i + "Codec"));
                Random random = new Random(seed * MESSAGES + i);
                for (int j = 0; j < RECORDS; j++) {
                    Record message = new RandomRecords(random).next(codec);
                    try {
                        keeps(codec, message, random);
                    } catch (Exception | AssertionError e) {
                        throw new AssertionError(
                                "seed=" + seed + ", record=" + message + ", source=" + source(sources, "M" + i), e);
                    }
                }
            }
        }
    }

    private static String source(List<Source> sources, String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name + ".java"))
                .map(Source::text)
                .findFirst()
                .orElseThrow();
    }

    private void keeps(MessageCodec<Record> codec, Record message, Random random) throws Exception {
        int length = codec.encode(message, buffer, OFFSET);
        assertThat(length).isEqualTo(codec.encodedLength(message)).isLessThanOrEqualTo(codec.maxEncodedLength());
        assertSame(message, codec.decode(buffer, OFFSET, length));
        readsEachField(codec, message, length);

        int written = writesInAnyOrder(codec, message, random);
        assertThat(written).isEqualTo(length);
        assertSame(message, codec.decode(buffer, OFFSET, written));
        readsEachField(codec, message, written);

        packs(codec, message, length);
    }

    /* By way of msgpack the same bytes come back. */
    private void packs(MessageCodec<Record> codec, Record message, int length) throws Exception {
        Msgpack msgpack = Msgpack.of(List.of(codec));
        codec.encode(message, buffer, OFFSET);
        byte[] packed = msgpack.pack(Parcel.of(codec.decode(buffer, OFFSET, length)));
        Record unpacked = (Record) msgpack.unpack(packed, codec.typeId()).message();
        assertSame(message, unpacked);

        MessageBuffer other = MessageBuffer.allocate(Math.max(1, length));
        assertThat(codec.encode(unpacked, other, 0)).isEqualTo(length);
        assertThat(bytes(other, 0, length)).isEqualTo(bytes(buffer, OFFSET, length));
    }

    private static byte[] bytes(MessageBuffer from, int index, int length) {
        byte[] bytes = new byte[length];
        from.getBytes(index, bytes, 0, length);
        return bytes;
    }

    private static Class<?> part(MessageCodec<Record> codec, String name) throws ReflectiveOperationException {
        return codec.getClass().getClassLoader().loadClass(codec.getClass().getName() + "$" + name);
    }

    private void readsEachField(MessageCodec<Record> codec, Record message, int length) throws Exception {
        Class<?> type = part(codec, "Reader");
        Object reader = type.getConstructor().newInstance();
        type.getMethod("wrap", MessageBuffer.class, int.class, int.class).invoke(reader, buffer, OFFSET, length);
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Object read = type.getMethod(component.getName()).invoke(reader);
            assertSame(value(component, message), read);
        }
        ReaderWalk walk = ReaderWalk.of(type);
        walk.walk(buffer, OFFSET, length, codec.version());
    }

    private int writesInAnyOrder(MessageCodec<Record> codec, Record message, Random random) throws Exception {
        Class<?> type = part(codec, "Writer");
        Object writer = type.getConstructor().newInstance();
        type.getMethod("wrap", MessageBuffer.class, int.class).invoke(writer, buffer, OFFSET);
        List<RecordComponent> components =
                new ArrayList<>(List.of(message.getClass().getRecordComponents()));
        Collections.shuffle(components, random);
        for (RecordComponent component : components) {
            setter(type, component).invoke(writer, value(component, message));
        }
        return (int) type.getMethod("encodedLength").invoke(writer);
    }

    /* What is never null is written as a primitive, if there is one. */
    private static Method setter(Class<?> writer, RecordComponent component) throws NoSuchMethodException {
        try {
            return writer.getMethod(component.getName(), component.getType());
        } catch (NoSuchMethodException e) {
            Class<?> primitive =
                    MethodType.methodType(component.getType()).unwrap().returnType();
            return writer.getMethod(component.getName(), primitive);
        }
    }

    private static Object value(RecordComponent component, Record message) throws ReflectiveOperationException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(message);
    }

    private static void assertSame(Object expected, Object actual) throws ReflectiveOperationException {
        if (!isSame(expected, actual)) {
            throw new AssertionError("expected=" + text(expected) + ", actual=" + text(actual));
        }
    }

    private static String text(Object value) {
        return Arrays.deepToString(new Object[] {value});
    }

    /* Equal, and in the same order; records with arrays are not equal by themselves. */
    private static boolean isSame(Object expected, Object actual) throws ReflectiveOperationException {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof Record record && actual.getClass() == expected.getClass()) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (!isSame(value(component, record), value(component, (Record) actual))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.getClass().isArray()) {
            return isSameArray(expected, actual);
        }
        if (expected instanceof Collection<?> collection) {
            return isSame(collection.iterator(), ((Collection<?>) actual).iterator());
        }
        if (expected instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) actual;
            return isSame(map.keySet(), other.keySet()) && isSame(map.values(), other.values());
        }
        if (expected instanceof Optional<?> optional) {
            return isSame(optional.orElse(null), ((Optional<?>) actual).orElse(null));
        }
        return expected.equals(actual);
    }

    private static boolean isSameArray(Object expected, Object actual) throws ReflectiveOperationException {
        boolean isSame = Array.getLength(expected) == Array.getLength(actual);
        for (int i = 0; isSame && i < Array.getLength(expected); i++) {
            isSame = isSame(Array.get(expected, i), Array.get(actual, i));
        }
        return isSame;
    }

    private static boolean isSame(Iterator<?> expected, Iterator<?> actual) throws ReflectiveOperationException {
        while (expected.hasNext() && actual.hasNext()) {
            if (!isSame(expected.next(), actual.next())) {
                return false;
            }
        }
        return expected.hasNext() == actual.hasNext();
    }
}
