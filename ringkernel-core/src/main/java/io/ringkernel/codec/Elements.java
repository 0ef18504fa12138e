// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.BufferRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The elements that generated codecs keep as constants, one for each field that is a collection:
 *
 * <pre>{@code
 * private static final Element<Map<String, List<Integer>>> MARKS =
 *         Elements.map(Elements.text(80), Elements.INT.list(16), 1_024);
 * }</pre>
 */
public final class Elements {
    /** A {@code boolean}: 1 for true, 0 for false. */
    public static final Element<Boolean> BOOLEAN = new SlotElement<>(
            Byte.BYTES,
            (buffer, index, value, field) -> buffer.putByte(index, (byte) (value ? 1 : 0)),
            (buffer, index, field) -> checkBoolean(buffer.getByte(index), field));

    /** A {@code byte}. */
    public static final Element<Byte> BYTE = new SlotElement<>(
            Byte.BYTES,
            (buffer, index, value, field) -> buffer.putByte(index, value),
            (buffer, index, field) -> buffer.getByte(index));

    /** A {@code short}. */
    public static final Element<Short> SHORT = new SlotElement<>(
            Short.BYTES,
            (buffer, index, value, field) -> buffer.putShort(index, value),
            (buffer, index, field) -> buffer.getShort(index));

    /** A {@code char}. */
    public static final Element<Character> CHAR = new SlotElement<>(
            Character.BYTES,
            (buffer, index, value, field) -> buffer.putChar(index, value),
            (buffer, index, field) -> buffer.getChar(index));

    /** An {@code int}. */
    public static final Element<Integer> INT = new SlotElement<>(
            Integer.BYTES,
            (buffer, index, value, field) -> buffer.putInt(index, value),
            (buffer, index, field) -> buffer.getInt(index));

    /** A {@code long}. */
    public static final Element<Long> LONG = new SlotElement<>(
            Long.BYTES,
            (buffer, index, value, field) -> buffer.putLong(index, value),
            (buffer, index, field) -> buffer.getLong(index));

    /** A {@code float}. */
    public static final Element<Float> FLOAT = new SlotElement<>(
            Float.BYTES,
            (buffer, index, value, field) -> buffer.putFloat(index, value),
            (buffer, index, field) -> buffer.getFloat(index));

    /** A {@code double}. */
    public static final Element<Double> DOUBLE = new SlotElement<>(
            Double.BYTES,
            (buffer, index, value, field) -> buffer.putDouble(index, value),
            (buffer, index, field) -> buffer.getDouble(index));

    /** A UUID. */
    public static final Element<UUID> UUID =
            new SlotElement<>(2 * Long.BYTES, Wire::putUuid, (buffer, index, field) -> Wire.getUuid(buffer, index));

    /** The id of a payload buffer. */
    public static final Element<BufferRef> BUFFER_REF = new SlotElement<>(
            Long.BYTES,
            (buffer, index, value, field) -> buffer.putLong(index, value.id()),
            (buffer, index, field) -> new BufferRef(buffer.getLong(index)));

    /** An {@code Instant}. */
    public static final Element<Instant> INSTANT =
            new SlotElement<>(Times.SECONDS_LENGTH, Times::putInstant, Times::getInstant);

    /** A {@code Duration}. */
    public static final Element<Duration> DURATION =
            new SlotElement<>(Times.SECONDS_LENGTH, Times::putDuration, Times::getDuration);

    /** A {@code LocalDate}. */
    public static final Element<LocalDate> LOCAL_DATE =
            new SlotElement<>(Long.BYTES, Times::putLocalDate, Times::getLocalDate);

    /** A {@code LocalTime}. */
    public static final Element<LocalTime> LOCAL_TIME =
            new SlotElement<>(Long.BYTES, Times::putLocalTime, Times::getLocalTime);

    /** A {@code LocalDateTime}. */
    public static final Element<LocalDateTime> LOCAL_DATE_TIME =
            new SlotElement<>(Times.LOCAL_LENGTH, Times::putLocalDateTime, Times::getLocalDateTime);

    /** An {@code OffsetDateTime}. */
    public static final Element<OffsetDateTime> OFFSET_DATE_TIME =
            new SlotElement<>(Times.OFFSET_LENGTH, Times::putOffsetDateTime, Times::getOffsetDateTime);

    /** An {@code OptionalInt}. */
    public static final Element<OptionalInt> OPTIONAL_INT = new SlotElement<>(
            Integer.BYTES + 1,
            false,
            (buffer, index, value, field) -> {
                buffer.putInt(index, value.orElse(0));
                buffer.putByte(index + Integer.BYTES, (byte) (value.isPresent() ? 1 : 0));
            },
            (buffer, index, field) -> Wire.isPresent(buffer, index + Integer.BYTES, field)
                    ? OptionalInt.of(buffer.getInt(index))
                    : OptionalInt.empty());

    /** An {@code OptionalLong}. */
    public static final Element<OptionalLong> OPTIONAL_LONG = new SlotElement<>(
            Long.BYTES + 1,
            false,
            (buffer, index, value, field) -> {
                buffer.putLong(index, value.orElse(0));
                buffer.putByte(index + Long.BYTES, (byte) (value.isPresent() ? 1 : 0));
            },
            (buffer, index, field) -> Wire.isPresent(buffer, index + Long.BYTES, field)
                    ? OptionalLong.of(buffer.getLong(index))
                    : OptionalLong.empty());

    /** An {@code OptionalDouble}. */
    public static final Element<OptionalDouble> OPTIONAL_DOUBLE = new SlotElement<>(
            Double.BYTES + 1,
            false,
            (buffer, index, value, field) -> {
                buffer.putDouble(index, value.orElse(0));
                buffer.putByte(index + Double.BYTES, (byte) (value.isPresent() ? 1 : 0));
            },
            (buffer, index, field) -> Wire.isPresent(buffer, index + Double.BYTES, field)
                    ? OptionalDouble.of(buffer.getDouble(index))
                    : OptionalDouble.empty());

    private Elements() {}

    /**
     * Text in UTF-8.
     *
     * @param maxLength most bytes of one text
     * @return the element
     */
    public static Element<String> text(int maxLength) {
        return new VariableElement<>(maxLength, Wire::utf8Length, Wire::putUtf8, Wire::getUtf8);
    }

    /**
     * Bytes as they are.
     *
     * @param maxLength most bytes of one array
     * @return the element
     */
    public static Element<byte[]> bytes(int maxLength) {
        return new VariableElement<>(
                maxLength,
                Wire::bytesLength,
                Wire::putBytes,
                (buffer, index, length, field) -> Wire.getBytes(buffer, index, length));
    }

    /**
     * Whole numbers of any length.
     *
     * @param maxLength most bytes of one of them
     * @return the element
     */
    public static Element<BigInteger> bigInteger(int maxLength) {
        return new VariableElement<>(
                maxLength, BigNumbers::bigIntegerLength, BigNumbers::putBigInteger, BigNumbers::getBigInteger);
    }

    /**
     * Decimal numbers of any length.
     *
     * @param maxLength most bytes of one of them
     * @return the element
     */
    public static Element<BigDecimal> bigDecimal(int maxLength) {
        return new VariableElement<>(
                maxLength, BigNumbers::bigDecimalLength, BigNumbers::putBigDecimal, BigNumbers::getBigDecimal);
    }

    /**
     * Dates and times with a zone.
     *
     * @param maxLength most bytes of one of them
     * @return the element
     */
    public static Element<ZonedDateTime> zonedDateTime(int maxLength) {
        return new VariableElement<>(
                maxLength, Times::zonedDateTimeLength, Times::putZonedDateTime, Times::getZonedDateTime);
    }

    /**
     * Arrays of {@code boolean}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<boolean[]> booleans(int maxCount) {
        return new VariableElement<>(
                maxCount * Byte.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Byte.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Byte.BYTES, limit, field);
                    Wire.putBooleans(buffer, index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    boolean[] values = new boolean[Wire.elementCount(length, Byte.BYTES, field)];
                    Wire.getBooleans(buffer, index, values, 0, values.length, field);
                    return values;
                });
    }

    /**
     * Arrays of {@code short}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<short[]> shorts(int maxCount) {
        return new VariableElement<>(
                maxCount * Short.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Short.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Short.BYTES, limit, field);
                    buffer.putShorts(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    short[] values = new short[Wire.elementCount(length, Short.BYTES, field)];
                    buffer.getShorts(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Arrays of {@code char}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<char[]> chars(int maxCount) {
        return new VariableElement<>(
                maxCount * Character.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Character.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Character.BYTES, limit, field);
                    buffer.putChars(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    char[] values = new char[Wire.elementCount(length, Character.BYTES, field)];
                    buffer.getChars(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Arrays of {@code int}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<int[]> ints(int maxCount) {
        return new VariableElement<>(
                maxCount * Integer.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Integer.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Integer.BYTES, limit, field);
                    buffer.putInts(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    int[] values = new int[Wire.elementCount(length, Integer.BYTES, field)];
                    buffer.getInts(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Arrays of {@code long}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<long[]> longs(int maxCount) {
        return new VariableElement<>(
                maxCount * Long.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Long.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Long.BYTES, limit, field);
                    buffer.putLongs(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    long[] values = new long[Wire.elementCount(length, Long.BYTES, field)];
                    buffer.getLongs(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Arrays of {@code float}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<float[]> floats(int maxCount) {
        return new VariableElement<>(
                maxCount * Float.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Float.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Float.BYTES, limit, field);
                    buffer.putFloats(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    float[] values = new float[Wire.elementCount(length, Float.BYTES, field)];
                    buffer.getFloats(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Arrays of {@code double}.
     *
     * @param maxCount most elements of one array
     * @return the element
     */
    public static Element<double[]> doubles(int maxCount) {
        return new VariableElement<>(
                maxCount * Double.BYTES,
                (value, limit, field) ->
                        Wire.arrayLength(Wire.checkNotNull(value, field).length, Double.BYTES, limit, field),
                (buffer, index, value, limit, field) -> {
                    int length = Wire.arrayLength(value.length, Double.BYTES, limit, field);
                    buffer.putDoubles(index, value, 0, value.length);
                    return length;
                },
                (buffer, index, length, field) -> {
                    double[] values = new double[Wire.elementCount(length, Double.BYTES, field)];
                    buffer.getDoubles(index, values, 0, values.length);
                    return values;
                });
    }

    /**
     * Constants of an enum.
     *
     * @param <E>   type of the enum
     * @param codes of the constants
     * @return the element
     */
    public static <E extends Enum<E>> Element<E> enumeration(EnumCodes<E> codes) {
        return new SlotElement<>(
                Integer.BYTES,
                (buffer, index, value, field) -> buffer.putInt(index, codes.code(value, field)),
                (buffer, index, field) -> codes.constant(buffer.getInt(index), field));
    }

    /**
     * Messages of one type.
     *
     * @param <T>   type of the record
     * @param codec of the message
     * @return the element
     */
    public static <T> Element<T> message(RecordCodec<T> codec) {
        return new MessageElement<>(() -> codec);
    }

    /**
     * Messages of one type whose codec may not be there yet, because it needs this one.
     *
     * @param <T>   type of the record
     * @param codec gives the codec of the message
     * @return the element
     */
    public static <T> Element<T> message(Supplier<? extends RecordCodec<T>> codec) {
        return new MessageElement<>(codec);
    }

    /**
     * Messages of several types behind one interface.
     *
     * @param <E>    the interface
     * @param codecs gives the codecs of all the messages
     * @return the element
     */
    public static <E> Element<E> oneOf(Supplier<List<MessageCodec<? extends E>>> codecs) {
        return new OneOfElement<>(codecs);
    }

    /**
     * Maps, in the order of the map that is written. What is read is unmodifiable.
     *
     * @param <K>      type of the keys
     * @param <V>      type of the values
     * @param key      of the map
     * @param value    of the map
     * @param maxCount most keys of one map
     * @return the element
     */
    public static <K, V> Element<Map<K, V>> map(Element<K> key, Element<V> value, int maxCount) {
        return new MapElement<>(key, value, maxCount);
    }

    static boolean checkBoolean(byte value, String field) {
        if ((value & ~1) != 0) {
            throw new CodecException("boolean is neither 0 nor 1", field, ", value=" + value);
        }
        return value == 1;
    }
}
