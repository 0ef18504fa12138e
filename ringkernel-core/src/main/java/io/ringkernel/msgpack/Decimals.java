// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The lengths of numbers as text and as bytes. */
final class Decimals {
    private static final int EXPONENT_LENGTH = 13; // of 1.2E+2147483649: a sign, a point, and from the E on

    private Decimals() {}

    /** {@return bytes of a number in two's complement} */
    static int length(BigInteger value) {
        return value.bitLength() / Byte.SIZE + 1;
    }

    /** {@return bytes of the digits in two's complement, and of the scale} */
    static int length(BigDecimal value) {
        return Integer.BYTES + length(value.unscaledValue());
    }

    /**
     * Bounds the text of a number, so that no time is spent on what has too many digits.
     *
     * @param length of the number in bytes
     * @return most characters of its text: a byte is less than two and a half digits
     */
    static int digits(int length) {
        return (int) Math.min(Integer.MAX_VALUE, length * 5L / 2 + EXPONENT_LENGTH);
    }

    /** Reads what {@link BigDecimal#toString} writes, also where the constructor finds the exponent too large. */
    static BigDecimal parse(String text) {
        int exponentAt = Math.max(text.indexOf('E'), text.indexOf('e'));
        if (exponentAt < 0) {
            return new BigDecimal(text);
        }
        BigDecimal digits = new BigDecimal(text.substring(0, exponentAt));
        long scale = Math.subtractExact(digits.scale(), Long.parseLong(text.substring(exponentAt + 1)));
        return new BigDecimal(digits.unscaledValue(), Math.toIntExact(scale));
    }
}
