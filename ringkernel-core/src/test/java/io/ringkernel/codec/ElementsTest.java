// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementsTest {
    private static final String FIELD = "Report.lines";

    /* The field, or something in it. */
    private static final String PATH = "Report\\.lines((\\[\\d+])+|\\.key|\\.value|\\.text)*";
    private static final int GUARD = 64;

    private enum Side {
        BUY,
        SELL;

        static EnumCodes<Side> codes() {
            EnumCodes.Builder<Side> codes = EnumCodes.of(Side.class);
            codes.add(BUY, 7);
            codes.add(SELL, 8);
            return codes.build();
        }
    }

    private sealed interface Paper permits Memo, Stamp {}

    private record Memo(int number, String text) implements Paper {}

    private record Stamp(long time) implements Paper {}

    /** The codec of a message with a tail, as the processor would write it. */
    private static final MessageCodec<Memo> MEMO = new HandWritten<>(Memo.class, 0x11, 16) {
        @Override
        public int encodedLength(Memo message) {
            return 16 + Wire.utf8Length(message.text(), 20, "Memo.text");
        }

        @Override
        public int encode(Memo message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
            int length = Wire.checkRoom(encodedLength(message) - 16, limit - end, "Memo.text");
            buffer.putLong(offset, message.number());
            buffer.putLong(offset + 8, TailRef.of(end, length));
            return end + Wire.putUtf8(buffer, offset + end, message.text(), 20, "Memo.text");
        }

        @Override
        public Memo decode(MessageBuffer buffer, int offset, int length, int version) {
            long ref = ref(buffer, offset, length);
            Wire.checkTail(TailRef.used(ref), length - 16, "Memo");
            return new Memo(
                    buffer.getInt(offset),
                    Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "Memo.text"));
        }

        @Override
        public long tailUsed(MessageBuffer buffer, int offset, int length, int version) {
            return TailRef.used(ref(buffer, offset, length));
        }

        private long ref(MessageBuffer buffer, int offset, int length) {
            Wire.checkLength(length, 16, "Memo");
            return TailRef.check(buffer.getLong(offset + 8), length, 20, "Memo.text");
        }
    };

    private static final MessageCodec<Stamp> STAMP = new HandWritten<>(Stamp.class, 0x12, 8) {
        @Override
        public int encodedLength(Stamp message) {
            return 8;
        }

        @Override
        public int encode(Stamp message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
            buffer.putLong(offset, message.time());
            return end;
        }

        @Override
        public Stamp decode(MessageBuffer buffer, int offset, int length, int version) {
            Wire.checkLength(length, 8, "Stamp");
            return new Stamp(buffer.getLong(offset));
        }
    };

    private abstract static class HandWritten<T> implements MessageCodec<T> {
        private final Class<T> type;
        private final int typeId;
        private final int blockLength;

        HandWritten(Class<T> type, int typeId, int blockLength) {
            this.type = type;
            this.typeId = typeId;
            this.blockLength = blockLength;
        }

        @Override
        public Class<T> messageType() {
            return type;
        }

        @Override
        public int typeId() {
            return typeId;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public MessageSchema schema() {
            return MessageSchema.of(this, type.getName()).build();
        }

        @Override
        public int blockLength() {
            return blockLength;
        }

        @Override
        public int maxEncodedLength() {
            return 64;
        }
    }

    /** A value and how it is written. */
    private record Shape<E>(String name, Element<E> element, E value, int tailLength) {
        byte[] bytes() {
            int length = element.slotLength() + tailLength;
            MessageBuffer buffer = MessageBuffer.allocate(GUARD + length + GUARD);
            for (int i = 0; i < buffer.capacity(); i++) {
                buffer.putByte(i, (byte) 0x5A);
            }
            int end = element.write(buffer, GUARD, 0, element.slotLength(), length, value, FIELD, 0);
            assertThat(end).isEqualTo(length);
            for (int i = 0; i < GUARD; i++) {
                assertThat(buffer.getByte(i)).isEqualTo((byte) 0x5A);
                assertThat(buffer.getByte(GUARD + length + i)).isEqualTo((byte) 0x5A);
            }
            return Wire.getBytes(buffer, GUARD, length);
        }

        E read(byte[] bytes) {
            MessageBuffer buffer = MessageBuffer.allocate(Math.max(1, bytes.length));
            buffer.putBytes(0, bytes, 0, bytes.length);
            return element.read(buffer, 0, bytes.length, 0, FIELD, 0);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static <E> Shape<E> shape(String name, Element<E> element, E value, int tailLength) {
        return new Shape<>(name, element, value, tailLength);
    }

    static List<Shape<?>> shapes() {
        Element<String> text = Elements.text(80);
        Element<Side> side = Elements.enumeration(Side.codes());
        Element<Paper> paper = Elements.oneOf(() -> List.of(MEMO, STAMP));
        UUID uuid = new UUID(1, -2);
        Map<String, List<Integer>> marks = new LinkedHashMap<>();
        marks.put("b", List.of(1, 2));
        marks.put("a", List.of());
        return List.of(
                shape("boolean", Elements.BOOLEAN, true, 0),
                shape("byte", Elements.BYTE, (byte) -1, 0),
                shape("short", Elements.SHORT, (short) -2, 0),
                shape("char", Elements.CHAR, '\uD800', 0),
                shape("int", Elements.INT, Integer.MIN_VALUE, 0),
                shape("long", Elements.LONG, Long.MAX_VALUE, 0),
                shape("float", Elements.FLOAT, -0f, 0),
                shape("double", Elements.DOUBLE, Double.NaN, 0),
                shape("UUID", Elements.UUID, uuid, 0),
                shape("BufferRef", Elements.BUFFER_REF, new BufferRef(9), 0),
                shape("enum", side, Side.SELL, 0),
                shape("text", text, "gr\u00fcn \uD83D\uDE00", 10),
                shape("bytes", Elements.bytes(8), new byte[] {1, 2, 3}, 3),
                shape("nullable int, there", Elements.INT.nullable(), 5, 0),
                shape("nullable int, not there", Elements.INT.nullable(), null, 0),
                shape("nullable text, there", text.nullable(), "", 0),
                shape("nullable text, not there", text.nullable(), null, 0),
                shape("optional UUID", Elements.UUID.optional(), Optional.of(uuid), 0),
                shape("optional text, empty", text.optional(), Optional.empty(), 0),
                shape("optional list", text.list(4).optional(), Optional.of(List.of("a")), 4 + 8 + 1),
                shape("packed list", Elements.INT.list(4), List.of(1, 2, 3), 12),
                shape("empty packed list", Elements.INT.list(4), List.of(), 0),
                shape("list of booleans", Elements.BOOLEAN.list(4), List.of(true, false), 2),
                shape("list of text", text.list(4), List.of("a", "", "ccc"), 4 + 3 * 8 + 4),
                shape("empty list of text", text.list(4), List.of(), 4),
                shape("list of nullable ints", Elements.INT.nullable().list(4), Arrays.asList(1, null), 4 + 2 * 5),
                shape("list of nullable text", text.nullable().list(4), Arrays.asList(null, "b"), 4 + 2 * 8 + 1),
                shape(
                        "list of lists of lists",
                        Elements.LONG.list(2).list(2).list(2),
                        List.of(List.of(List.of(1L, 2L), List.of()), List.of()),
                        4 + 2 * 8 + (4 + 2 * 8 + 16) + 4),
                shape("packed set", side.set(4), Set.of(Side.BUY), 4),
                shape("set of text", text.set(4), new LinkedHashSet<>(List.of("z", "a")), 4 + 2 * 8 + 2),
                shape("array of text", text.array(String[]::new, 4), new String[] {"a", "b"}, 4 + 16 + 2),
                shape(
                        "array of arrays",
                        Elements.UUID.array(UUID[]::new, 2).array(UUID[][]::new, 2),
                        new UUID[][] {{uuid}, {}},
                        4 + 16 + 16),
                shape("message", Elements.message(MEMO), new Memo(1, "abc"), 8 + 16 + 3),
                shape("one of two messages", paper, new Stamp(5), 8 + 8),
                shape(
                        "messages side by side",
                        Elements.message(MEMO).list(4),
                        List.of(new Memo(1, "abc"), new Memo(2, ""), new Memo(3, "de")),
                        8 + 3 * 16 + 5),
                shape("no messages", Elements.message(MEMO).list(4), List.of(), 8),
                shape(
                        "messages of two types",
                        paper.list(4),
                        List.of(new Stamp(5), new Memo(1, "abc")),
                        4 + 16 + 16 + 27),
                shape(
                        "messages that may be null",
                        Elements.message(STAMP).nullable().list(4),
                        Arrays.asList(null, new Stamp(5)),
                        4 + 16 + 16),
                shape("packed map", Elements.map(Elements.INT, Elements.DOUBLE, 4), Map.of(1, 2.5), 4 + 12),
                shape("empty map", Elements.map(Elements.INT, Elements.DOUBLE, 4), Map.of(), 4),
                shape("map of lists", Elements.map(text, Elements.INT.list(4), 4), marks, 4 + 2 * 16 + 2 + 8),
                shape(
                        "map of nullable values",
                        Elements.map(Elements.SHORT, text.nullable(), 4),
                        Collections.singletonMap((short) 1, null),
                        4 + 10));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <E> void readsWhatItWrote(Shape<E> shape) {
        E copy = shape.read(shape.bytes());

        assertThat(Objects.deepEquals(copy, shape.value())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <E> void measuresWhatItWrites(Shape<E> shape) {
        assertThat(shape.element().tailLength(shape.value(), FIELD, 0)).isEqualTo(shape.tailLength());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <E> void claimsWhatItWrote(Shape<E> shape) {
        byte[] bytes = shape.bytes();
        MessageBuffer buffer = MessageBuffer.allocate(bytes.length);
        buffer.putBytes(0, bytes, 0, bytes.length);

        assertThat(shape.element().claimed(buffer, 0)).isEqualTo(shape.tailLength());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <E> void refusesToOutgrowItsRegion(Shape<E> shape) {
        Element<E> element = shape.element();
        int begin = element.slotLength();
        for (int limit = begin; limit < begin + shape.tailLength(); limit++) {
            MessageBuffer buffer = MessageBuffer.allocate(limit); // whoever writes behind it gets another exception
            int tooShort = limit;

            assertThatThrownBy(() -> element.write(buffer, 0, 0, begin, tooShort, shape.value(), FIELD, 0))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessageMatching("message too long: field=" + PATH + ", length=\\d+, left=\\d+ bytes;"
                            + " raise @Message\\(maxLength\\), or send a BufferRef");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <E> void refusesMutatedBytesOnlyWithCodecException(Shape<E> shape) {
        byte[] bytes = shape.bytes();
        Random random = new Random(7);
        for (int round = 0; round < 4_000; round++) {
            byte[] mutated = Arrays.copyOf(
                    bytes,
                    random.nextInt(4) == 0
                            ? shape.element().slotLength() + random.nextInt(shape.tailLength() + 8)
                            : bytes.length);
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(20) - 2);
            }
            try {
                shape.read(mutated);
            } catch (CodecException expected) {
                assertThat(expected).hasMessageMatching("[a-zA-Z0-9 -]+: field=" + PATH + "([,;].*)?");
            }
        }
    }

    @Test
    void keepsTheOrderOfSetsAndMaps() {
        Set<Integer> set = new LinkedHashSet<>(List.of(9, 1, 5));
        Map<Integer, Integer> map = new LinkedHashMap<>();
        set.forEach(key -> map.put(key, -key));

        assertThat(copy(Elements.INT.set(4), set)).containsExactly(9, 1, 5);
        assertThat(copy(Elements.map(Elements.INT, Elements.INT, 4), map).keySet())
                .containsExactly(9, 1, 5);
    }

    @Test
    void readsCollectionsThatCannotBeModified() {
        List<Integer> list = copy(Elements.INT.list(4), List.of(1));
        Set<Integer> set = copy(Elements.INT.set(4), Set.of(1));
        Map<Integer, Integer> map = copy(Elements.map(Elements.INT, Elements.INT, 4), Map.of(1, 1));

        assertThatThrownBy(() -> list.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.put(1, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static <E> E copy(Element<E> element, E value) {
        Shape<E> shape = shape("", element, value, element.tailLength(value, FIELD, 0));
        return shape.read(shape.bytes());
    }

    @Test
    void readsWhatWasNeverWrittenAsEmpty() {
        byte[] zeros = new byte[8];

        assertThat(shape("", Elements.INT.list(4), List.of(), 0).read(zeros)).isEmpty();
        assertThat(shape("", Elements.text(1).list(4), List.of(), 0).read(zeros))
                .isEmpty();
        assertThat(shape("", Elements.map(Elements.INT, Elements.INT, 4), Map.of(), 0)
                        .read(zeros))
                .isEmpty();
    }

    @Test
    void refusesMoreElementsThanTheLimit() {
        Element<List<Integer>> packed = Elements.INT.list(2);
        Element<List<String>> list = Elements.text(8).list(2);
        Element<Map<Integer, Integer>> map = Elements.map(Elements.INT, Elements.INT, 1);
        String text = "too many elements: field=Report.lines, count=3, limit=2; raise @MaxCount on the field";

        assertRefuses(packed, List.of(1, 2, 3), text);
        assertRefuses(list, List.of("a", "b", "c"), text);
        assertRefuses(
                map,
                Map.of(1, 1, 2, 2),
                "too many elements: field=Report.lines, count=2, limit=1; raise @MaxCount on the field");
        assertRefusesBytes(packed, text, 12, 8, 0, 0, 0);
        assertRefusesBytes(list, text, 28, 8, 3, 0, 0, 0, 0, 0, 0);
    }

    private static <E> void assertRefuses(Element<E> element, E value, String text) {
        assertThatThrownBy(() -> element.tailLength(value, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
        MessageBuffer buffer = MessageBuffer.allocate(256);
        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 256, value, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
    }

    private static <E> void assertRefusesBytes(Element<E> element, String text, int... ints) {
        MessageBuffer buffer = MessageBuffer.allocate(ints.length * Integer.BYTES);
        for (int i = 0; i < ints.length; i++) {
            buffer.putInt(i * Integer.BYTES, ints[i]);
        }
        assertThatThrownBy(() -> element.read(buffer, 0, buffer.capacity(), 0, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
    }

    @Test
    void refusesNullWhereNoneIsAllowed() {
        Element<List<String>> list = Elements.text(8).list(4);
        Element<Map<String, String>> map = Elements.map(Elements.text(8), Elements.text(8), 4);

        assertRefusesNull(list, null, "field must not be null: field=Report.lines");
        assertRefusesNull(
                list,
                Arrays.asList("a", null),
                "element must not be null: field=Report.lines[1]; mark the element @Nullable");
        assertRefusesNull(
                map,
                Collections.singletonMap(null, "a"),
                "key must not be null: field=Report.lines[0].key; mark it @Nullable");
        assertRefusesNull(
                map,
                Collections.singletonMap("a", null),
                "value must not be null: field=Report.lines[0].value; mark the values @Nullable");
        assertRefusesBytes(list, "field must not be null: field=Report.lines[0]", 12, 8, 1, -1, 0);
    }

    private static <E> void assertRefusesNull(Element<E> element, E value, String text) {
        MessageBuffer buffer = MessageBuffer.allocate(64);
        assertThatThrownBy(() -> element.tailLength(value, FIELD, 0))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 64, value, FIELD, 0))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage(text);
    }

    @Test
    void refusesSlotsOutsideTheRegion() {
        assertRefusesBytes(
                Elements.text(8).list(9),
                "elements outside field: field=Report.lines, count=2, slotLength=8, length=12",
                12,
                8,
                2,
                0,
                0);
        assertRefusesBytes(
                Elements.LONG.list(9),
                "field has part of an element: field=Report.lines, length=12, elementLength=8",
                12,
                8,
                0,
                0,
                0);
        assertRefusesBytes(
                Elements.text(8).list(9),
                "elements outside field: field=Report.lines, count=0, slotLength=8, length=2",
                2,
                8,
                0);
    }

    @Test
    void refusesElementsThatShareBytes() {
        assertRefusesBytes(
                Elements.bytes(8).list(9),
                "elements overlap: field=Report.lines, claimed=6, left=4 bytes",
                24,
                8,
                2,
                3,
                20,
                3,
                20,
                0);
    }

    @Test
    void refusesMessagesThatShareBytes() {
        assertRefusesBytes(
                Elements.message(MEMO).list(9),
                "elements overlap: field=Report.lines, claimed=8, left=4 bytes",
                44,
                8,
                2,
                16 << 16 | 1,
                0,
                0,
                4,
                32,
                0,
                0,
                4,
                16,
                0x61616161);
    }

    @Test
    void refusesMessagesWithoutAVersion() {
        assertRefusesBytes(
                Elements.message(MEMO).list(9),
                "field has a bad prefix: field=Report.lines, prefix=0x0010000000000000",
                8,
                8,
                0,
                16 << 16);
    }

    @Test
    void refusesMessagesThatTheFieldCannotHold() {
        assertRefusesBytes(
                Elements.oneOf(() -> List.of(STAMP)),
                "field holds an unknown message: field=Report.lines, typeId=0x00000011",
                16,
                8,
                0x11,
                1,
                0,
                0);
        assertThatThrownBy(() -> Elements.<Paper>oneOf(() -> List.of(STAMP)).tailLength(new Memo(1, ""), FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("value is of an unknown type: field=Report.lines, class=" + Memo.class.getName()
                        + "; compile the message again, with all types of its interface");
    }

    /** A list that says it has another number of elements than it gives. */
    private static <E> List<E> lying(int length, List<E> elements) {
        return new AbstractList<>() {
            @Override
            public E get(int index) {
                return elements.get(index);
            }

            @Override
            public Iterator<E> iterator() {
                return elements.iterator();
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    private static <E> Set<E> lyingSet(int length, List<E> elements) {
        return new AbstractSet<>() {
            @Override
            public Iterator<E> iterator() {
                return elements.iterator();
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    private static <K, V> Map<K, V> lyingMap(int length, Map<K, V> entries) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<K, V>> entrySet() {
                return lyingSet(length, List.copyOf(entries.entrySet()));
            }
        };
    }

    private static <E> void assertRefusesToWrite(Element<E> element, E value, String text) {
        MessageBuffer buffer = MessageBuffer.allocate(1024);
        assertThatThrownBy(() -> element.tailLength(value, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 1024, value, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
    }

    @Test
    void refusesCollectionsThatHaveAnotherNumberOfElementsThanTheySay() {
        String less =
                "collection changed while it was written: field=Report.lines, count=3, found=2; send a copy of it";
        String more =
                "collection changed while it was written: field=Report.lines, count=1, found=more; send a copy of it";
        List<String> texts = List.of("a", "b");
        List<Memo> memos = List.of(new Memo(1, "a"), new Memo(2, "b"));
        Map<Integer, String> map = Map.of(1, "a", 2, "b");

        assertRefusesToWrite(Elements.INT.list(9), lying(3, List.of(1, 2)), less);
        assertRefusesToWrite(Elements.INT.list(9), lying(1, List.of(1, 2)), more);
        assertRefusesToWrite(Elements.text(9).list(9), lying(3, texts), less);
        assertRefusesToWrite(Elements.text(9).list(9), lying(1, texts), more);
        assertRefusesToWrite(Elements.text(9).set(9), lyingSet(3, texts), less);
        assertRefusesToWrite(Elements.text(9).set(9), lyingSet(1, texts), more);
        assertRefusesToWrite(Elements.message(MEMO).list(9), lying(3, memos), less);
        assertRefusesToWrite(Elements.message(MEMO).list(9), lying(1, memos), more);
        assertRefusesToWrite(Elements.map(Elements.INT, Elements.text(9), 9), lyingMap(3, map), less);
        assertRefusesToWrite(Elements.map(Elements.INT, Elements.text(9), 9), lyingMap(1, map), more);
        assertRefusesToWrite(
                Elements.text(9).list(9).list(9),
                List.of(texts, lying(3, texts)),
                "collection changed while it was written: field=Report.lines[1], count=3, found=2; send a copy of it");
    }

    @Test
    void refusesCollectionsThatNoticeThemselvesThatTheyChange() {
        List<Integer> elements = new ArrayList<>(List.of(1, 2, 3));
        List<Integer> changing = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return elements.get(index);
            }

            @Override
            public Iterator<Integer> iterator() {
                Iterator<Integer> iterator = elements.iterator();
                elements.add(4);
                return iterator;
            }

            @Override
            public int size() {
                return 3;
            }
        };

        assertThatThrownBy(() -> Elements.INT.list(9).tailLength(changing, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasCauseExactlyInstanceOf(ConcurrentModificationException.class)
                .hasMessage("collection changed while it was written: field=Report.lines, count=3, found=0"
                        + "; send a copy of it");
    }

    @Test
    void stopsToMeasureWhatNoMessageHolds() {
        Element<List<List<List<String>>>> element =
                Elements.text(9).list(1024).list(1024).list(1024);
        List<List<List<String>>> shared =
                Collections.nCopies(1024, Collections.nCopies(1024, Collections.nCopies(1024, "x")));

        assertThatThrownBy(() -> element.tailLength(shared, FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("message too long: field=Report.lines, length=75604004, limit=67108864 bytes"
                        + "; send it in parts, or a BufferRef");
    }

    @Test
    void saysWhichLimitATextInACollectionExceeds() {
        MessageBuffer buffer = MessageBuffer.allocate(1024);
        Element<List<String>> element = Elements.text(20).list(9);

        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 30, List.of("123456789012"), FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("message too long: field=Report.lines[0], length=12, left=10 bytes"
                        + "; raise @Message(maxLength), or send a BufferRef");
        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 30, List.of("x".repeat(21)), FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("field too long: field=Report.lines[0], length=21, limit=20 bytes"
                        + "; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
        assertThatThrownBy(() -> element.write(buffer, 0, 0, 8, 30, List.of("\uD800"), FIELD, 0))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text has half of a surrogate pair: field=Report.lines[0], position=0, char=0xD800");
        assertThat(element.write(buffer, 0, 0, 8, 30, List.of("1234567890"), FIELD, 0))
                .isEqualTo(30);
    }

    @Test
    void refusesDuplicates() {
        assertRefusesBytes(
                Elements.INT.set(9), "set has an element twice: field=Report.lines[2], element=4", 12, 8, 4, 5, 4);
        assertRefusesBytes(
                Elements.map(Elements.INT, Elements.INT, 9),
                "map has a key twice: field=Report.lines[1].key, key=4",
                20,
                8,
                2,
                4,
                5,
                4,
                6);
    }

    @Test
    void refusesBooleansThatAreNone() {
        assertRefusesBytes(
                Elements.BOOLEAN.list(9),
                "boolean is neither 0 nor 1: field=Report.lines[2], value=2",
                4,
                8,
                0x0002_0001);
    }
}
