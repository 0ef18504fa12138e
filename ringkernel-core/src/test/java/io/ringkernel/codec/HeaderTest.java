// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.buffer.MessageBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    private static final int AT = 64;
    private static final int ALL = Header.DEADLINE | Header.TIMESTAMP | Header.CORRELATION_ID | Header.MESSAGE_ID;

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
        int flags = ALL;
        int extension = AT + Header.LENGTH;
        Header.putDeadline(buffer, extension, 0x2827_2625_2423_2221L);
        Header.putTimestamp(buffer, extension, flags, 0x302F_2E2D_2C2B_2A29L);
        Header.putCorrelationId(buffer, extension, flags, 0x3837_3635_3433_3231L, 0x403F_3E3D_3C3B_3A39L);
        Header.putMessageId(buffer, extension, flags, 0x4847_4645_4443_4241L, 0x504F_4E4D_4C4B_4A49L);

        for (int i = 0; i < 80; i++) {
            assertThat(buffer.getByte(AT + i)).as("byte %d", i).isEqualTo((byte) (i + 1));
        }
        assertThat(buffer.getLong(AT - 8)).isZero();
        assertThat(buffer.getLong(AT + Header.LENGTH + Header.extensionLength(flags)))
                .isZero();
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 16, 17, 24, 25, 32, 33, 40, 41, 48, 49, 56, 57})
    void hasInItsExtensionWhatItsFlagsSay(int given) {
        int flags = given | Header.SPILLED | Header.REQUEST | Header.WALL_CLOCK;
        int end = AT + Header.extensionLength(flags);
        buffer.putLong(end, -5);
        if ((flags & Header.DEADLINE) != 0) {
            Header.putDeadline(buffer, AT, 1);
        }
        if ((flags & Header.TIMESTAMP) != 0) {
            Header.putTimestamp(buffer, AT, flags, 2);
        }
        if ((flags & Header.CORRELATION_ID) != 0) {
            Header.putCorrelationId(buffer, AT, flags, 3, 4);
        }
        if ((flags & Header.MESSAGE_ID) != 0) {
            Header.putMessageId(buffer, AT, flags, 5, 6);
        }

        int index = AT;
        if ((flags & Header.DEADLINE) != 0) {
            assertThat(Header.deadline(buffer, AT)).isEqualTo(1);
            index += 8;
        }
        if ((flags & Header.TIMESTAMP) != 0) {
            assertThat(Header.timestampNs(buffer, AT, flags)).isEqualTo(2);
            index += 8;
        }
        if ((flags & Header.CORRELATION_ID) != 0) {
            assertThat(Header.correlationIdIndex(AT, flags)).isEqualTo(index);
            assertThat(buffer.getLong(index)).isEqualTo(3);
            assertThat(buffer.getLong(index + 8)).isEqualTo(4);
            index += Header.ID_LENGTH;
        }
        if ((flags & Header.MESSAGE_ID) != 0) {
            assertThat(Header.messageIdIndex(AT, flags)).isEqualTo(index);
            assertThat(buffer.getLong(index)).isEqualTo(5);
            assertThat(buffer.getLong(index + 8)).isEqualTo(6);
            index += Header.ID_LENGTH;
        }
        assertThat(index).isEqualTo(end);
        assertThat(buffer.getLong(end)).isEqualTo(-5);
    }

    @Test
    void keepsThePayloadBehindThe32BytesUntilTheMessageFits() {
        int flags = Header.SPILLED | Header.REQUEST | Header.DEADLINE;
        Header.put(buffer, AT, 1, 2, 3, 4, 5, flags, 6, 7);
        Header.putPayload(buffer, AT, -8);

        assertThat(Header.payload(buffer, AT)).isEqualTo(-8);
        assertThat(buffer.getLong(AT + Header.LENGTH)).isEqualTo(-8);
        assertThat(Header.sender(buffer, AT)).isEqualTo(7);

        Header.clearSpilled(buffer, AT);

        assertThat(Header.flags(buffer, AT)).isEqualTo(Header.REQUEST | Header.DEADLINE);
        assertThat(Header.priority(buffer, AT)).isEqualTo(5);
        assertThat(Header.version(buffer, AT)).isEqualTo(6);
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
