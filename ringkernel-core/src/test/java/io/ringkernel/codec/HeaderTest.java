// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.buffer.MessageBuffer;
import org.junit.jupiter.api.Test;

class HeaderTest {
    private static final int AT = 64;

    private final MessageBuffer buffer = MessageBuffer.allocate(192);

    @Test
    void liesAsItsTableSays() {
        Header.put(
                buffer,
                AT,
                0x0403_0201,
                0x0807_0605,
                0x100F_0E0D_0C0B_0A09L,
                0x1817_1615_1413_1211L,
                0x19,
                0x1A,
                0x1C1B,
                0x201F_1E1D);
        Header.putExtension(buffer, AT, 0x2827_2625_2423_2221L, 0x302F_2E2D_2C2B_2A29L, 0x3837_3635_3433_3231L);

        for (int i = 0; i < 56; i++) {
            assertThat(buffer.getByte(AT + i)).as("byte %d", i).isEqualTo((byte) (i + 1));
        }
        assertThat(buffer.getLong(AT - 8)).isZero();
        assertThat(buffer.getLong(AT + Header.EXTENDED_LENGTH)).isZero();
    }

    @Test
    void keepsExtremes() {
        Header.put(buffer, AT, -1, Integer.MAX_VALUE, -2, Long.MIN_VALUE, 255, 255, 65_535, -3);

        assertThat(Header.typeId(buffer, AT)).isEqualTo(-1);
        assertThat(Header.length(buffer, AT)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Header.messageId(buffer, AT)).isEqualTo(-2);
        assertThat(Header.correlation(buffer, AT)).isEqualTo(Long.MIN_VALUE);
        assertThat(Header.priority(buffer, AT)).isEqualTo(255);
        assertThat(Header.flags(buffer, AT)).isEqualTo(255);
        assertThat(Header.version(buffer, AT)).isEqualTo(65_535);
        assertThat(Header.sender(buffer, AT)).isEqualTo(-3);

        Header.put(buffer, AT, 1, 0, 0, 0, 0, 0, 1, 0);

        assertThat(Header.typeId(buffer, AT)).isEqualTo(1);
        assertThat(Header.length(buffer, AT)).isZero();
        assertThat(Header.messageId(buffer, AT)).isZero();
        assertThat(Header.correlation(buffer, AT)).isZero();
        assertThat(Header.priority(buffer, AT)).isZero();
        assertThat(Header.flags(buffer, AT)).isZero();
        assertThat(Header.version(buffer, AT)).isEqualTo(1);
        assertThat(Header.sender(buffer, AT)).isZero();
    }

    @Test
    void keepsItsExtension() {
        Header.putExtension(buffer, AT, -1, -2, -3);

        assertThat(Header.foreignCorrelationHi(buffer, AT)).isEqualTo(-1);
        assertThat(Header.foreignCorrelationLo(buffer, AT)).isEqualTo(-2);
        assertThat(Header.deadlineNs(buffer, AT)).isEqualTo(-3);
    }

    @Test
    void keepsThePayloadInsideTheShortestSlot() {
        for (int flags : new int[] {Header.SPILLED, Header.SPILLED | Header.EXTENDED}) {
            Header.put(buffer, AT, 1, 2, 3, 4, 5, flags, 6, 7);
            Header.putExtension(buffer, AT, 0, 0, 9);
            Header.putPayload(buffer, AT, -8);

            assertThat(Header.payload(buffer, AT)).isEqualTo(-8);
            assertThat(Header.sender(buffer, AT)).isEqualTo(7);
            assertThat(Header.deadlineNs(buffer, AT)).isEqualTo(9);
            assertThat(buffer.getLong(AT + 64)).isZero();
        }
    }

    @Test
    void correctsTheLengthAlone() {
        Header.put(buffer, AT, -1, -1, -1, -1, 255, 255, 65_535, -1);

        Header.putLength(buffer, AT, 7);

        assertThat(Header.length(buffer, AT)).isEqualTo(7);
        assertThat(Header.typeId(buffer, AT)).isEqualTo(-1);
        assertThat(Header.messageId(buffer, AT)).isEqualTo(-1);
    }
}
