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

/** What readers and writers say of elements that are asked for and not there, and of elements whose bytes are wrong. */
class InPlaceErrorsTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import java.math.BigInteger;
            import java.time.*;
            import java.util.*;
            import java.util.function.Supplier;
            import org.jspecify.annotations.Nullable;

            enum Side { BUY, SELL }
            @Message(id = 0x11) record Leg(int price) {}
            sealed interface Shape {
                @Message(id = 0x12) record Dot(int r) implements Shape {}
                @Message(id = 0x13) record Box(int w) implements Shape {}
            }
            @Message(id = 0x14) record Order(
                    int[] xs,
                    boolean[] flags,
                    byte[] raw,
                    String text,
                    @MaxLength(8) List<String> tags,
                    List<@Nullable Integer> gaps,
                    List<Side> sides,
                    List<LocalTime> times,
                    List<Leg> legs,
                    List<Shape> shapes,
                    @MaxLength(8) Map<String, Side> byName,
                    @MaxLength(8) List<BigInteger> sums) {}

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(4096);
                private final byte[] bytes = new byte[4];
                private final int[] ints = new int[4];
                private final StringBuilder said = new StringBuilder();

                private static final Order ORDER = new Order(
                        new int[3],
                        new boolean[] {true, true},
                        new byte[3],
                        "abc",
                        List.of("one", "two"),
                        List.of(1, 2, 3),
                        List.of(Side.BUY, Side.SELL),
                        List.of(LocalTime.MIN, LocalTime.NOON),
                        List.of(new Leg(1)),
                        List.of(new Shape.Dot(1), new Shape.Box(2)),
                        new TreeMap<>(Map.of("a", Side.BUY, "b", Side.SELL)),
                        List.of(BigInteger.ONE));

                private interface Call<T> {
                    void on(T target);
                }

                private void says(String name, Runnable call) {
                    said.append(name).append(": ");
                    try {
                        call.run();
                        said.append("nothing");
                    } catch (RuntimeException e) {
                        said.append(e.getClass().getSimpleName()).append(": ").append(e.getMessage());
                    }
                    said.append('\\n');
                }

                private void write(String name, Call<OrderCodec.Writer> call) {
                    says(name, () -> call.on(new OrderCodec.Writer().wrap(buffer, 0)));
                }

                private void read(String name, Call<OrderCodec.Reader> call) {
                    int length = OrderCodec.INSTANCE.encode(ORDER, buffer, 0);
                    says(name, () -> call.on(new OrderCodec.Reader().wrap(buffer, 0, length)));
                }

                /* Reads after the last byte of the message that has a value has got another. */
                private void spoilt(String name, int value, int other, Call<OrderCodec.Reader> call) {
                    read(name, reader -> {
                        int at = OrderCodec.INSTANCE.encodedLength(ORDER) - 1;
                        while (buffer.getByte(at) != value) {
                            at--;
                        }
                        buffer.putByte(at, (byte) other);
                        call.on(reader);
                    });
                }

                PARTS
            }
            """;

    @TempDir
    Path folder;

    private String says(String calls) throws Exception {
        String type = TYPES.replace("PARTS", """
                @Override
                public String get() {
                    %s
                    return said.toString();
                }
                """.formatted(calls));
        Compilation compilation = Compilation.lenient(folder, List.of(new Source("Driver.java", type)));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            Object driver = loader.loadClass("app.Driver").getConstructor().newInstance();
            return (String) ((Supplier<?>) driver).get();
        }
    }

    @Test
    void nameACountThatIsNegative() throws Exception {
        assertThat(says("""
                write("table", w -> w.tagsCount(-1));
                write("packed", w -> w.xsCount(-1));
                write("group", w -> w.legsCount(-1));
                write("map", w -> w.byNameCount(Integer.MIN_VALUE));
                write("ints", w -> w.xs(ints, 0, -2));
                write("bytes", w -> w.raw(bytes, 0, -2));
                write("text", w -> w.text(bytes, 0, -2));
                write("element", w -> w.tagsCount(1).tags(0, bytes, 0, -2));
                write("none", w -> w.tagsCount(0).xs(ints, 0, 0).text(bytes, 4, 0));
                """)).isEqualTo("""
                table: NegativeCountException: count must not be negative: field=Order.tags, count=-1
                packed: NegativeCountException: count must not be negative: field=Order.xs, count=-1
                group: NegativeCountException: count must not be negative: field=Order.legs, count=-1
                map: NegativeCountException: count must not be negative: field=Order.byName, count=-2147483648
                ints: NegativeCountException: count must not be negative: field=Order.xs, count=-2
                bytes: NegativeCountException: count must not be negative: field=Order.raw, count=-2
                text: NegativeCountException: count must not be negative: field=Order.text, count=-2
                element: NegativeCountException: count must not be negative: field=Order.tags[0], count=-2
                none: nothing
                """);
    }

    @Test
    void nameElementsThatAreNotThere() throws Exception {
        assertThat(says("""
                write("write", w -> w.tagsCount(2).tags(-1, "x"));
                write("behind", w -> w.xsCount(2).xs(2, 1));
                read("element", r -> r.tags(-1));
                read("from", r -> r.copyXs(-1, ints, 0, 1));
                read("to", r -> r.copyXs(1, ints, 0, 3));
                read("fewer than none", r -> r.copyFlags(0, new boolean[2], 0, -1));
                read("all", r -> r.copyXs(0, ints, 1, 3));
                """)).isEqualTo("""
                write: IndexOutOfBoundsException: no such element: field=Order.tags, index=-1, count=2
                behind: IndexOutOfBoundsException: no such element: field=Order.xs, index=2, count=2
                element: IndexOutOfBoundsException: no such element: field=Order.tags, index=-1, count=2
                from: IndexOutOfBoundsException: no such elements: field=Order.xs, index=-1, requested=1, count=3
                to: IndexOutOfBoundsException: no such elements: field=Order.xs, index=1, requested=3, count=3
                fewer than none: IndexOutOfBoundsException: no such elements: field=Order.flags, index=0, requested=-1, count=2
                all: nothing
                """);
    }

    @Test
    void nameTheElementWhoseBytesAreWrong() throws Exception {
        assertThat(says("""
                spoilt("text", 'w', 0xFF, r -> r.tags(1));
                spoilt("other text", 'w', 0xFF, r -> r.tags(0));
                spoilt("compared", 'w', 0xFF, r -> r.compareTags(1, "two"));
                spoilt("key", 'b', 0xFF, r -> r.byNameKey(1));
                read("kind", r -> r.shapes(1, new Shape_DotCodec.Reader()));
                read("flag", r -> {
                    int at = (int) (buffer.getLong(8) >>> 32);
                    buffer.putByte(at + 1, (byte) 7);
                    r.flags(1);
                });
                """)).isEqualTo("""
                text: CodecException: text is not UTF-8: field=Order.tags[1], length=3
                other text: nothing
                compared: CodecException: text is not UTF-8: field=Order.tags[1], length=3
                key: CodecException: text is not UTF-8: field=Order.byName[1].key, length=1
                kind: CodecException: field holds another message: field=Order.shapes[1], typeId=0x00000013, expected=0x00000012
                flag: CodecException: boolean is neither 0 nor 1: field=Order.flags[1], value=7
                """);
    }

    @Test
    void nameTheElementThatIsRefused() throws Exception {
        assertThat(says("""
                String lone = "\\uD800";
                String wide = "x".repeat(9);
                write("long", w -> w.tagsCount(3).tags(2, wide));
                write("characters", w -> w.tagsCount(3).tags(1, new StringBuilder(wide)));
                write("piece", w -> w.tagsCount(3).tags(2, new byte[9], 0, 9));
                write("half", w -> w.tagsCount(3).tags(1, lone));
                write("no UTF-8", w -> w.tagsCount(3).tags(1, new byte[] {-1}, 0, 1));
                write("null", w -> w.tagsCount(3).tags(1, (String) null));
                write("twice", w -> w.tagsCount(3).tags(1, "one").tags(1, "two"));
                write("side", w -> w.sidesCount(2).sides(1, null));
                write("time", w -> w.timesCount(2).times(1, (LocalTime) null));
                write("part of a time", w -> w.timesCount(2).times(1, -1));
                write("key", w -> w.byNameCount(2).byNameKey(1, wide));
                write("key twice", w -> w.byNameCount(2).byNameKey(0, "a").byNameKey(0, "b"));
                write("value", w -> w.byNameCount(2).byNameValue(1, null));
                write("message twice", w -> {
                    w.shapesCount(2).shapes(1, new Shape_DotCodec.Writer());
                    w.shapes(1, new Shape_BoxCodec.Writer());
                });
                write("number", w -> w.sumsCount(2).sums(1, BigInteger.TWO.pow(100)));
                """)).isEqualTo("""
                long: CodecException: field too long: field=Order.tags[2], length=9, limit=8 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
                characters: CodecException: field too long: field=Order.tags[1], length=9, limit=8 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
                piece: CodecException: field too long: field=Order.tags[2], length=9, limit=8 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
                half: CodecException: text has half of a surrogate pair: field=Order.tags[1], position=0, char=0xD800
                no UTF-8: CodecException: text is not UTF-8: field=Order.tags[1], length=1
                null: NullValueException: field must not be null: field=Order.tags[1]
                twice: AlreadyWrittenException: field already written: field=Order.tags[1], position=28, length=3; wrap the writer before the next message
                side: NullValueException: field must not be null: field=Order.sides[1]
                time: NullValueException: field must not be null: field=Order.times[1]
                part of a time: CodecException: time out of range: field=Order.times[1], nanoOfDay=-1, least=0, most=86399999999999
                key: CodecException: field too long: field=Order.byName[1].key, length=9, limit=8 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
                key twice: AlreadyWrittenException: field already written: field=Order.byName[0].key, position=28, length=1; wrap the writer before the next message
                value: NullValueException: field must not be null: field=Order.byName[1].value
                message twice: AlreadyWrittenException: field already written: field=Order.shapes[1], position=20, length=16; wrap the writer before the next message
                number: CodecException: field too long: field=Order.sums[1], length=13, limit=8 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
                """);
    }

    @Test
    void doNotNameAnElementOfAFieldThatIsNotOpen() throws Exception {
        assertThat(says("""
                write("never begun", w -> w.tags(0, "x"));
                write("gone on", w -> w.tagsCount(2).text("x").tags(1, "y"));
                write("too many", w -> w.tagsCount(1025));
                write("not there", w -> w.byNameCount(2).byNameKey(2, "x"));
                """)).isEqualTo("""
                never begun: IndexOutOfBoundsException: no such element: field=Order.tags, index=0, count=0
                gone on: IllegalStateException: collection is not open: field=Order.tags; set its count, then write its elements before the next field of the tail
                too many: CodecException: too many elements: field=Order.tags, count=1025, limit=1024; raise @MaxCount on the field
                not there: IndexOutOfBoundsException: no such element: field=Order.byName, index=2, count=2
                """);
    }

    @Test
    void doNotNameAnElementOfAFieldThatIsWrong() throws Exception {
        assertThat(says("""
                read("field", r -> {
                    buffer.putLong(32, 0x7FFF_0000_0000L | 200);
                    r.tags(1);
                });
                """)).isEqualTo("""
                field: CodecException: tail reference outside message: field=Order.tags, position=32767, length=200, messageLength=296
                """);
    }
}
