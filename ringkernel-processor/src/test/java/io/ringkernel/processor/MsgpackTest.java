// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.msgpack.Msgpack;
import io.ringkernel.msgpack.Parcel;
import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Takes the golden messages out into msgpack and back, by way of Python, too. */
class MsgpackTest {
    private static final int ROUNDS = 100;
    private static final int PYTHON_INTERVAL = 5;
    private static final int MUTATIONS = 5;

    private final Msgpack msgpack = Msgpack.create();

    @TempDir
    Path folder;

    static List<Path> shapes() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/golden"))) {
            return folders.sorted().toList();
        }
    }

    /* Python is asked once in a while: each of its answers is a way through two pipes. */
    @ParameterizedTest
    @MethodSource("shapes")
    void keepsEveryMessage(Path shape) throws Exception {
        try (URLClassLoader loader = compile(shape);
                PythonPeer python = PythonPeer.startIfThere()) {
            for (MessageCodec<Record> codec : codecs(shape, loader)) {
                Random random = new Random(codec.typeId());
                for (int i = 0; i < ROUNDS; i++) {
                    Record message = new RandomRecords(random).next(codec);
                    Parcel<Record> parcel = Parcel.of(message).withMessageId(new UUID(random.nextLong(), i));
                    byte[] bytes = msgpack.pack(parcel);

                    Record copy = msgpack.unpack(bytes, codec.messageType()).message();
                    assertThat(encoded(codec, copy)).isEqualTo(encoded(codec, message));
                    if (python != null && i % PYTHON_INTERVAL == 0) {
                        assertSame(msgpack.unpack(python.echo(bytes), codec.messageType()), parcel);
                    }
                    onlyCodecExceptions(bytes, codec, random);
                }
            }
        }
    }

    private static void assertSame(Parcel<Record> copy, Parcel<Record> parcel) {
        assertThat(copy)
                .usingRecursiveComparison()
                .withComparatorForType(Float::compare, Float.class)
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(parcel);
    }

    private void onlyCodecExceptions(byte[] good, MessageCodec<Record> codec, Random random) {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(2));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(msgpack.unpack(bytes, codec.messageType())).isNotNull();
            } catch (CodecException e) {
                assertThat(e).hasMessageContaining("=" + codec.messageType().getSimpleName());
            }
        }
    }

    private static byte[] encoded(MessageCodec<Record> codec, Record message) {
        MessageBuffer buffer = MessageBuffer.allocate(codec.encodedLength(message) + 1);
        byte[] bytes = new byte[codec.encode(message, buffer, 0)];
        buffer.getBytes(0, bytes, 0, bytes.length);
        return bytes;
    }

    private static final List<Source> CALCULATOR =
            List.of(new Source("CalculateRequest.java", """
                    package com.example;

                    @io.ringkernel.annotation.Message(id = 1, priority = 200)
                    record CalculateRequest(
                            String expression,
                            java.util.UUID jobId,
                            java.util.List<Double> data,
                            java.time.Instant askedAt,
                            java.math.BigDecimal amount,
                            java.util.Map<Integer, String> names,
                            java.util.Optional<String> note) {}
                    """), new Source("CalculateResponse.java", """
                    package com.example;

                    import io.ringkernel.annotation.CorrelationId;

                    @io.ringkernel.annotation.Message(id = 2)
                    record CalculateResponse(
                            double result,
                            boolean success,
                            @org.jspecify.annotations.Nullable String error,
                            java.util.UUID jobId,
                            @CorrelationId java.util.UUID correlationId) {}
                    """));

    @Test
    void showsPythonItsOwnTypes() throws Exception {
        try (URLClassLoader loader = calculator();
                PythonPeer python = PythonPeer.start()) {
            Parcel<Record> parcel = Parcel.of(request(loader)).withSender("desk");

            assertThat(python.describe(msgpack.pack(parcel))).isEqualTo("""
                    __type__ = 'CalculateRequest'
                    __type_id__ = 1
                    expression = '2 + 2'
                    jobId = b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02'
                    data = [1.5, 2.0]
                    askedAt = '2026-11-21T08:05:00Z'
                    amount = '1.20'
                    names = [[7, 'seven']]
                    note = None
                    priority = 200
                    __sender__ = 'desk'""");
        }
    }

    @Test
    void talksWithPyDotCompute() throws Exception {
        try (URLClassLoader loader = calculator();
                PythonPeer python = PythonPeer.start()) {
            UUID id = new UUID(3, 4);
            byte[] request =
                    msgpack.forPyDotCompute().pack(Parcel.of(request(loader)).withMessageId(id));
            MessageCodec<Record> codec = codec(loader, "CalculateResponse");

            Parcel<Record> response = msgpack.unpack(python.answer(request), codec.messageType());

            assertThat(response)
                    .isEqualTo(Parcel.of(RandomRecords.of(codec.messageType(), 5.0, true, null, new UUID(1, 2), id))
                            .withMessageId(new UUID(0, 7))
                            .withPriority(200));
        }
    }

    @Test
    void callsFieldsAsPythonDoesWhereNoOtherIsCalledSo() throws Exception {
        try (URLClassLoader loader = compile(Path.of("src/test/resources/golden/python-names"))) {
            MessageCodec<Record> codec = codec(loader, "Names");
            UUID own = new UUID(1, 2);
            Parcel<Record> parcel = Parcel.of(RandomRecords.of(codec.messageType(), 1, 2, "web", 3L, 4, 5, own))
                    .withMessageId(new UUID(3, 4));

            byte[] bytes = msgpack.forPyDotCompute().pack(parcel);

            assertThat(keys(bytes))
                    .containsExactly(
                            "__type__",
                            "__type_id__",
                            "jobId",
                            "job_id",
                            "http_server",
                            "user_id2",
                            "eMail",
                            "EMail",
                            "message_id",
                            "__message_id__",
                            "priority");
            assertThat(msgpack.unpack(bytes, codec.messageType())).isEqualTo(parcel);
            assertThat(msgpack.unpack(msgpack.pack(parcel), codec.messageType()))
                    .isEqualTo(parcel);
        }
    }

    private static List<String> keys(byte[] bytes) throws IOException {
        return MessagePack.newDefaultUnpacker(bytes).unpackValue().asMapValue().entrySet().stream()
                .map(entry -> entry.getKey().asStringValue().asString())
                .toList();
    }

    @Test
    void givesNoFieldTheValueOfAnother() throws Exception {
        try (URLClassLoader loader = compile(Path.of("src/test/resources/golden/python-names"))) {
            Class<Record> type = codec(loader, "Names").messageType();
            UUID id = new UUID(1, 2);
            byte[] without = map("job_id", 2, "HTTPServer", "web", "messageId", id.toString());
            byte[] with =
                    map("jobId", 1, "http_server", "web", "user_id2", 3, "e_mail", 4, "message_id", id.toString());

            assertThatThrownBy(() -> msgpack.unpack(without, type))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage("field is missing: field=Names.jobId; send it, or give it a @DefaultValue");
            assertThat(msgpack.unpack(with, type).message())
                    .isEqualTo(RandomRecords.of(type, 1, null, "web", 3L, null, null, id));
        }
    }

    @Test
    void givesTheHeaderNothingThatAFieldTakes() throws Exception {
        Source letter = new Source("Letter.java", """
                package com.example;

                import io.ringkernel.annotation.*;
                import java.util.UUID;
                import org.jspecify.annotations.Nullable;

                @Message(id = 5, priority = 9)
                record Letter(
                        @MessageId @Nullable UUID own,
                        @MessagePriority int urgency,
                        @CorrelationId @Nullable UUID answered,
                        @Nullable UUID messageId,
                        @Nullable String priority,
                        @FormerName("correlation_id") @Nullable UUID about) {}
                """);
        Compilation compilation = Compilation.strict(folder, List.of(letter));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            Class<Record> type = codec(loader, "Letter").messageType();
            UUID id = new UUID(1, 2);
            UUID about = new UUID(3, 4);
            Record fields = RandomRecords.of(type, null, 9, null, id, "high", about);
            Record both = RandomRecords.of(type, about, 200, id, id, "high", about);

            assertThat(msgpack.unpack(
                            map("message_id", id.toString(), "priority", "high", "correlation_id", about.toString()),
                            type))
                    .isEqualTo(Parcel.of(fields));
            assertThat(msgpack.unpack(map("messageId", id.toString(), "message_id", about.toString()), type))
                    .isEqualTo(Parcel.of(RandomRecords.of(type, about, 9, null, id, null, null)));
            for (Record record : List.of(fields, both)) {
                assertThat(msgpack.unpack(msgpack.pack(Parcel.of(record)), type))
                        .isEqualTo(Parcel.of(record));
                assertThat(msgpack.unpack(msgpack.forPyDotCompute().pack(Parcel.of(record)), type))
                        .isEqualTo(Parcel.of(record));
            }
        }
    }

    private static byte[] map(Object... keysAndValues) throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packMapHeader(keysAndValues.length / 2);
        for (Object part : keysAndValues) {
            if (part instanceof Integer number) {
                packer.packInt(number);
            } else {
                packer.packString((String) part);
            }
        }
        return packer.toByteArray();
    }

    @Test
    void givesWhatWasAddedLaterItsDefault() throws Exception {
        Source basket = new Source("Basket.java", """
                package com.example;

                import io.ringkernel.annotation.*;
                import java.util.*;
                import org.jspecify.annotations.Nullable;

                @Message(id = 3, version = 2)
                record Basket(
                        @FormerName("number") long id,
                        @Since(2) int count,
                        @Since(2) @DefaultValue("EUR") String currency,
                        @Since(2) List<String> tags,
                        @Since(2) Set<Integer> sizes,
                        @Since(2) Map<String, Long> prices,
                        @Since(2) double[] weights,
                        @Since(2) byte[] raw,
                        @Since(2) String[][] cells,
                        @Since(2) @Nullable List<String> notes,
                        @Since(2) OptionalInt limit) {}
                """);
        Compilation compilation = Compilation.strict(folder, List.of(basket));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            MessageCodec<Record> codec = codec(loader, "Basket");
            byte[] old = {(byte) 0x81, (byte) 0xA6, 'n', 'u', 'm', 'b', 'e', 'r', 42};

            assertThat(msgpack.unpack(old, codec.messageType()).message())
                    .usingRecursiveComparison()
                    .isEqualTo(RandomRecords.of(
                            codec.messageType(),
                            42L,
                            0,
                            "EUR",
                            List.of(),
                            Set.of(),
                            Map.of(),
                            new double[0],
                            new byte[0],
                            new String[0][],
                            null,
                            OptionalInt.empty()));
        }
    }

    @Test
    void bindsEveryFieldOfTheHeader() throws Exception {
        Source letter = new Source("Letter.java", """
                package com.example;

                import io.ringkernel.annotation.*;
                import java.time.Instant;
                import java.util.Optional;
                import java.util.UUID;
                import org.jspecify.annotations.Nullable;

                @Message(id = 4, priority = 9)
                record Letter(
                        String text,
                        @MessageId UUID messageId,
                        @MessagePriority int urgency,
                        @CorrelationId Optional<UUID> answered,
                        @Timestamp @Nullable Instant sent,
                        @Deadline Instant end,
                        @Sender String from) {}
                """);
        Compilation compilation = Compilation.strict(folder, List.of(letter));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            MessageCodec<Record> codec = codec(loader, "Letter");
            Instant time = Instant.parse("2026-11-21T08:05:00Z");
            UUID id = new UUID(1, 2);
            Record full = RandomRecords.of(
                    codec.messageType(), "hi", id, 200, Optional.of(new UUID(3, 4)), time, time.plusSeconds(1), "desk");
            Record empty = RandomRecords.of(
                    codec.messageType(), "hi", new UUID(0, 0), 9, Optional.empty(), null, Instant.MAX, "");

            byte[] bytes = msgpack.pack(Parcel.of(full));

            assertThat(msgpack.unpack(bytes, codec.messageType()))
                    .isEqualTo(Parcel.of(full))
                    .isEqualTo(new Parcel<>(
                            full,
                            Optional.of(id),
                            200,
                            Optional.of(new UUID(3, 4)),
                            Optional.of("desk"),
                            Optional.of(time),
                            Optional.of(time.plusSeconds(1))));
            assertThat(msgpack.unpack(msgpack.pack(Parcel.of(empty)), codec.messageType())
                            .message())
                    .isEqualTo(empty);
        }
    }

    private static Record request(ClassLoader loader) throws Exception {
        return RandomRecords.of(
                codec(loader, "CalculateRequest").messageType(),
                "2 + 2",
                new UUID(1, 2),
                List.of(1.5, 2.0),
                Instant.parse("2026-11-21T08:05:00Z"),
                new BigDecimal("1.20"),
                Map.of(7, "seven"),
                Optional.empty());
    }

    private URLClassLoader calculator() {
        Compilation compilation = Compilation.strict(folder, CALCULATOR);
        assertThat(compilation.messages()).isEmpty();
        return compilation.loader();
    }

    private URLClassLoader compile(Path shape) throws IOException {
        try (Stream<Path> paths = Files.list(shape)) {
            Compilation compilation = Compilation.lenient(
                    folder,
                    paths.filter(path -> !path.toString().matches(".*(Codec|Dispatcher)\\.java"))
                            .map(Source::of)
                            .toList());
            assertThat(compilation.isSuccess()).isTrue();
            return compilation.loader();
        }
    }

    private static List<MessageCodec<Record>> codecs(Path shape, ClassLoader loader) throws Exception {
        try (Stream<Path> paths = Files.list(shape)) {
            List<MessageCodec<Record>> codecs = new ArrayList<>();
            for (Path path : paths.filter(path -> path.toString().endsWith("Codec.java"))
                    .sorted()
                    .toList()) {
                MessageCodec<Record> codec =
                        codec(loader, path.getFileName().toString().replace("Codec.java", ""));
                if (codec.headerFields() == 0) { // few random numbers are a priority
                    codecs.add(codec);
                }
            }
            return codecs;
        }
    }

    private static MessageCodec<Record> codec(ClassLoader loader, String message) throws Exception {
        return RandomRecords.codec(loader.loadClass("com.example." + message + "Codec"));
    }
}
