// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BigNumbersTest {
    private final MessageBuffer buffer = MessageBuffer.allocate(256);

    @Test
    void writesTwosComplement() {
        assertThat(BigNumbers.putBigInteger(buffer, 0, BigInteger.valueOf(-129), 2, "A.b"))
                .isEqualTo(2);
        assertThat(HexFormat.of().formatHex(Wire.getBytes(buffer, 0, 2))).isEqualTo("ff7f");
        assertThat(BigNumbers.putBigDecimal(buffer, 0, new BigDecimal("-1.29"), 6, "A.b"))
                .isEqualTo(6);
        assertThat(HexFormat.of().formatHex(Wire.getBytes(buffer, 0, 6))).isEqualTo("02000000ff7f");
    }

    @Test
    void readsWhatItWrote() {
        Random random = new Random(1);
        for (int bits = 0; bits < 1_000; bits++) {
            BigInteger number = new BigInteger(bits, random);
            BigInteger value = random.nextBoolean() ? number : number.negate();
            int length = BigNumbers.putBigInteger(buffer, 0, value, 200, "A.b");
            assertThat(length).isEqualTo(BigNumbers.bigIntegerLength(value, 200, "A.b"));
            assertThat(BigNumbers.getBigInteger(buffer, 0, length, "A.b")).isEqualTo(value);

            BigDecimal decimal = new BigDecimal(value, random.nextInt());
            length = BigNumbers.putBigDecimal(buffer, 0, decimal, 200, "A.b");
            assertThat(length).isEqualTo(BigNumbers.bigDecimalLength(decimal, 200, "A.b"));
            assertThat(BigNumbers.getBigDecimal(buffer, 0, length, "A.b")).isEqualTo(decimal);
        }
    }

    @Test
    void readsNoBytesAsZero() {
        assertThat(BigNumbers.getBigInteger(buffer, 0, 0, "A.b")).isZero();
        assertThat(BigNumbers.getBigDecimal(buffer, 0, 0, "A.b")).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void refusesWhatIsTooLongOrTooShort() {
        assertThatThrownBy(() -> BigNumbers.putBigInteger(buffer, 0, BigInteger.ONE.shiftLeft(31), 4, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessageStartingWith("field too long: field=A.b, length=5, limit=4 bytes; ");
        assertThatThrownBy(() -> BigNumbers.bigDecimalLength(BigDecimal.ONE, 4, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessageStartingWith("field too long: field=A.b, length=5, limit=4 bytes; ");
        assertThatThrownBy(() -> BigNumbers.getBigDecimal(buffer, 0, 4, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("decimal number is too short: field=A.b, length=4");
    }
}
