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

/** Where in a message the mistake is, as the text of the exception says it. */
class PlaceTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import java.util.*;
            import java.util.function.Supplier;
            import org.jspecify.annotations.Nullable;

            @Message(id = 0x11) record Leg(double price, @MaxLength(4) String symbol, @MaxLength(4) List<String> tags) {
                Leg {
                    if (price < 0) {
                        throw new IllegalArgumentException("price is negative: price=" + price);
                    }
                }
            }
            @Message(id = 0x12) record Order(
                    @MaxCount(4) List<Leg> legs,
                    @MaxCount(4) @MaxLength(4) List<List<String>> rows,
                    @MaxCount(4) Map<Integer, Leg> byId,
                    Maker maker,
                    Optional<Leg> last) {}
            sealed interface Maker {
                @Message(id = 0x13) record Firm(@MaxCount(2) Leg[] legs) implements Maker {}
                @Message(id = 0x14) record Desk(Order order) implements Maker {}
            }

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(4096);
                private static final Leg LEG = new Leg(1, "A", List.of("x"));
                private static final Leg LONG = new Leg(1, "ABCDE", List.of());
                private static final Maker FIRM = new Maker.Firm(new Leg[0]);

                private static Order legs(Leg... legs) {
                    return new Order(Arrays.asList(legs), List.of(), Map.of(), FIRM, Optional.empty());
                }

                private static Order rows(List<List<String>> rows) {
                    return new Order(List.of(), rows, Map.of(), FIRM, Optional.empty());
                }

                private static Order byId(Map<Integer, Leg> byId) {
                    return new Order(List.of(), List.of(), byId, FIRM, Optional.empty());
                }

                private static Order maker(Maker maker) {
                    return new Order(List.of(), List.of(), Map.of(), maker, Optional.empty());
                }

                private static Order last(Leg leg) {
                    return new Order(List.of(), List.of(), Map.of(), FIRM, Optional.of(leg));
                }

                /* Measuring and writing say the same. */
                private String refused(Order order) {
                    String length = caught(() -> OrderCodec.INSTANCE.encodedLength(order));
                    String bytes = caught(() -> OrderCodec.INSTANCE.encode(order, buffer, 0));
                    return length.equals(bytes) ? bytes : length + " / " + bytes;
                }

                /* Finds a price in the bytes of a message and makes it negative. */
                private String spoiled(Order order, double price) {
                    int length = OrderCodec.INSTANCE.encode(order, buffer, 0);
                    for (int i = 0; i + 8 <= length; i++) {
                        if (buffer.getDouble(i) == price) {
                            buffer.putDouble(i, -price);
                        }
                    }
                    return caught(() -> OrderCodec.INSTANCE.decode(buffer, 0, length));
                }

                private static String caught(Runnable action) {
                    try {
                        action.run();
                        return "nothing";
                    } catch (CodecException | NullPointerException e) {
                        return e.getMessage();
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
    void namesTheElementThatCannotBeWritten() throws Exception {
        assertThat(run("""
                return String.join("\\n",
                    refused(legs(LEG, LONG)),
                    refused(legs(LEG, LEG, new Leg(1, null, List.of()))),
                    refused(legs(LEG, null)),
                    refused(legs(LEG, new Leg(1, "", Arrays.asList("a", null)))),
                    refused(legs(LEG, new Leg(1, "", List.of("a", "abc", "\\uD800")))),
                    refused(rows(List.of(List.of(), List.of("a", "b", "abcde")))),
                    refused(rows(List.of(List.of("a"), List.of("a", "b", "c", "d", "e")))),
                    refused(byId(new TreeMap<>(Map.of(1, LEG, 7, LONG)))),
                    refused(byId(Collections.singletonMap(null, LEG))),
                    refused(byId(Collections.singletonMap(1, null))),
                    refused(maker(new Maker.Firm(new Leg[] {LEG, LONG}))),
                    refused(maker(new Maker.Desk(maker(new Maker.Desk(legs(LONG)))))),
                    refused(last(LONG)));
                """).lines())
                .containsExactly(
                        "field too long: field=Order.legs[1].symbol, length=5, limit=4 bytes; raise @MaxLength on the"
                                + " field or @Message(maxLength), or send a BufferRef",
                        "field must not be null: field=Order.legs[2].symbol",
                        "element must not be null: field=Order.legs[1]; mark the element @Nullable",
                        "element must not be null: field=Order.legs[1].tags[1]; mark the element @Nullable",
                        "text has half of a surrogate pair: field=Order.legs[1].tags[2], position=0, char=0xD800",
                        "field too long: field=Order.rows[1][2], length=5, limit=4 bytes; raise @MaxLength on the"
                                + " field or @Message(maxLength), or send a BufferRef",
                        "too many elements: field=Order.rows[1], count=5, limit=4; raise @MaxCount on the field",
                        "field too long: field=Order.byId[1].value.symbol, length=5, limit=4 bytes; raise @MaxLength on"
                                + " the field or @Message(maxLength), or send a BufferRef",
                        "key must not be null: field=Order.byId[0].key; mark it @Nullable",
                        "value must not be null: field=Order.byId[0].value; mark the values @Nullable",
                        "field too long: field=Order.maker.legs[1].symbol, length=5, limit=4 bytes; raise @MaxLength on"
                                + " the field or @Message(maxLength), or send a BufferRef",
                        "field too long: field=Order.maker.order.maker.order.legs[0].symbol, length=5, limit=4 bytes;"
                                + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef",
                        "field too long: field=Order.last.symbol, length=5, limit=4 bytes; raise @MaxLength on the"
                                + " field or @Message(maxLength), or send a BufferRef");
    }

    @Test
    void namesTheElementThatCannotBeRead() throws Exception {
        assertThat(run("""
                Leg bad = new Leg(7.5, "", List.of());
                return String.join("\\n",
                    spoiled(legs(LEG, bad), 7.5),
                    spoiled(byId(new TreeMap<>(Map.of(1, LEG, 7, bad))), 7.5),
                    spoiled(maker(new Maker.Firm(new Leg[] {LEG, bad})), 7.5),
                    spoiled(maker(new Maker.Desk(legs(LEG, bad))), 7.5),
                    spoiled(last(bad), 7.5));
                """).lines())
                .containsExactly(
                        "record refuses its values: field=Order.legs[1], reason=price is negative: price=-7.5",
                        "record refuses its values: field=Order.byId[1].value, reason=price is negative: price=-7.5",
                        "record refuses its values: field=Order.maker.legs[1], reason=price is negative: price=-7.5",
                        "record refuses its values: field=Order.maker.order.legs[1], reason=price is negative:"
                                + " price=-7.5",
                        "record refuses its values: field=Order.last, reason=price is negative: price=-7.5");
    }

    @Test
    void leavesTheCauseAndTheStackTraceOfTheMistake() throws Exception {
        assertThat(run("""
                int length = OrderCodec.INSTANCE.encode(legs(LEG, new Leg(7.5, "", List.of())), buffer, 0);
                for (int i = 0; i + 8 <= length; i++) {
                    buffer.putDouble(i, buffer.getDouble(i) == 7.5 ? -7.5 : buffer.getDouble(i));
                }
                try {
                    return OrderCodec.INSTANCE.decode(buffer, 0, length).toString();
                } catch (CodecException e) {
                    return e + "\\n" + e.getCause() + "\\n" + e.getStackTrace()[1].getClassName();
                }
                """)).isEqualTo("""
                        io.ringkernel.codec.CodecException: record refuses its values: field=Order.legs[1], reason=price\
                         is negative: price=-7.5
                        java.lang.IllegalArgumentException: price is negative: price=-7.5
                        app.LegCodec""");
    }

    @SuppressWarnings("unchecked") // the driver is what its source says
    private String run(String body) throws Exception {
        Source source = new Source("Driver.java", TYPES.replace("BODY", body));
        Compilation compilation = Compilation.lenient(folder, List.of(source));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            return ((Supplier<String>)
                            loader.loadClass("app.Driver").getConstructor().newInstance())
                    .get();
        }
    }
}
