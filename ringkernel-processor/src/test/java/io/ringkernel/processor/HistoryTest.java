// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.msgpack.Msgpack;
import io.ringkernel.msgpack.Parcel;
import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code histories} has the versions of a message and, of each version, a sample. Every version reads
 * what every version wrote, older or newer, as bytes and as msgpack; what comes out stands in {@code expected.txt} and
 * {@code msgpack.txt}, which {@code -Dgolden.update} rewrites. No step of a history offends the schema file that the step before has written.
 */
class HistoryTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");
    /* One history has a Nullable of its own, which is for no processor as javac sees it. */
    private static final List<String> STRICT =
            List.of("-Xlint:all,-processing", "-Werror", "-Xdoclint:all/protected", "-Aringkernel.schema.update=true");

    @TempDir
    Path folder;

    static List<Path> histories() {
        return list(HISTORIES);
    }

    /** One version of a message, compiled. */
    private record Version(String name, URLClassLoader loader, MessageCodec<Object> codec, Object sample) {
        static Version of(String name, URLClassLoader loader) throws ReflectiveOperationException {
            Method method = loader.loadClass("com.example.Sample").getDeclaredMethod("sample");
            method.setAccessible(true);
            Object sample = method.invoke(null);
            return new Version(name, loader, codecOf(sample), sample);
        }

        @SuppressWarnings("unchecked") // the codec of the class of the sample is a codec of the sample
        private static MessageCodec<Object> codecOf(Object sample) {
            return (MessageCodec<Object>) Codecs.of(sample.getClass());
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void readsWhatOtherVersionsWrote(Path history) throws Exception {
        List<Version> versions = new ArrayList<>();
        for (Path version : list(history)) {
            if (Files.isDirectory(version)) {
                versions.add(Version.of(
                        version.getFileName().toString(), compile(version).loader()));
            }
        }

        check(history.resolve("expected.txt"), versions, HistoryTest::transfer);
        check(history.resolve("msgpack.txt"), versions, HistoryTest::transferAsMsgpack);
        for (Version version : versions) {
            version.loader().close();
        }
    }

    private interface Transfer {
        String apply(Version writer, Version reader) throws ReflectiveOperationException;
    }

    private static void check(Path expected, List<Version> versions, Transfer transfer) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Version writer : versions) {
            for (Version reader : versions) {
                lines.add(writer.name() + " -> " + reader.name() + ": " + transfer.apply(writer, reader));
            }
        }
        if (System.getProperty("golden.update") != null) {
            Files.write(expected, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(expected));
    }

    private Compilation compile(Path version) {
        List<Source> sources = list(version).stream().map(Source::of).toList();
        List<String> options = new ArrayList<>(STRICT);
        options.add("-Aringkernel.schema=" + folder.resolve("schema.json"));
        Compilation compilation =
                Compilation.run(folder.resolve(version.getFileName().toString()), List.of(), sources, options);
        assertThat(compilation.messages()).as(version.toString()).isEmpty();
        return compilation;
    }

    private static String transfer(Version writer, Version reader) throws ReflectiveOperationException {
        int length = writer.codec().encodedLength(writer.sample());
        MessageBuffer buffer = MessageBuffer.allocate(length + 16);
        assertThat(writer.codec().encode(writer.sample(), buffer, 8)).isEqualTo(length);
        try {
            Object read =
                    reader.codec().decode(buffer, 8, length, writer.codec().version());
            assertThat(flyweight(reader, buffer, length, writer.codec().version()))
                    .isEqualTo(values(read));
            return text(writer, reader, read);
        } catch (CodecException e) {
            return e.getMessage();
        }
    }

    private static String transferAsMsgpack(Version writer, Version reader) {
        byte[] map = Msgpack.create().pack(Parcel.of(writer.sample()));
        try {
            Object read =
                    Msgpack.create().unpack(map, reader.codec().messageType()).message();
            return text(writer, reader, read);
        } catch (CodecException e) {
            return e.getMessage();
        }
    }

    private static String text(Version writer, Version reader, Object read) {
        if (reader == writer) {
            assertThat(read).hasToString(writer.sample().toString());
        }
        return read.toString().replace("\n", "\\n").replace("\0", "\\0");
    }

    private static List<Object> values(Object message) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            values.add(comparable(accessor.invoke(message)));
        }
        return values;
    }

    private static List<Object> flyweight(Version reader, MessageBuffer buffer, int length, int version)
            throws ReflectiveOperationException {
        Class<?> message = reader.codec().messageType();
        Class<?> type = message.getClassLoader().loadClass(message.getName() + "Codec$Reader");
        Object flyweight = type.getConstructor().newInstance();
        type.getMethod("wrap", MessageBuffer.class, int.class, int.class, int.class)
                .invoke(flyweight, buffer, 8, length, version);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : message.getRecordComponents()) {
            values.add(comparable(type.getMethod(component.getName()).invoke(flyweight)));
        }
        return values;
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes
                ? List.of(new String(bytes, StandardCharsets.ISO_8859_1))
                : String.valueOf(value);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
