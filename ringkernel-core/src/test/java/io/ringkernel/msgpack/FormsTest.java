// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.BufferRef;
import io.ringkernel.codec.CodecException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Each form, against what msgpack-java makes of its bytes. */
class FormsTest {
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private static final int LIMIT = 4_096;

    private static Arguments value(Form<?> form, Object value, String json) {
        return Arguments.of(form, value, json);
    }

    static List<Arguments> values() {
        return List.of(
                value(Forms.BOOLEAN, true, "true"),
                value(Forms.BYTE, (byte) -128, "-128"),
                value(Forms.SHORT, Short.MAX_VALUE, "32767"),
                value(Forms.CHAR, 'ä', "\"ä\""),
                value(Forms.CHAR, '\uD83D', "55357"),
                value(Forms.INT, Integer.MIN_VALUE, "-2147483648"),
                value(Forms.LONG, Long.MIN_VALUE, "-9223372036854775808"),
                value(Forms.LONG, 200L, "200"),
                value(Forms.FLOAT, 0.5f, "0.5"),
                value(Forms.DOUBLE, -0.0, "-0.0"),
                value(Forms.BUFFER_REF, new BufferRef(-2), "-2"),
                value(Forms.INSTANT, Instant.EPOCH.plusNanos(1), "\"1970-01-01T00:00:00.000000001Z\""),
                value(Forms.INSTANT, Instant.MAX, "\"+1000000000-12-31T23:59:59.999999999Z\""),
                value(Forms.INSTANT, Instant.MIN, "\"-1000000000-01-01T00:00:00Z\""),
                value(Forms.DURATION, Duration.ofSeconds(-90, 1), "\"PT-1M-29.999999999S\""),
                value(Forms.DURATION, Duration.ofSeconds(Long.MIN_VALUE), "\"PT-2562047788015215H-30M-8S\""),
                value(Forms.LOCAL_DATE, LocalDate.MAX, "\"+999999999-12-31\""),
                value(Forms.LOCAL_TIME, LocalTime.MIN, "\"00:00\""),
                value(Forms.LOCAL_DATE_TIME, LocalDateTime.of(2026, 11, 21, 8, 5), "\"2026-11-21T08:05\""),
                value(
                        Forms.OFFSET_DATE_TIME,
                        OffsetDateTime.of(2026, 11, 21, 8, 5, 1, 0, ZoneOffset.ofHours(-3)),
                        "\"2026-11-21T08:05:01-03:00\""),
                value(
                        Forms.ZONED_DATE_TIME,
                        ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                                .withLaterOffsetAtOverlap(),
                        "\"2026-10-25T02:30+01:00[Europe/Berlin]\""),
                value(Forms.OPTIONAL_INT, OptionalInt.of(7), "7"),
                value(Forms.OPTIONAL_INT, OptionalInt.empty(), "null"),
                value(Forms.OPTIONAL_LONG, OptionalLong.of(7), "7"),
                value(Forms.OPTIONAL_DOUBLE, OptionalDouble.empty(), "null"),
                value(Forms.text(8), "ä\"😀", "\"ä\\\"\\uD83D\\uDE00\""),
                value(Forms.bigInteger(9), BigInteger.TWO.pow(64), "\"18446744073709551616\""),
                value(Forms.bigDecimal(6), new BigDecimal("1.20"), "\"1.20\""),
                value(
                        Forms.bigDecimal(5),
                        new BigDecimal(BigInteger.valueOf(12), Integer.MIN_VALUE),
                        "\"1.2E+2147483649\""),
                value(Forms.enumeration(Order.Side.class), Order.Side.SELL, "\"SELL\""),
                value(Forms.booleans(2), new boolean[] {true, false}, "[true,false]"),
                value(Forms.shorts(2), new short[] {-1, 300}, "[-1,300]"),
                value(Forms.chars(2), new char[] {'a', '\uDE00'}, "[\"a\",56832]"),
                value(Forms.ints(1), new int[] {70_000}, "[70000]"),
                value(Forms.longs(1), new long[] {1L << 40}, "[1099511627776]"),
                value(Forms.floats(1), new float[] {1.5f}, "[1.5]"),
                value(Forms.doubles(0), new double[0], "[]"),
                value(Forms.INT.optional(), Optional.of(1), "1"),
                value(Forms.INT.optional(), Optional.empty(), "null"),
                value(Forms.text(1).nullable().list(2), Arrays.asList("a", null), "[\"a\",null]"),
                value(Forms.INT.set(2), new LinkedHashSet<>(List.of(2, 1)), "[2,1]"),
                value(Forms.text(1).array(String[]::new, 1), new String[] {"x"}, "[\"x\"]"),
                value(Forms.map(Forms.text(1), Forms.INT.list(1), 1), Map.of("k", List.of(1)), "{\"k\":[1]}"),
                value(Forms.map(Forms.enumeration(Order.Side.class), Forms.INT, 1), Map.of(Order.Side.BUY, 1), """
                        {"BUY":1}"""),
                value(Forms.map(Forms.INT, Forms.text(1), 2), ordered(2, "b", 1, "a"), "[[2,\"b\"],[1,\"a\"]]"),
                value(
                        Forms.oneOf(Order_StockCodec.INSTANCE, Order_FutureCodec.INSTANCE),
                        new Order.Future("2026-12"),
                        "{\"__type__\":\"Future\",\"month\":\"2026-12\"}"),
                value(
                        Forms.message(Order_StockCodec.INSTANCE),
                        new Order.Stock(1.5, 2),
                        "{\"price\":1.5,\"quantity\":2}"));
    }

    private static <K, V> Map<K, V> ordered(K firstKey, V firstValue, K secondKey, V secondValue) {
        Map<K, V> map = new LinkedHashMap<>();
        map.put(firstKey, firstValue);
        map.put(secondKey, secondValue);
        return map;
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesWhatMsgpackReadsAndReadsItBack(Form<Object> form, Object value, String json) throws IOException {
        byte[] bytes = pack(form, value);

        assertThat(MessagePack.newDefaultUnpacker(bytes).unpackValue().toJson()).isEqualTo(json);
        assertThat(unpack(form, bytes)).isEqualTo(value);
    }

    @Test
    void writesBytesAndUuidsAsBytes() {
        assertThat(pack(Forms.UUID, ID)).asHexString().isEqualTo("C41000112233445566778899AABBCCDDEEFF");
        assertThat(pack(Forms.bytes(2), new byte[] {1, 2})).asHexString().isEqualTo("C4020102");
        assertThat(unpack(Forms.UUID, pack(Forms.UUID, ID))).isEqualTo(ID);
        assertThat(unpack(Forms.bytes(2), pack(Forms.bytes(2), new byte[] {1, 2})))
                .isEqualTo(new byte[] {1, 2});
    }

    @Test
    void keepsTheBitsOfNumbersThatAreNone() {
        float odd = Float.intBitsToFloat(0x7FC0_1234);
        double oddDouble = Double.longBitsToDouble(0x7FF8_0000_1234_5678L);

        assertThat(Float.floatToRawIntBits(unpack(Forms.FLOAT, pack(Forms.FLOAT, odd))))
                .isEqualTo(0x7FC0_1234);
        assertThat(Double.doubleToRawLongBits(unpack(Forms.DOUBLE, pack(Forms.DOUBLE, oddDouble))))
                .isEqualTo(0x7FF8_0000_1234_5678L);
    }

    @Test
    void readsEveryFormOfAUuid() throws IOException {
        assertThat(unpack(Forms.UUID, write(out -> out.packString(ID.toString()))))
                .isEqualTo(ID);
        assertThat(unpack(
                        Forms.UUID,
                        write(out -> out.packMapHeader(1).packString("__uuid__").packString(ID.toString()))))
                .isEqualTo(ID);
        assertThat(unpack(Forms.UUID, pack(Forms.UUID, ID, Dialect.PY_DOT_COMPUTE)))
                .isEqualTo(ID);
        assertThat(pack(Forms.UUID, ID, Dialect.PY_DOT_COMPUTE))
                .asHexString()
                .isEqualTo("81AC5F5F757569645F62696E5F5FC41000112233445566778899AABBCCDDEEFF");
    }

    @Test
    void writesUuidKeysSoThatEveryLanguageReadsThem() throws IOException {
        Form<Map<UUID, Integer>> form = Forms.map(Forms.UUID, Forms.INT, 1);

        byte[] plain = pack(form, Map.of(ID, 1));
        byte[] wrapped = pack(form, Map.of(ID, 1), Dialect.PY_DOT_COMPUTE);

        assertThat(MessagePack.newDefaultUnpacker(plain).unpackValue().isMapValue())
                .isTrue();
        assertThat(MessagePack.newDefaultUnpacker(wrapped).unpackValue().isArrayValue())
                .isTrue();
        assertThat(unpack(form, plain)).isEqualTo(unpack(form, wrapped)).isEqualTo(Map.of(ID, 1));
    }

    @Test
    void refusesCollectionsThatHaveAnotherNumberOfElementsThanTheySay() {
        Form<List<Integer>> list = Forms.INT.list(9);
        Form<Map<String, Integer>> map = Forms.map(Forms.text(9), Forms.INT, 9);
        Form<Map<Integer, Integer>> pairs = Forms.map(Forms.INT, Forms.INT, 9);

        for (int length : new int[] {1, 3}) {
            String text = "collection changed while it was written: field=Box.it, count=" + length + ", found="
                    + (length == 1 ? "more" : "2") + "; send a copy of it";
            assertThatThrownBy(() -> pack(list, new Lying<>(length, List.of(1, 2))))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(text);
            assertThatThrownBy(() -> pack(map, Lying.map(length, Map.of("a", 1, "b", 2))))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(text);
            assertThatThrownBy(() -> pack(pairs, Lying.map(length, Map.of(1, 1, 2, 2))))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(text);
        }
    }

    /** A list that says it has another number of elements than it gives. */
    private static final class Lying<E> extends AbstractList<E> {
        private final int length;
        private final List<E> elements;

        Lying(int length, List<E> elements) {
            this.length = length;
            this.elements = elements;
        }

        static <K, V> Map<K, V> map(int length, Map<K, V> entries) {
            return new AbstractMap<>() {
                @Override
                public Set<Entry<K, V>> entrySet() {
                    return new AbstractSet<>() {
                        @Override
                        public Iterator<Entry<K, V>> iterator() {
                            return entries.entrySet().iterator();
                        }

                        @Override
                        public int size() {
                            return length;
                        }
                    };
                }
            };
        }

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
    }

    @Test
    void stopsToWriteAtTheLimit() {
        Form<List<List<String>>> form = Forms.text(9).list(100).list(100);

        assertThatThrownBy(() -> pack(form, Collections.nCopies(100, Collections.nCopies(100, "x"))))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("message too long as msgpack: field=Box.it[20][15], limit=4096 bytes"
                        + "; send it in parts, or give its fields shorter names");
    }

    @Test
    void readsMapsWithAnyKeys() throws IOException {
        byte[] bytes = write(out -> out.packMapHeader(1).packInt(7).packString("x"));

        assertThat(unpack(Forms.map(Forms.INT, Forms.text(1), 1), bytes)).isEqualTo(Map.of(7, "x"));
    }

    @Test
    void readsNumbersAsOtherLanguagesWriteThem() throws IOException {
        assertThat(unpack(Forms.FLOAT, write(out -> out.packDouble(0.1)))).isEqualTo(0.1f);
        assertThat(unpack(Forms.FLOAT, write(out -> out.packDouble(Double.NEGATIVE_INFINITY))))
                .isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(unpack(Forms.FLOAT, write(out -> out.packInt(3)))).isEqualTo(3f);
        assertThat(unpack(Forms.DOUBLE, write(out -> out.packInt(-3)))).isEqualTo(-3.0);
        assertThat(unpack(Forms.DOUBLE, write(out -> out.packFloat(0.5f)))).isEqualTo(0.5);
        assertThat(unpack(Forms.CHAR, write(out -> out.packInt('x')))).isEqualTo('x');
        assertThat(unpack(Forms.bigInteger(9), write(out -> out.packBigInteger(BigInteger.TWO.pow(63)))))
                .isEqualTo(BigInteger.TWO.pow(63));
        assertThat(unpack(Forms.bigDecimal(9), write(out -> out.packLong(-5)))).isEqualTo(new BigDecimal(-5));
        assertThat(unpack(Forms.bigDecimal(9), write(out -> out.packDouble(0.1))))
                .isEqualTo(new BigDecimal("0.1"));
    }

    @Test
    void readsInstantsWithAnOffset() throws IOException {
        assertThat(unpack(Forms.INSTANT, write(out -> out.packString("2026-11-21T10:00:00.5+02:00"))))
                .isEqualTo(Instant.parse("2026-11-21T08:00:00.5Z"));
    }

    @Test
    void givesCollectionsThatNobodyCanChange() {
        List<Integer> list = unpack(Forms.INT.list(1), pack(Forms.INT.list(1), List.of(1)));
        Set<Integer> set = unpack(Forms.INT.set(1), pack(Forms.INT.set(1), Set.of(1)));
        Map<Integer, Integer> map =
                unpack(Forms.map(Forms.INT, Forms.INT, 1), pack(Forms.map(Forms.INT, Forms.INT, 1), Map.of(1, 1)));

        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(set::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesTheFallbackForAnUnknownConstant() throws IOException {
        assertThat(unpack(
                        Forms.enumeration(Order.Side.class, Order.Side.BUY), write(out -> out.packString("SIDEWAYS"))))
                .isEqualTo(Order.Side.BUY);
    }

    private static Arguments refusedTime(Form<?> form, String text, String rest) {
        return Arguments.of(form, text, rest);
    }

    static List<Arguments> refusedTimes() {
        String instant = "text is not an instant: field=Box.it, text=%s, %s;"
                + " write it as 2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00";
        String dateTime = "text is not a date and a time: field=Box.it, text=%s, %s; write it as 2026-11-21T08:05:00";
        String offset = "text is not a date and a time with an offset: field=Box.it, text=%s, %s;"
                + " write it as 2026-11-21T08:05:00+01:00";
        String zoned = "text is not a date and a time with a zone: field=Box.it, text=%s, %s;"
                + " write it as 2026-11-21T08:05:00+01:00[Europe/Berlin]";
        String date = "text is not a date: field=Box.it, text=%s, %s; write it as 2026-11-21";
        String time = "text is not a time: field=Box.it, text=%s, %s; write it as 08:05:00";
        String duration = "text is not a duration: field=Box.it, text=%s, %s; write it as PT1H30M";
        String hour24 = "reason=there is no hour 24; the day that follows has an hour 00";
        String second60 = "reason=there is no second 60";
        String parsed = "reason=Text '%s' could not be parsed: ";
        String noHour = parsed + "Invalid value for HourOfDay (valid values 0 - 23): 24";
        String noSecond = parsed + "Invalid value for SecondOfMinute (valid values 0 - 59): 60";
        return List.of(
                refusedTime(Forms.INSTANT, "2026-11-21T08:05:00", instant.formatted("%s", "found=a date and a time")),
                refusedTime(Forms.INSTANT, "2026-11-21", instant.formatted("%s", "found=a date")),
                refusedTime(Forms.INSTANT, "2026-11-21T24:00:00Z", instant.formatted("%s", hour24)),
                refusedTime(Forms.INSTANT, "2026-11-21T24:00Z", instant.formatted("%s", hour24)),
                refusedTime(Forms.INSTANT, "2026-12-31T23:59:60Z", instant.formatted("%s", second60)),
                refusedTime(Forms.INSTANT, "2026-12-31t23:59:60.5+01:00", instant.formatted("%s", second60)),
                refusedTime(
                        Forms.INSTANT,
                        "2026-11-21T08:05:00Z[UTC]",
                        instant.formatted("%s", "found=a date and a time with a zone")),
                refusedTime(
                        Forms.LOCAL_DATE_TIME,
                        "2026-11-21T08:05:00Z",
                        dateTime.formatted("%s", "found=a date and a time with an offset")),
                refusedTime(Forms.LOCAL_DATE_TIME, "2026-11-21T24:00", dateTime.formatted("%s", noHour)),
                refusedTime(Forms.LOCAL_DATE_TIME, "2026-11-21T23:59:60", dateTime.formatted("%s", noSecond)),
                refusedTime(
                        Forms.OFFSET_DATE_TIME,
                        "2026-11-21T08:05:00",
                        offset.formatted("%s", "found=a date and a time")),
                refusedTime(Forms.OFFSET_DATE_TIME, "2026-11-21T24:00Z", offset.formatted("%s", noHour)),
                refusedTime(Forms.OFFSET_DATE_TIME, "2026-11-21T23:59:60Z", offset.formatted("%s", noSecond)),
                refusedTime(
                        Forms.ZONED_DATE_TIME, "2026-11-21T08:05:00", zoned.formatted("%s", "found=a date and a time")),
                refusedTime(
                        Forms.ZONED_DATE_TIME,
                        "2026-11-21T08:05Z[Europe/Atlantis]",
                        zoned.formatted("%s", "reason=Unknown time-zone ID: Europe/Atlantis")),
                refusedTime(
                        Forms.ZONED_DATE_TIME,
                        "2026-11-21T08:05Z[UTC",
                        zoned.formatted("%s", "reason=zone does not end")),
                refusedTime(Forms.LOCAL_DATE, "2026-11-21T08:05", date.formatted("%s", "found=a date and a time")),
                refusedTime(
                        Forms.LOCAL_DATE, "2026-02-30", date.formatted("%s", parsed + "Invalid date 'FEBRUARY 30'")),
                refusedTime(Forms.LOCAL_TIME, "24:00", time.formatted("%s", noHour)),
                refusedTime(Forms.LOCAL_TIME, "23:59:60", time.formatted("%s", noSecond)),
                refusedTime(Forms.DURATION, "08:05", duration.formatted("%s", "found=a time")),
                refusedTime(
                        Forms.DURATION,
                        "1.5s",
                        duration.formatted("%s", "reason=Text cannot be parsed to a Duration")));
    }

    @ParameterizedTest
    @MethodSource("refusedTimes")
    void saysWhatATextIsThatIsNoSuchTime(Form<?> form, String text, String expected) throws IOException {
        byte[] bytes = write(out -> out.packString(text));

        assertThatThrownBy(() -> unpack(form, bytes))
                .isExactlyInstanceOf(CodecException.class)
                .hasCauseInstanceOf(DateTimeException.class)
                .hasMessage(expected.replace("%s", text));
    }

    @Test
    void readsInstantsWithOffsetsAndWithoutSeconds() throws IOException {
        Instant time = Instant.parse("2026-11-21T08:05:00Z");
        for (String text : List.of(
                "2026-11-21T08:05:00Z",
                "2026-11-21T08:05Z",
                "2026-11-21T09:05:00+01:00",
                "2026-11-21T09:05+01:00",
                "2026-11-21t08:05:00.000z")) {
            assertThat(unpack(Forms.INSTANT, write(out -> out.packString(text))))
                    .isEqualTo(time);
        }
    }

    @Test
    void keepsTheZoneWhateverItIs() {
        LocalDateTime summer = LocalDateTime.of(2026, 7, 1, 12, 0, 0, 1);
        List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
        zones.addAll(List.of("Z", "+02:00", "-18:00", "+01:02:03", "UTC+02:00", "GMT-03:30", "UT+01:02:03", "UTC+0"));
        for (String id : zones) {
            for (ZonedDateTime time :
                    List.of(summer.atZone(ZoneId.of(id)), summer.minusMonths(6).atZone(ZoneId.of(id)))) {
                assertThat(unpack(Forms.ZONED_DATE_TIME, pack(Forms.ZONED_DATE_TIME, time)))
                        .isEqualTo(time);
            }
        }
    }

    static List<Arguments> refusedWhenWritten() {
        List<Integer> three = List.of(1, 2, 3);
        return List.of(
                Arguments.of(
                        Forms.text(3),
                        "four",
                        "field too long: field=Box.it, length=4, limit=3 bytes;"
                                + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef"),
                Arguments.of(
                        Forms.text(9),
                        "a\uD83D",
                        "text has half of a surrogate pair: field=Box.it, position=1, char=0xD83D"),
                Arguments.of(
                        Forms.bytes(1),
                        new byte[2],
                        "field too long: field=Box.it, length=2, limit=1 bytes;"
                                + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef"),
                Arguments.of(
                        Forms.bigInteger(1),
                        BigInteger.valueOf(128),
                        "field too long: field=Box.it, length=2, limit=1 bytes;"
                                + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef"),
                Arguments.of(
                        Forms.ints(2),
                        new int[3],
                        "too many elements: field=Box.it, count=3, limit=2; raise @MaxCount on the field"),
                Arguments.of(
                        Forms.INT.list(2),
                        three,
                        "too many elements: field=Box.it, count=3, limit=2; raise @MaxCount on the field"),
                Arguments.of(
                        Forms.text(1).list(2).list(2),
                        List.of(List.of(), List.of("", "no")),
                        "field too long: field=Box.it[1][1], length=2, limit=1 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef"),
                Arguments.of(
                        Forms.map(Forms.INT, Forms.text(1), 2),
                        Map.of(7, "no"),
                        "field too long: field=Box.it[0].value, length=2, limit=1 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef"));
    }

    @ParameterizedTest
    @MethodSource("refusedWhenWritten")
    void refusesToWriteWhatIsTooLong(Form<Object> form, Object value, String text) {
        assertThatThrownBy(() -> pack(form, value))
                .isInstanceOf(CodecException.class)
                .hasMessage(text);
    }

    @Test
    void refusesToWriteNull() {
        List<String> list = new ArrayList<>();
        list.add(null);

        assertThatThrownBy(() -> pack(Forms.text(1).list(1), list))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("field must not be null: field=Box.it[0]");
    }

    /* What is refused when it is read, in hexadecimal digits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boolean  | 01                 | field has the wrong type: field=Box.it, expected=a boolean, found=an integer, value=1
            boolean  | C0                 | field must not be nil: field=Box.it; send a value, or mark it @Nullable
            byte     | CC80               | number out of range: field=Box.it, value=128, lowest=-128, highest=127
            int      | CB3FF0000000000000 | field has the wrong type: field=Box.it, expected=an integer, found=a number with a point, value=1.0
            long     | CFFFFFFFFFFFFFFFFF | number out of range: field=Box.it, value=18446744073709551615, lowest=-9223372036854775808, highest=9223372036854775807
            float    | CB7FEFFFFFFFFFFFFF | number out of range: field=Box.it, value=1.7976931348623157E308, lowest=-3.4028235E38, highest=3.4028235E38
            float    | CE01000001         | integer has more bits than a float keeps: field=Box.it, value=16777217, limit=24 bits; send it as a float
            double   | CFFFFFFFFFFFFFFFFF | integer has more bits than a float keeps: field=Box.it, value=18446744073709551615, limit=53 bits; send it as a float
            double   | C3                 | field has the wrong type: field=Box.it, expected=a number, found=a boolean, value=true
            char     | A0                 | text is not a character: field=Box.it, text=
            char     | A461626364         | text is not a character: field=Box.it, length=4, limit=3 bytes
            char     | D1FFFF             | number out of range: field=Box.it, value=-1, lowest=0, highest=65535
            text     | C40161             | field has the wrong type: field=Box.it, expected=a text, found=bytes
            text     | A461626364         | field too long: field=Box.it, length=4, limit=3 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
            text     | A2C328             | text is not UTF-8: field=Box.it, length=2
            text     | DBFFFFFFFF         | msgpack ends too early: field=Box.it, position=5, needs=4294967295, length=5
            text     | C1                 | field has the wrong type: field=Box.it, expected=a text, found=the byte 0xC1, which msgpack does not use
            text     | D6FF00000000       | field has the wrong type: field=Box.it, expected=a text, found=an extension
            bytes    | 90                 | field has the wrong type: field=Box.it, expected=bytes, found=an array
            bytes    | 80                 | field has the wrong type: field=Box.it, expected=bytes, found=a map
            uuid     | C4020000           | field has the wrong length: field=Box.it, length=2, expected=16 bytes
            uuid     | A9312D312D312D312D31 | text is not a UUID: field=Box.it, text=1-1-1-1-1
            uuid     | 81A178C0           | map is no UUID: field=Box.it, keys=1, expected=the key __uuid_bin__ or __uuid__
            uuid     | 80                 | map is no UUID: field=Box.it, keys=0, expected=the key __uuid_bin__ or __uuid__
            instant  | A178               | text is not an instant: field=Box.it, text=x, reason=Text 'x' could not be parsed at index 0; write it as 2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00
            instant  | 01                 | field has the wrong type: field=Box.it, expected=an instant, a text such as 2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00, found=an integer, value=1
            instant  | D6FF00000000       | field has the wrong type: field=Box.it, expected=an instant, a text such as 2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00, found=an extension
            instant  | CA3FC00000         | field has the wrong type: field=Box.it, expected=an instant, a text such as 2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00, found=a number with a point, value=1.5
            side     | A2554E             | unknown enum constant: field=Box.it, name=UN, known=[BUY, SELL]
            integers | 920192             | field has the wrong type: field=Box.it[1], expected=an integer, found=an array
            integers | 93010203           | too many elements: field=Box.it, count=3, limit=2; raise @MaxCount on the field
            integers | DDFFFFFFFF00       | msgpack ends too early: field=Box.it, position=5, needs=4294967295, length=6
            set      | 920101             | set has an element twice: field=Box.it[1], element=1
            map      | 820101C40100       | field has the wrong type: field=Box.it[1].key, expected=an integer, found=bytes
            map      | 8201010102         | map has a key twice: field=Box.it[1].key, key=1
            map      | 9193010203         | entry is not a key and a value: field=Box.it[0], count=3, expected=2
            big      | A3317830           | text is not a whole number: field=Box.it, text=1x0
            big      | B431323334353637383930313233343536373839303132 | field too long: field=Box.it, length=20, limit=15 bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef
            decimal  | CB7FF8000000000000 | number is not finite: field=Box.it, value=NaN
            leg      | 81A85F5F747970655F5FA5426F786573 | unknown message: field=Box.it, type=Boxes, known=[Stock, Future]
            leg      | 81A16DC0           | message does not say its type: field=Box.it, expected=__type__, one of [Stock, Future]
            leg      | C0                 | field must not be nil: field=Box.it; send a value, or mark it @Nullable
            leg      | 83A85F5F747970655F5FA553746F636BA57072696365CA00000000A87175616E74697479FF | record refuses its values: field=Box.it, reason=quantity must not be negative: quantity=-1
            """)
    void refusesToReadWhatIsWrong(String form, String hex, String text) {
        Form<?> chosen = Map.ofEntries(
                        Map.entry("boolean", Forms.BOOLEAN),
                        Map.entry("byte", Forms.BYTE),
                        Map.entry("int", Forms.INT),
                        Map.entry("long", Forms.LONG),
                        Map.entry("float", Forms.FLOAT),
                        Map.entry("double", Forms.DOUBLE),
                        Map.entry("char", Forms.CHAR),
                        Map.entry("text", Forms.text(3)),
                        Map.entry("bytes", Forms.bytes(3)),
                        Map.entry("uuid", Forms.UUID),
                        Map.entry("instant", Forms.INSTANT),
                        Map.entry("side", Forms.enumeration(Order.Side.class)),
                        Map.entry("integers", Forms.ints(2)),
                        Map.entry("set", Forms.INT.set(2)),
                        Map.entry("map", Forms.map(Forms.INT, Forms.INT, 2)),
                        Map.entry("big", Forms.bigInteger(1)),
                        Map.entry("decimal", Forms.bigDecimal(9)),
                        Map.entry("leg", Forms.oneOf(Order_StockCodec.INSTANCE, Order_FutureCodec.INSTANCE)))
                .get(form);

        assertThatThrownBy(() -> unpack(chosen, HexFormat.of().parseHex(hex)))
                .isInstanceOf(CodecException.class)
                .hasMessage(text);
    }

    static List<Form<?>> kinds() {
        return List.of(
                Forms.BOOLEAN,
                Forms.BYTE,
                Forms.SHORT,
                Forms.CHAR,
                Forms.INT,
                Forms.LONG,
                Forms.FLOAT,
                Forms.DOUBLE,
                Forms.UUID,
                Forms.BUFFER_REF,
                Forms.INSTANT,
                Forms.DURATION,
                Forms.LOCAL_DATE,
                Forms.LOCAL_TIME,
                Forms.LOCAL_DATE_TIME,
                Forms.OFFSET_DATE_TIME,
                Forms.ZONED_DATE_TIME,
                Forms.OPTIONAL_INT,
                Forms.OPTIONAL_LONG,
                Forms.OPTIONAL_DOUBLE,
                Forms.text(5),
                Forms.bytes(5),
                Forms.bigInteger(4),
                Forms.bigDecimal(8),
                Forms.enumeration(Order.Side.class),
                Forms.booleans(3),
                Forms.shorts(3),
                Forms.chars(3),
                Forms.ints(3),
                Forms.longs(3),
                Forms.floats(3),
                Forms.doubles(3),
                Forms.text(5).list(3),
                Forms.INT.set(3),
                Forms.UUID.array(UUID[]::new, 3),
                Forms.map(Forms.text(5), Forms.INT, 3),
                Forms.map(Forms.INT, Forms.text(5).list(3), 3),
                Forms.INSTANT.optional(),
                Forms.text(5).nullable(),
                Forms.message(Order_StockCodec.INSTANCE),
                Forms.oneOf(Order_StockCodec.INSTANCE, Order_FutureCodec.INSTANCE));
    }

    /* Whatever stands in the place of a value, and what is left of it at each length. */
    @ParameterizedTest
    @MethodSource("kinds")
    void readsAValueOrSaysWhatIsWrongWithIt(Form<?> form) throws IOException {
        List<Step> steps = List.of(
                MessagePacker::packNil,
                out -> out.packBoolean(true),
                out -> out.packInt(-1),
                out -> out.packLong(Long.MIN_VALUE),
                out -> out.packBigInteger(BigInteger.TWO.pow(63)),
                out -> out.packFloat(1.5f),
                out -> out.packDouble(Double.NaN),
                out -> out.packString(""),
                out -> out.packString(
                        "far too long for most of them, however they are read, and for any time".repeat(3)),
                out -> out.packRawStringHeader(2).writePayload(new byte[] {(byte) 0xC3, 40}),
                out -> out.packBinaryHeader(3).writePayload(new byte[3]),
                out -> out.packExtensionTypeHeader((byte) 5, 4).writePayload(new byte[4]),
                out -> out.packTimestamp(1, 2),
                out -> out.packArrayHeader(4).packInt(1).packInt(2).packInt(3).packInt(4),
                out -> out.packArrayHeader(2).packNil().packString("a"),
                out -> out.packArrayHeader(Integer.MAX_VALUE),
                out -> out.packMapHeader(0),
                out -> out.packMapHeader(1).packInt(1).packString("b"),
                out -> out.packMapHeader(1).packString("__type__").packString("Nobody"),
                out -> out.packMapHeader(2)
                        .packString("a")
                        .packInt(1)
                        .packString("a")
                        .packInt(2),
                out -> out.packMapHeader(Integer.MAX_VALUE),
                out -> out.packRawStringHeader(Integer.MAX_VALUE),
                out -> out.packBinaryHeader(Integer.MAX_VALUE),
                out -> out.writePayload(new byte[] {(byte) 0xC1}));
        for (Step step : steps) {
            byte[] bytes = write(step);
            for (int length = bytes.length; length >= 0; length--) {
                try {
                    unpack(form, Arrays.copyOf(bytes, length));
                } catch (CodecException e) {
                    assertThat(e.getMessage()).matches("(?s)[a-z].*: field=Box\\.it[.\\[,;].*");
                }
            }
        }
    }

    static <T> byte[] pack(Form<T> form, T value) {
        return pack(form, value, Dialect.PLAIN);
    }

    private static <T> byte[] pack(Form<T> form, T value, Dialect dialect) {
        Packing out = new Packing("Box.it", dialect, LIMIT);
        form.pack(value, out);
        return out.bytes();
    }

    static <T> T unpack(Form<T> form, byte[] bytes) {
        return form.unpack(new Unpacking(bytes, "Box.it"));
    }

    private interface Step {
        MessagePacker to(MessagePacker packer) throws IOException;
    }

    private static byte[] write(Step step) throws IOException {
        var packer = MessagePack.newDefaultBufferPacker();
        step.to(packer);
        return packer.toByteArray();
    }
}
