// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The forms of numbers of any length: two's complement, the highest byte first. A decimal has its scale in front. */
public final class BigNumbers {
    private static final int SCALE_LENGTH = Integer.BYTES;

    private BigNumbers() {}

    /**
     * Computes the length of a whole number.
     *
     * @param value to measure
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     */
    public static int bigIntegerLength(BigInteger value, int limit, String field) {
        return Wire.checkLimit(length(Wire.checkNotNull(value, field)), limit, field);
    }

    private static int length(BigInteger value) {
        return value.bitLength() / Byte.SIZE + 1;
    }

    /**
     * Writes a whole number.
     *
     * @param buffer to write into
     * @param index  at which it is to begin
     * @param value  to write
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static int putBigInteger(MessageBuffer buffer, int index, BigInteger value, int limit, String field) {
        int length = bigIntegerLength(value, limit, field);
        buffer.putBytes(index, value.toByteArray(), 0, length);
        return length;
    }

    /**
     * Reads a whole number into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param length in bytes; no bytes are a zero
     * @param field  for the error, as {@code Type.field}
     * @return the number
     */
    public static BigInteger getBigInteger(MessageBuffer buffer, int index, int length, String field) {
        return length == 0 ? BigInteger.ZERO : new BigInteger(Wire.getBytes(buffer, index, length));
    }

    /**
     * Computes the length of a decimal number.
     *
     * @param value to measure
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     */
    public static int bigDecimalLength(BigDecimal value, int limit, String field) {
        int length = length(Wire.checkNotNull(value, field).unscaledValue());
        return Wire.checkLimit(SCALE_LENGTH + length, limit, field);
    }

    /**
     * Writes a decimal number with the scale it has.
     *
     * @param buffer to write into
     * @param index  at which it is to begin
     * @param value  to write
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static int putBigDecimal(MessageBuffer buffer, int index, BigDecimal value, int limit, String field) {
        int length = bigDecimalLength(value, limit, field);
        buffer.putInt(index, value.scale());
        byte[] unscaled = value.unscaledValue().toByteArray();
        buffer.putBytes(index + SCALE_LENGTH, unscaled, 0, unscaled.length);
        return length;
    }

    /**
     * Reads a decimal number into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param length in bytes; no bytes are a zero
     * @param field  for the error, as {@code Type.field}
     * @return the number
     * @throws CodecException if it is too short to have a scale and a number
     */
    public static BigDecimal getBigDecimal(MessageBuffer buffer, int index, int length, String field) {
        if (length == 0) {
            return BigDecimal.ZERO;
        }
        if (length <= SCALE_LENGTH) {
            throw new CodecException("decimal number is too short", field, ", length=" + length);
        }
        BigInteger unscaled = getBigInteger(buffer, index + SCALE_LENGTH, length - SCALE_LENGTH, field);
        return new BigDecimal(unscaled, buffer.getInt(index));
    }
}
