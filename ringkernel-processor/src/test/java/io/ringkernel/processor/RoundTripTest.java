// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the codecs of the golden messages. */
class RoundTripTest {
    private static final int ROUNDS = 300;
    private static final int OFFSET = 24;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixed-fields",
                "variable-fields",
                "enum-field",
                "nested-field",
                "generic-field",
                "no-field",
                "text-field",
                "long-names",
                "odd-names",
                "list-fields",
                "set-field",
                "map-field",
                "array-fields",
                "message-list",
                "sealed-field",
                "deep-field",
                "recursive-field",
                "boxed-fields",
                "time-fields",
                "optional-fields",
                "nullable-fields",
                "number-fields",
                "primitive-arrays",
                "enum-fallback",
                "own-check"
            })
    void readsWhatItWroteAndNothingElse(String shape) throws Exception {
        try (URLClassLoader loader = compile(shape)) {
            for (MessageCodec<Record> codec : codecs(shape, loader)) {
                Random random = new Random(shape.hashCode());
                for (int i = 0; i < ROUNDS; i++) {
                    Record message = new RandomRecords(random).next(codec);
                    keeps(codec, message);
                    refuses(codec, message, random);
                }
            }
        }
    }

    private static void keeps(MessageCodec<Record> codec, Record message) {
        MessageBuffer buffer = dirty(OFFSET + codec.encodedLength(message));

        int length = codec.encode(message, buffer, OFFSET);

        assertThat(length)
                .isEqualTo(codec.encodedLength(message))
                .isBetween(codec.blockLength(), codec.maxEncodedLength());
        assertThat(codec.decode(buffer, OFFSET, length))
                .usingRecursiveComparison()
                .withComparatorForType(Float::compare, Float.class)
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(message);
    }

    private static void refuses(MessageCodec<Record> codec, Record message, Random random) {
        int length = codec.encodedLength(message);
        MessageBuffer buffer = dirty(length + 1);
        codec.encode(message, buffer, 0);
        int shorter = random.nextInt(length + 1);
        MessageBuffer truncated = dirty(shorter + 1).slice(0, shorter);
        truncated.putBytes(0, buffer, 0, shorter);

        onlyCodecException(() -> codec.decode(truncated, 0, shorter));
        if (length > 0) {
            int flipped = random.nextInt(length);
            buffer.putByte(flipped, (byte) (buffer.getByte(flipped) ^ 1 << random.nextInt(Byte.SIZE)));
            onlyCodecException(() -> codec.decode(buffer.slice(0, length), 0, length));
        }
    }

    private static void onlyCodecException(Runnable decode) {
        Throwable thrown = catchThrowable(decode::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(CodecException.class);
        }
    }

    private static MessageBuffer dirty(int capacity) {
        MessageBuffer buffer = MessageBuffer.allocate(capacity);
        for (int i = 0; i < capacity; i++) {
            buffer.putByte(i, (byte) 0xAA);
        }
        return buffer;
    }

    @Test
    void writesTheBytesOfTheWireFormat() throws Exception {
        try (URLClassLoader loader = compile("text-field")) {
            MessageCodec<Record> codec = codecs("text-field", loader).get(0);
            MessageBuffer buffer = MessageBuffer.allocate(64);

            int length = codec.encode(RandomRecords.of(codec.messageType(), 42L, 3.5, "add"), buffer, 0);

            byte[] bytes = new byte[length];
            buffer.getBytes(0, bytes, 0, length);
            assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes))
                    .isEqualTo("2A 00 00 00 00 00 00 00 00 00 00 00 00 00 0C 40 03 00 00 00 18 00 00 00 61 64 64");
        }
    }

    @Test
    void readsAnUnknownConstantAsTheFallback() throws Exception {
        try (URLClassLoader loader = compile("enum-fallback")) {
            MessageCodec<Record> codec = codecs("enum-fallback", loader).get(0);
            MessageBuffer buffer = MessageBuffer.allocate(8);
            buffer.putInt(0, 42);

            assertThat(codec.decode(buffer, 0, 8)).hasToString("Light[color=UNKNOWN]");
        }
    }

    @Test
    void refusesAnUnknownConstantWithoutAFallback() throws Exception {
        try (URLClassLoader loader = compile("enum-field")) {
            MessageCodec<Record> codec = codecs("enum-field", loader).get(0);
            MessageBuffer buffer = MessageBuffer.allocate(codec.blockLength());

            assertThatThrownBy(() -> codec.decode(buffer, 0, codec.blockLength()))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessageMatching(
                            "unknown enum code: field=Task\\.\\w+, code=0; a field that was never written has 0");
        }
    }

    @Test
    void givesEachRecordArraysOfItsOwn() throws Exception {
        try (URLClassLoader loader = compile("primitive-arrays")) {
            MessageCodec<Record> codec = codecs("primitive-arrays", loader).get(0);
            MessageBuffer buffer = MessageBuffer.allocate(256);
            int[] sent = {1, 2, 3};
            int length = codec.encode(
                    RandomRecords.of(
                            codec.messageType(),
                            new boolean[0],
                            new short[0],
                            new char[0],
                            sent,
                            new long[0],
                            new float[0],
                            new double[0]),
                    buffer,
                    0);

            sent[0] = 9;
            ints(codec.decode(buffer, 0, length))[1] = 9;

            assertThat(ints(codec.decode(buffer, 0, length))).containsExactly(1, 2, 3);
        }
    }

    private static int[] ints(Record arrays) throws ReflectiveOperationException {
        Method accessor = arrays.getClass().getDeclaredMethod("ints");
        accessor.setAccessible(true);
        return (int[]) accessor.invoke(arrays);
    }

    @Test
    void refusesTextBeyondItsLimit() throws Exception {
        try (URLClassLoader loader = compile("text-field")) {
            MessageCodec<Record> codec = codecs("text-field", loader).get(0);
            Record message = RandomRecords.of(codec.messageType(), 1L, 2.0, "x".repeat(233));
            MessageBuffer buffer = MessageBuffer.allocate(1024);

            assertThatThrownBy(() -> codec.encode(message, buffer, 0))
                    .isInstanceOf(CodecException.class)
                    .hasMessage("field too long: field=WorkRequest.operation, length=233, limit=232 bytes;"
                            + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
            assertThatThrownBy(() -> codec.encodedLength(message))
                    .isInstanceOf(CodecException.class)
                    .hasMessage("field too long: field=WorkRequest.operation, length=233, limit=232 bytes;"
                            + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
        }
    }

    @Test
    void refusesNull() throws Exception {
        try (URLClassLoader loader = compile("nested-field")) {
            MessageCodec<Record> codec = codecs("nested-field", loader).get(0);
            Record message = RandomRecords.of(codec.messageType(), null, null);
            MessageBuffer buffer = MessageBuffer.allocate(1024);

            assertThatThrownBy(() -> codec.encode(message, buffer, 0))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("field must not be null: field=Line.from");
            assertThatThrownBy(() -> codec.encodedLength(message))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("field must not be null: field=Line.from");
        }
    }

    @Test
    void refusesToWriteATailFieldTwice() throws Exception {
        try (URLClassLoader loader = compile("text-field")) {
            Class<?> type = loader.loadClass("com.example.WorkRequestCodec$Writer");
            Object writer = type.getConstructor().newInstance();
            type.getMethod("wrap", MessageBuffer.class, int.class).invoke(writer, MessageBuffer.allocate(256), 0);
            type.getMethod("operation", String.class).invoke(writer, "add");

            assertThatThrownBy(() -> type.getMethod("operation", String.class).invoke(writer, "sub"))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field already written: field=WorkRequest.operation, position=24, length=3;"
                            + " wrap the writer before the next message");
        }
    }

    private URLClassLoader compile(String shape) throws IOException {
        Compilation compilation = Compilation.strict(folder, sources(shape));
        assertThat(compilation.messages()).isEmpty();
        return compilation.loader();
    }

    private static List<Source> sources(String shape) throws IOException {
        try (Stream<Path> paths = Files.list(Path.of("src/test/resources/golden", shape))) {
            return paths.filter(path -> !path.toString().matches(".*(Codec|Dispatcher)\\.java"))
                    .sorted()
                    .map(Source::of)
                    .toList();
        }
    }

    private static List<MessageCodec<Record>> codecs(String shape, ClassLoader loader) throws Exception {
        List<MessageCodec<Record>> codecs = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of("src/test/resources/golden", shape))) {
            for (Path path : paths.filter(path -> path.toString().endsWith("Codec.java"))
                    .sorted()
                    .toList()) {
                String name = path.getFileName().toString().replace(".java", "");
                codecs.add(RandomRecords.codec(loader.loadClass("com.example." + name)));
            }
        }
        return codecs;
    }
}
