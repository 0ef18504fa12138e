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

/** Writes and reads the elements of collections where they lie. */
class CollectionsTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import java.util.*;
            import java.util.function.Supplier;
            import org.jspecify.annotations.Nullable;

            @Message(id = 0x11) record Leg(double price, int quantity, @MaxLength(8) String symbol) {}
            @Message(id = 0x12) record Order(
                    long id,
                    @MaxCount(4) List<Leg> legs,
                    @MaxCount(4) @MaxLength(8) List<@Nullable String> notes,
                    @MaxCount(4) List<Integer> prices,
                    @MaxCount(4) @MaxLength(8) Map<UUID, String> names,
                    Shape shape) {}
            sealed interface Shape {
                @Message(id = 0x13) record Circle(double radius) implements Shape {}
                @Message(id = 0x14) record Label(@MaxLength(8) String text) implements Shape {}
            }

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(1024);
                private final OrderCodec.Writer writer = new OrderCodec.Writer();
                private final OrderCodec.Reader reader = new OrderCodec.Reader();
                private final LegCodec.Writer legWriter = new LegCodec.Writer();
                private final LegCodec.Reader leg = new LegCodec.Reader();
                private final Shape_LabelCodec.Writer labelWriter = new Shape_LabelCodec.Writer();
                private final Shape_LabelCodec.Reader label = new Shape_LabelCodec.Reader();
                private final byte[] bytes = new byte[8];
                private static final Order ORDER = new Order(
                        7,
                        List.of(new Leg(1.5, 10, "A"), new Leg(2.5, 20, "BB")),
                        Arrays.asList("x", null, "zzz"),
                        List.of(3, 4),
                        new TreeMap<>(Map.of(new UUID(1, 2), "one", new UUID(3, 4), "two")),
                        new Shape.Label("hi"));

                private int write() {
                    writer.wrap(buffer, 0).id(7);
                    writer.legsCount(2);
                    writer.legs(0, legWriter).price(1.5).quantity(10).symbol("A");
                    writer.legs(1, legWriter).price(2.5).quantity(20).symbol("BB");
                    writer.notesCount(3).notes(0, "x").notes(1, null).notes(2, "zzz");
                    writer.pricesCount(2).prices(1, 4).prices(0, 3);
                    writer.namesCount(2).namesKey(0, 1, 2).namesValue(0, "one").namesKey(1, 3, 4).namesValue(1, "two");
                    writer.shape(labelWriter).text("hi");
                    return writer.encodedLength();
                }

                private long read(int length) {
                    reader.wrap(buffer, 0, length);
                    long sum = 0;
                    for (int i = 0; i < reader.legsCount(); i++) {
                        reader.legs(i, leg);
                        sum += (long) leg.price() * leg.quantity() + leg.copySymbol(bytes, 0);
                    }
                    for (int i = 0; i < reader.notesCount(); i++) {
                        sum += reader.notesLength(i) + reader.copyNotes(i, bytes, 0);
                        sum += reader.notesEquals(i, "zzz") && reader.compareNotes(i, "zz") > 0 ? 20 : 0;
                    }
                    for (int i = 0; i < reader.pricesCount(); i++) {
                        sum += reader.prices(i);
                    }
                    for (int i = 0; i < reader.namesCount(); i++) {
                        sum += reader.namesKeyLeastSignificantBits(i) + reader.namesValueLength(i);
                    }
                    return sum + (reader.shapeTypeId() == Shape_LabelCodec.TYPE_ID ? reader.shape(label).textLength() : 0);
                }

                private static long allocated() {
                    return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                            .getCurrentThreadAllocatedBytes();
                }

                private String caught(Runnable body) {
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
    void writesInPlaceWhatIsReadAsObjects() throws Exception {
        assertThat(run("return \"\" + OrderCodec.INSTANCE.decode(buffer, 0, write()).equals(ORDER);"))
                .isEqualTo("true");
    }

    @Test
    void readsInPlaceWhatIsWrittenAsObjects() throws Exception {
        assertThat(run("""
                long written = read(write());
                return written + " " + read(OrderCodec.INSTANCE.encode(ORDER, buffer, 0));
                """)).isEqualTo("100 100");
    }

    @Test
    void writesTheSameBytesInPlaceAndFromObjects() throws Exception {
        assertThat(run("""
                int length = write();
                byte[] inPlace = Wire.getBytes(buffer, 0, length);
                int same = OrderCodec.INSTANCE.encode(ORDER, buffer, 0);
                return length + " " + same + " " + Arrays.equals(inPlace, Wire.getBytes(buffer, 0, same));
                """)).matches("(\\d+) \\1 true");
    }

    @Test
    void allocatesNothingInPlace() throws Exception {
        assertThat(run("""
                long sum = 0;
                for (int i = 0; i < 20_000; i++) {
                    sum += read(write());
                }
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 20; round++) {
                    long before = allocated();
                    for (int i = 0; i < 10_000; i++) {
                        sum += read(write());
                    }
                    least = Math.min(least, allocated() - before);
                }
                return sum + " " + (least < 1_000); // that is what asking costs
                """)).isEqualTo("22000000 true");
    }

    @Test
    void refusesElementsThatAreNotThere() throws Exception {
        String text = "IndexOutOfBoundsException: no such element: field=Order.%s, index=%d, count=%d";

        assertThat(run("reader.wrap(buffer, 0, write()); return caught(() -> reader.legs(2, leg));"))
                .isEqualTo(text.formatted("legs", 2, 2));
        assertThat(run("reader.wrap(buffer, 0, write()); return caught(() -> reader.prices(-1));"))
                .isEqualTo(text.formatted("prices", -1, 2));
        assertThat(run("return caught(() -> writer.wrap(buffer, 0).notesCount(1).notes(1, \"a\"));"))
                .isEqualTo(text.formatted("notes", 1, 1));
        assertThat(run("return caught(() -> writer.wrap(buffer, 0).legs(0, legWriter));"))
                .isEqualTo(
                        "IllegalStateException: collection is not open: field=Order.legs; set its count, then write its"
                                + " elements before the next field of the tail");
    }

    @Test
    void saysWhatIsNotWrapped() throws Exception {
        String text = "IllegalStateException: reader or writer is not wrapped; call wrap before its other methods";

        assertThat(run("return caught(() -> new OrderCodec.Writer().notesCount(1));"))
                .isEqualTo(text);
        assertThat(run("return caught(() -> new OrderCodec.Writer().notes(java.util.List.of()));"))
                .isEqualTo(text);
        assertThat(run("return caught(() -> new OrderCodec.Reader().notes());")).isEqualTo(text);
        assertThat(run("return caught(() -> new OrderCodec.Reader().legs(0, new LegCodec.Reader()));"))
                .isEqualTo(text);
    }

    @Test
    void refusesElementsBehindAnotherField() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).notesCount(2).notes(0, "a");
                writer.shape(labelWriter).text("b");
                return caught(() -> writer.notes(1, "c"));
                """))
                .isEqualTo(
                        "IllegalStateException: collection is not open: field=Order.notes; set its count, then write its"
                                + " elements before the next field of the tail");
    }

    @Test
    void refusesToWriteAnElementTwice() throws Exception {
        assertThat(run("return caught(() -> writer.wrap(buffer, 0).notesCount(1).notes(0, \"a\").notes(0, \"b\"));"))
                .isEqualTo(
                        "AlreadyWrittenException: field already written: field=Order.notes[0], position=12, length=1;"
                                + " wrap the writer before the next message");
    }

    @Test
    void refusesMoreElementsThanTheLimit() throws Exception {
        assertThat(run("return caught(() -> writer.wrap(buffer, 0).legsCount(5));"))
                .isEqualTo("CodecException: too many elements: field=Order.legs, count=5, limit=4;"
                        + " raise @MaxCount on the field");
    }

    @Test
    void refusesAnotherMessageBehindTheInterface() throws Exception {
        assertThat(run("""
                reader.wrap(buffer, 0, write());
                return caught(() -> reader.shape(new Shape_CircleCodec.Reader()));
                """))
                .isEqualTo("CodecException: field holds another message: field=Order.shape, typeId=0x00000014,"
                        + " expected=0x00000013");
    }

    @Test
    void refusesAnInnerWriterThatWasLeft() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).legsCount(2);
                LegCodec.Writer other = new LegCodec.Writer();
                writer.legs(0, legWriter).price(1);
                writer.legs(1, other).price(2);
                return caught(() -> legWriter.symbol("A"));
                """))
                .isEqualTo("IllegalStateException: message is closed, the one around it has gone on: field=Leg.symbol;"
                        + " write an inner message to its end before the next field of the outer one");
    }

    @Test
    void goesOnWithAMessageThatIsBegunAgain() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).legsCount(2);
                writer.legs(0, legWriter).price(1);
                writer.legs(1, legWriter).price(2).symbol("BB");
                writer.legs(0, legWriter).quantity(10).symbol("A");
                reader.wrap(buffer, 0, writer.encodedLength());
                return "" + reader.legs();
                """))
                .isEqualTo("[Leg[price=1.0, quantity=10, symbol=A], Leg[price=2.0, quantity=0, symbol=BB]]");
    }

    @Test
    void knowsItsLengthBetweenTwoElements() throws Exception {
        assertThat(run("""
                writer.wrap(buffer, 0).legsCount(2);
                writer.legs(0, legWriter).symbol("A");
                int length = writer.encodedLength();
                writer.legs(1, legWriter).symbol("BB");
                reader.wrap(buffer, 0, writer.encodedLength());
                return writer.encodedLength() - length + " " + reader.legs(0, leg).symbol()
                        + reader.legs(1, leg).symbol();
                """)).isEqualTo("2 ABB");
    }

    @Test
    void readsCollectionsInTurn() throws Exception {
        assertThat(run("""
                reader.wrap(buffer, 0, write());
                long sum = 0;
                for (int i = 0; i < 2; i++) {
                    sum = 10 * sum + reader.prices(i);
                    sum = 10 * sum + reader.legs(i, leg).quantity() / 10;
                    sum = 10 * sum + reader.namesValueLength(i);
                }
                return "" + sum;
                """)).isEqualTo("313423");
    }

    private String run(String body) throws Exception {
        String source = TYPES.replace("BODY", body.strip());
        Compilation compilation = Compilation.lenient(folder, List.of(new Source("Driver.java", source)));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            Object driver = loader.loadClass("app.Driver").getConstructor().newInstance();
            return (String) ((Supplier<?>) driver).get();
        }
    }
}
