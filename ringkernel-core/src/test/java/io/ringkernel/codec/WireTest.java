// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final String FIELD = "Note.text";

    private final MessageBuffer buffer = MessageBuffer.allocate(4096);

    @Test
    void writesEveryCodePointAsTheJdkDoes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                byte[] expected = text.getBytes(StandardCharsets.UTF_8);

                int length = Wire.putUtf8(buffer, 1, text, 4, FIELD);

                if (length != expected.length
                        || Wire.utf8Length(text, 4, FIELD) != length
                        || !Arrays.equals(Wire.getBytes(buffer, 1, length), expected)
                        || !Wire.getUtf8(buffer, 1, length, FIELD).equals(text)) {
                    throw new AssertionError("code point " + Integer.toHexString(c));
                }
            }
        }
    }

    @Test
    void writesMixedTextAsTheJdkDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] ranges = {0x80, 0x800, 0xD800, 0x1_0000, 0x11_0000};
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                int c = random.nextInt(ranges[random.nextInt(random.nextBoolean() ? 1 : ranges.length)]);
                text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
            }
            byte[] expected = text.toString().getBytes(StandardCharsets.UTF_8);

            int length = Wire.putUtf8(buffer, 7, text.toString(), expected.length, FIELD);

            assertThat(Wire.getBytes(buffer, 7, length))
                    .as("seed=%d, i=%d", seed, i)
                    .isEqualTo(expected);
            assertThat(Wire.utf8Length(text.toString(), expected.length, FIELD)).isEqualTo(length);
            assertThat(Wire.getUtf8(buffer, 7, length, FIELD)).isEqualTo(text.toString());
        }
    }

    @Test
    void keepsEmptyText() {
        assertThat(Wire.utf8Length("", 0, FIELD)).isZero();
        assertThat(Wire.putUtf8(buffer, 4096, "", 0, FIELD)).isZero();
        assertThat(Wire.getUtf8(buffer, 4096, 0, FIELD)).isEmpty();
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        String[] texts = {"ab\uD83D", "ab\uD83Dx", "ab\uDE00", "ab\uDE00\uD83D", "ab\uD83D\uD83D\uDE00"};
        String[] chars = {"D83D", "D83D", "DE00", "DE00", "D83D"};
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            String error = "text has half of a surrogate pair: field=Note.text, position=2, char=0x" + chars[i];

            assertThatThrownBy(() -> Wire.putUtf8(buffer, 0, text, 100, FIELD))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(error);
            assertThatThrownBy(() -> Wire.utf8Length(text, 100, FIELD))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(error);
        }
    }

    @Test
    void showsTheBeginningOfALongText() {
        String emoji = "\uD83D\uDE00";

        assertThat(Wire.shown("x".repeat(40))).isEqualTo("x".repeat(40));
        assertThat(Wire.shown("x".repeat(41))).isEqualTo("x".repeat(40) + "…");
        assertThat(Wire.shown("x".repeat(38) + emoji + "y")).isEqualTo("x".repeat(38) + emoji + "…");
        assertThat(Wire.shown("x".repeat(39) + emoji)).as("not half of it").isEqualTo("x".repeat(39) + "…");
    }

    @Test
    void refusesTextAboveItsLimit() {
        String[] texts = {"abcdef", "\u00E4\u00E4\u00E4", "abcd\u00E4", "\u00E4bcde", "\u20AC\u20AC", "a\uD83D\uDE00b"};
        for (String text : texts) {
            assertThatThrownBy(() -> Wire.putUtf8(buffer, 0, text, 5, FIELD))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage("field too long: field=Note.text, length=6, limit=5 bytes;"
                            + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
            assertThatThrownBy(() -> Wire.utf8Length(text, 5, FIELD)).isExactlyInstanceOf(CodecException.class);
            assertThat(Wire.putUtf8(buffer, 0, text, 6, FIELD)).isEqualTo(6);
        }
    }

    @Test
    void writesNothingBeyondTheLimit() {
        buffer.putLong(5, 0x5A5A_5A5A_5A5A_5A5AL);

        assertThatThrownBy(() -> Wire.putUtf8(buffer, 0, "abcdefghijkl", 5, FIELD))
                .isExactlyInstanceOf(CodecException.class);

        assertThat(buffer.getLong(5)).isEqualTo(0x5A5A_5A5A_5A5A_5A5AL);
    }

    @Test
    void refusesTextThatLeavesTheBuffer() {
        assertThatThrownBy(() -> Wire.putUtf8(buffer, 4094, "abc", 100, FIELD))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=4096, length=1, capacity=4096");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] wrong = {
            {(byte) 0x80},
            {'a', (byte) 0xC3},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xFF}
        };
        for (byte[] bytes : wrong) {
            buffer.putBytes(0, bytes, 0, bytes.length);

            assertThatThrownBy(() -> Wire.getUtf8(buffer, 0, bytes.length, FIELD))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage("text is not UTF-8: field=Note.text, length=" + bytes.length);
        }
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> Wire.utf8Length(null, 5, FIELD))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage("field must not be null: field=Note.text");
        assertThatThrownBy(() -> Wire.putUtf8(buffer, 0, null, 5, FIELD))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage("field must not be null: field=Note.text");
        assertThatThrownBy(() -> Wire.putBytes(buffer, 0, null, 5, FIELD))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage("field must not be null: field=Note.text");
        assertThatThrownBy(() -> Wire.putUuid(buffer, 0, null, FIELD))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage("field must not be null: field=Note.text");
        assertThat(Wire.checkNotNull("x", FIELD)).isEqualTo("x");
    }

    @Test
    void keepsByteArrays() {
        byte[] value = {1, 2, 3};

        assertThat(Wire.putBytes(buffer, 10, value, 3, FIELD)).isEqualTo(3);

        assertThat(Wire.getBytes(buffer, 10, 3)).isEqualTo(value);
        assertThatThrownBy(() -> Wire.putBytes(buffer, 10, value, 2, FIELD))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("field too long: field=Note.text, length=3, limit=2 bytes;"
                        + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
    }

    @Test
    void keepsUuids() {
        UUID value = new UUID(0x0102_0304_0506_0708L, 0x090A_0B0C_0D0E_0F10L);

        Wire.putUuid(buffer, 3, value, FIELD);

        assertThat(Wire.getUuid(buffer, 3)).isEqualTo(value);
        assertThat(Wire.getBytes(buffer, 3, 16)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1, 16, 15, 14, 13, 12, 11, 10, 9);
    }

    @Test
    void refusesMessagesShorterThanTheirBlock() {
        Wire.checkLength(24, 24, "WorkRequest");

        assertThatThrownBy(() -> Wire.checkLength(8, 24, "WorkRequest"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("message too short: message=WorkRequest, length=8, blockLength=24");
    }
}
