// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages, texts and big numbers as elements, each written and read where it lies. */
class ElementsInPlaceTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import java.math.*;
            import java.nio.charset.StandardCharsets;
            import java.time.*;
            import java.util.*;
            import java.util.function.Supplier;
            import org.jspecify.annotations.Nullable;

            @Message(id = 0x11) record Leg(double price, @MaxLength(8) String symbol) {}
            sealed interface Shape {
                @Message(id = 0x13) record Circle(double radius) implements Shape {}
                @Message(id = 0x14) record Label(@MaxLength(8) String text, @MaxCount(4) List<Leg> legs) implements Shape {}
            }
            @Message(id = 0x12) record Order(
                    @MaxCount(4) List<Shape> shapes,
                    @MaxCount(4) @MaxLength(8) Map<String, Leg> byName,
                    @MaxCount(4) List<@Nullable Leg> gaps,
                    @MaxCount(4) List<BigDecimal> amounts,
                    @MaxCount(4) List<@Nullable BigInteger> counts,
                    @MaxCount(4) List<ZonedDateTime> times,
                    @MaxCount(4) @MaxLength(8) List<String> tags,
                    @MaxCount(4) @MaxLength(8) List<byte[]> blobs) {}

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(4096);
                private final OrderCodec.Writer writer = new OrderCodec.Writer();
                private final OrderCodec.Reader reader = new OrderCodec.Reader();
                private final LegCodec.Writer legWriter = new LegCodec.Writer();
                private final LegCodec.Reader leg = new LegCodec.Reader();
                private final Shape_LabelCodec.Writer labelWriter = new Shape_LabelCodec.Writer();
                private final Shape_LabelCodec.Reader label = new Shape_LabelCodec.Reader();
                private final Shape_CircleCodec.Writer circleWriter = new Shape_CircleCodec.Writer();
                private final Shape_CircleCodec.Reader circle = new Shape_CircleCodec.Reader();
                private final byte[] bytes = {'x', 'y', 'z'};
                private final StringBuilder text = new StringBuilder("cs");
                private static final ZonedDateTime TIME = ZonedDateTime.parse("2024-05-06T07:08:09Z[UTC]");
                private static final Order ORDER = new Order(
                        List.of(
                                new Shape.Label("one", List.of(new Leg(1, "A"), new Leg(2, "BB"))),
                                new Shape.Circle(2.5),
                                new Shape.Label("", List.of())),
                        new TreeMap<>(Map.of("a", new Leg(3, "CCC"), "b", new Leg(4, ""))),
                        Arrays.asList(new Leg(5, "D"), null, new Leg(6, "EE")),
                        List.of(new BigDecimal("1.50"), BigDecimal.ZERO),
                        Arrays.asList(null, BigInteger.TWO.pow(70)),
                        List.of(TIME),
                        List.of("s", "cs", "yz"),
                        List.of(new byte[] {1}, new byte[] {'y', 'z'}));

                private void messages() {
                    writer.wrap(buffer, 0).shapesCount(3);
                    writer.shapes(0, labelWriter).text("one").legsCount(2);
                    labelWriter.legs(0, legWriter).price(1).symbol("A");
                    labelWriter.legs(1, legWriter).price(2).symbol("BB");
                    writer.shapes(1, circleWriter).radius(2.5);
                    writer.shapes(2, labelWriter).text("").legsCount(0);
                    writer.byNameCount(2).byNameKey(0, "a");
                    writer.byNameValue(0, legWriter).price(3).symbol("CCC");
                    writer.byNameKey(1, text("b"));
                    writer.byNameValue(1, legWriter).price(4).symbol("");
                    writer.gapsCount(3);
                    writer.gaps(0, legWriter).price(5).symbol("D");
                    writer.gaps(2, legWriter).price(6).symbol("EE");
                }

                private CharSequence text(String value) {
                    text.setLength(0);
                    return text.append(value);
                }

                private int write() {
                    messages();
                    writer.amountsCount(2).amounts(0, new BigDecimal("1.50")).amounts(1, BigDecimal.ZERO);
                    writer.countsCount(2).counts(0, null).counts(1, BigInteger.TWO.pow(70));
                    writer.timesCount(1).times(0, TIME);
                    writer.tagsCount(3).tags(0, "s").tags(1, text("cs")).tags(2, bytes, 1, 2);
                    writer.blobsCount(2).blobs(0, new byte[] {1}).blobs(1, bytes, 1, 2);
                    return writer.encodedLength();
                }

                private double read() {
                    double sum = 0;
                    for (int i = 0; i < reader.shapesCount(); i++) {
                        if (reader.shapesTypeId(i) == Shape_CircleCodec.TYPE_ID) {
                            sum += reader.shapes(i, circle).radius();
                        } else {
                            reader.shapes(i, label);
                            for (int j = 0; j < label.legsCount(); j++) {
                                sum += label.legs(j, leg).price() + leg.symbolLength();
                            }
                        }
                    }
                    for (int i = 0; i < reader.byNameCount(); i++) {
                        sum += reader.byNameValue(i, leg).price() + (reader.byNameKeyEquals(i, "b") ? 10 : 0);
                    }
                    for (int i = 0; i < reader.gapsCount(); i++) {
                        sum += reader.gaps(i, leg) == null ? 100 : leg.price();
                    }
                    return sum;
                }

                private static long allocated() {
                    return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                            .getCurrentThreadAllocatedBytes();
                }

                private static String caught(Runnable body) {
                    try {
                        body.run();
                        return "nothing";
                    } catch (RuntimeException e) {
                        return e.getClass().getSimpleName() + ": " + e.getMessage();
                    }
                }

                @Override
                public String get() {
                    BODY
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void writesTheBytesThatTheRecordGives() throws Exception {
        assertThat(run("""
                int length = write();
                int gap = TailRef.position(buffer.getLong(16)) + 4 + 8;
                boolean isZero = buffer.getLong(gap) == 0; // as it was never written
                buffer.putLong(gap, TailRef.NULL); // as the record has it
                byte[] inPlace = Wire.getBytes(buffer, 0, length);
                int same = OrderCodec.INSTANCE.encode(ORDER, buffer, 0);
                return length + " " + same + " " + isZero + " " + Arrays.equals(inPlace, Wire.getBytes(buffer, 0, same));
                """)).matches("(\\d+) \\1 true true");
    }

    @Test
    void readsEachElementByItself() throws Exception {
        assertThat(run("""
                reader.wrap(buffer, 0, OrderCodec.INSTANCE.encode(ORDER, buffer, 0));
                return read() + " " + reader.amounts(0) + " " + reader.amounts(1) + " " + reader.counts(0) + " "
                        + reader.counts(1) + " " + reader.times(0) + " " + reader.tags(2) + " " + reader.blobsLength(1);
                """)).isEqualTo("136.5 1.50 0 null 1180591620717411303424 2024-05-06T07:08:09Z[UTC] yz 2");
    }

    @Test
    void allocatesNothingForMessagesAndTexts() throws Exception {
        assertThat(run("""
                long least = Long.MAX_VALUE;
                double sum = 0;
                for (int round = 0; round < 40; round++) {
                    long before = allocated();
                    for (int i = 0; i < 5_000; i++) {
                        messages();
                        writer.tagsCount(2).tags(0, text("cs")).tags(1, bytes, 1, 2);
                        reader.wrap(buffer, 0, writer.encodedLength());
                        sum += read();
                    }
                    least = Math.min(least, allocated() - before);
                }
                return sum + " " + (least < 1_000); // that is what asking costs
                """)).isEqualTo("2.73E7 true");
    }

    @Test
    void closesAMessageBeforeTheNextElement() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).shapesCount(2);
                Shape_LabelCodec.Writer other = new Shape_LabelCodec.Writer();
                writer.shapes(0, labelWriter).text("one");
                writer.shapes(1, other).text("two");
                return caught(() -> labelWriter.legsCount(1));
                """))
                .isEqualTo("IllegalStateException: message is closed, the one around it has gone on: field=Label.legs;"
                        + " write an inner message to its end before the next field of the outer one");
    }

    @Test
    void refusesAMessageTwiceInOnePlace() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).shapesCount(2);
                writer.shapes(0, circleWriter).radius(1);
                return caught(() -> writer.shapes(0, labelWriter));
                """))
                .isEqualTo(
                        "AlreadyWrittenException: field already written: field=Order.shapes[0], position=20, length=16;"
                                + " wrap the writer before the next message");
    }

    @Test
    void refusesAMessageThatWasNeverWritten() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).shapesCount(2);
                writer.shapes(1, circleWriter).radius(1);
                reader.wrap(buffer, 0, writer.encodedLength());
                return caught(() -> reader.shapes(0, circle)) + "\\n" + caught(reader::shapes);
                """)).isEqualTo("""
                        CodecException: nested message too short: field=Order.shapes[0], length=0, prefixLength=8; a field\
                         that was never written has none
                        CodecException: nested message too short: field=Order.shapes[0], length=0, prefixLength=8; a\
                         field that was never written has none""");
    }

    @Test
    void refusesAnotherMessageThanTheReaders() throws Exception {
        assertThat(run("""
                reader.wrap(buffer, 0, OrderCodec.INSTANCE.encode(ORDER, buffer, 0));
                return caught(() -> reader.shapes(1, label));
                """))
                .isEqualTo("CodecException: field holds another message: field=Order.shapes[1], typeId=0x00000013,"
                        + " expected=0x00000014");
    }

    @Test
    void refusesTextThatIsTooLongOrNone() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).tagsCount(1);
                return caught(() -> writer.tags(0, text("123456789"))) + "\\n"
                        + caught(() -> writer.tags(0, new byte[] {(byte) 0xFF}, 0, 1));
                """)).isEqualTo("""
                        CodecException: field too long: field=Order.tags[0], length=9, limit=8 bytes; raise @MaxLength on\
                         the field or @Message(maxLength), or send a BufferRef
                        CodecException: text is not UTF-8: field=Order.tags[0], length=1""");
    }

    @SuppressWarnings("unchecked") // the driver is what its source says
    private String run(String body) throws Exception {
        Compilation compilation =
                Compilation.lenient(folder, List.of(new Source("Driver.java", TYPES.replace("BODY", body.strip()))));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            return ((Supplier<String>)
                            loader.loadClass("app.Driver").getConstructor().newInstance())
                    .get();
        }
    }
}
