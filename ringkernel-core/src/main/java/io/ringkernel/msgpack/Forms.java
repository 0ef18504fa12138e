// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.buffer.BufferRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The forms of all types that a message can carry. A form of several values is put together from that of one:
 *
 * <pre>{@code
 * map.put("marks", message.marks(), Forms.map(Forms.text(80), Forms.INT.list(16), 1_024));
 * }</pre>
 */
public final class Forms {
    /** A {@code boolean}. */
    public static final Form<Boolean> BOOLEAN = PlainForm.of((value, out) -> out.bool(value), Unpacking::bool);

    /** A {@code byte}: an integer. */
    public static final Form<Byte> BYTE =
            PlainForm.of((value, out) -> out.integer(value), in -> (byte) in.integer(Byte.MIN_VALUE, Byte.MAX_VALUE));

    /** A {@code short}: an integer. */
    public static final Form<Short> SHORT = PlainForm.of(
            (value, out) -> out.integer(value), in -> (short) in.integer(Short.MIN_VALUE, Short.MAX_VALUE));

    /** A {@code char}: a text of one character, or an integer if it is half of a surrogate pair. Both are read. */
    public static final Form<Character> CHAR = PlainForm.of((value, out) -> out.character(value), Unpacking::character);

    /** An {@code int}: an integer. */
    public static final Form<Integer> INT = number(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** A {@code long}: an integer. */
    public static final Form<Long> LONG =
            PlainForm.of((value, out) -> out.integer(value), in -> in.integer(Long.MIN_VALUE, Long.MAX_VALUE));

    /** A {@code float} in 32 bits. What comes in 64 is rounded, and an integer of up to 24 bits is a number, too. */
    public static final Form<Float> FLOAT = PlainForm.of((value, out) -> out.float32(value), Unpacking::float32);

    /** A {@code double} in 64 bits. What comes in 32, and an integer of up to 53 bits, is a number, too. */
    public static final Form<Double> DOUBLE = PlainForm.of((value, out) -> out.float64(value), Unpacking::float64);

    /** A UUID: 16 bytes, the most significant first. A text, and the two maps of PyDotCompute, are read as well. */
    public static final Form<UUID> UUID = PlainForm.key((value, out) -> out.uuid(value), Forms::uuid);

    /** The id of a payload buffer: an integer. */
    public static final Form<BufferRef> BUFFER_REF = PlainForm.of(
            (value, out) -> out.integer(value.id()), in -> new BufferRef(in.integer(Long.MIN_VALUE, Long.MAX_VALUE)));

    /**
     * An instant: ISO 8601, as {@link Instant#toString} writes it. With another offset than {@code Z} it is read, too; the
     * hour 24 and the second 60, which the JDK takes for something else, are refused.
     */
    public static final Form<Instant> INSTANT = TimeForm.INSTANT;

    /** A duration: ISO 8601, as {@link Duration#toString} writes it. */
    public static final Form<Duration> DURATION = TimeForm.DURATION;

    /** A date: ISO 8601. */
    public static final Form<LocalDate> LOCAL_DATE = TimeForm.LOCAL_DATE;

    /** A time of the day: ISO 8601. */
    public static final Form<LocalTime> LOCAL_TIME = TimeForm.LOCAL_TIME;

    /** A date and a time: ISO 8601. */
    public static final Form<LocalDateTime> LOCAL_DATE_TIME = TimeForm.LOCAL_DATE_TIME;

    /** A date, a time and an offset: ISO 8601. */
    public static final Form<OffsetDateTime> OFFSET_DATE_TIME = TimeForm.OFFSET_DATE_TIME;

    /**
     * A date, a time, an offset and a zone: ISO 8601, and the zone in brackets, or none if the offset is the zone. The point
     * in time is kept: where the zone has another offset then, date and time change.
     */
    public static final Form<ZonedDateTime> ZONED_DATE_TIME = TimeForm.ZONED_DATE_TIME;

    /** An {@code int} that may be absent. */
    public static final Form<OptionalInt> OPTIONAL_INT = OptionalForm.ints();

    /** A {@code long} that may be absent. */
    public static final Form<OptionalLong> OPTIONAL_LONG = OptionalForm.longs();

    /** A {@code double} that may be absent. */
    public static final Form<OptionalDouble> OPTIONAL_DOUBLE = OptionalForm.doubles();

    private static final int UUID_LENGTH = 36;

    private Forms() {}

    static Form<Integer> number(int lowest, int highest) {
        return PlainForm.of((value, out) -> out.integer(value), in -> (int) in.integer(lowest, highest));
    }

    private static UUID uuid(Unpacking in) {
        if (in.isMap()) {
            in.wrappedUuid();
        }
        if (in.isBinary()) {
            ByteBuffer bits = in.bits128();
            return new UUID(bits.getLong(), bits.getLong());
        }
        return in.parse(in.shortText(UUID_LENGTH, "a UUID"), "a UUID", Forms::uuid);
    }

    /* The parser of the JDK takes 1-1-1-1-1, too. */
    private static UUID uuid(String text) {
        UUID uuid = java.util.UUID.fromString(text);
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("UUID has the wrong length: length=" + text.length());
        }
        return uuid;
    }

    /**
     * Texts.
     *
     * @param maxLength most bytes of one text in UTF-8
     * @return the form
     */
    public static Form<String> text(int maxLength) {
        return PlainForm.key((value, out) -> out.text(value, maxLength), in -> in.text(maxLength));
    }

    /**
     * Bytes as they are.
     *
     * @param maxLength most bytes of one array
     * @return the form
     */
    public static Form<byte[]> bytes(int maxLength) {
        return PlainForm.of((value, out) -> out.binary(value, maxLength), in -> in.binary(maxLength));
    }

    /**
     * Whole numbers of any length: text, in decimal digits. An integer is read as well.
     *
     * @param maxLength most bytes of one number in two's complement
     * @return the form
     */
    public static Form<BigInteger> bigInteger(int maxLength) {
        return PlainForm.key((value, out) -> out.bigInteger(value, maxLength), in -> in.bigInteger(maxLength));
    }

    /**
     * Decimal numbers of any length: text, as {@link BigDecimal#toString} writes it. Any number is read as well, one with
     * a point by its shortest decimal form.
     *
     * @param maxLength most bytes of the digits of one number in two's complement, and four
     * @return the form
     */
    public static Form<BigDecimal> bigDecimal(int maxLength) {
        return PlainForm.key((value, out) -> out.bigDecimal(value, maxLength), in -> in.bigDecimal(maxLength));
    }

    /**
     * Arrays of {@code boolean}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<boolean[]> booleans(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                boolean[]::new,
                array -> array.length,
                (array, i, out) -> out.bool(array[i]),
                (array, i, in) -> array[i] = in.bool());
    }

    /**
     * Arrays of {@code short}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<short[]> shorts(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                short[]::new,
                array -> array.length,
                (array, i, out) -> out.integer(array[i]),
                (array, i, in) -> array[i] = (short) in.integer(Short.MIN_VALUE, Short.MAX_VALUE));
    }

    /**
     * Arrays of {@code char}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<char[]> chars(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                char[]::new,
                array -> array.length,
                (array, i, out) -> out.character(array[i]),
                (array, i, in) -> array[i] = in.character());
    }

    /**
     * Arrays of {@code int}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<int[]> ints(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                int[]::new,
                array -> array.length,
                (array, i, out) -> out.integer(array[i]),
                (array, i, in) -> array[i] = (int) in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /**
     * Arrays of {@code long}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<long[]> longs(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                long[]::new,
                array -> array.length,
                (array, i, out) -> out.integer(array[i]),
                (array, i, in) -> array[i] = in.integer(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /**
     * Arrays of {@code float}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<float[]> floats(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                float[]::new,
                array -> array.length,
                (array, i, out) -> out.float32(array[i]),
                (array, i, in) -> array[i] = in.float32());
    }

    /**
     * Arrays of {@code double}.
     *
     * @param maxCount most elements of one array
     * @return the form
     */
    public static Form<double[]> doubles(int maxCount) {
        return new ArrayForm<>(
                maxCount,
                double[]::new,
                array -> array.length,
                (array, i, out) -> out.float64(array[i]),
                (array, i, in) -> array[i] = in.float64());
    }

    /**
     * Constants of an enum: their names. Another name is refused.
     *
     * @param <E>  type of the enum
     * @param type of the enum
     * @return the form
     */
    public static <E extends Enum<E>> Form<E> enumeration(Class<E> type) {
        return new EnumForm<>(type, null);
    }

    /**
     * Constants of an enum: their names.
     *
     * @param <E>      type of the enum
     * @param type     of the enum
     * @param fallback for a name that no constant has
     * @return the form
     */
    public static <E extends Enum<E>> Form<E> enumeration(Class<E> type, E fallback) {
        return new EnumForm<>(type, fallback);
    }

    /**
     * Maps, in the order of the map that is written: a map where the keys are text or bytes, else an array of arrays of a
     * key and its value. Both are read; what is read is unmodifiable.
     *
     * @param <K>      type of the keys
     * @param <V>      type of the values
     * @param key      of the map
     * @param value    of the map
     * @param maxCount most keys of one map
     * @return the form
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> Form<Map<K, V>> map(
            Form<K> key, Form<V> value, int maxCount) {
        return new EntriesForm<>(key, value, maxCount);
    }

    /**
     * Messages in a message: a map of their fields.
     *
     * @param <T>   type of the message
     * @param codec of the message
     * @return the form
     */
    public static <T> Form<T> message(MapCodec<T> codec) {
        return new NestedForm<>(codec);
    }

    /**
     * One of several messages: a map of its fields and, under {@code __type__}, of its name.
     *
     * @param <T>   type that they have in common
     * @param cases codecs of the messages
     * @return the form
     */
    @SafeVarargs
    public static <T> Form<T> oneOf(MsgpackCodec<? extends T>... cases) {
        List<MsgpackCodec<? extends T>> codecs = new ArrayList<>();
        for (MsgpackCodec<? extends T> codec : cases) {
            codecs.add(codec);
        }
        return new OneOfForm<>(codecs);
    }
}
