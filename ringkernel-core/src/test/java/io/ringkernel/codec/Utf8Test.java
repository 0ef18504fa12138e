// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringkernel.buffer.MessageBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int INDEX = 5;
    private static final int[] CODE_POINTS = {
        0, 'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x10_FFFF
    };

    private final MessageBuffer buffer = MessageBuffer.allocate(256);
    private final Random random = new Random(1);

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(20); count > 0; count--) {
            text.appendCodePoint(
                    random.nextInt(4) > 0 ? 'a' + random.nextInt(2) : CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private int put(byte[] utf8) {
        buffer.putBytes(INDEX, utf8, 0, utf8.length);
        return utf8.length;
    }

    @Test
    void comparesAsStringsAreCompared() {
        for (int i = 0; i < 20_000; i++) {
            String left = text();
            String right = random.nextInt(8) == 0 ? left : text();
            int length = put(left.getBytes(StandardCharsets.UTF_8));

            int order = Utf8.compare(buffer, INDEX, length, new StringBuilder(right), "A.b");
            assertThat(Integer.signum(order))
                    .as("%s and %s", left, right)
                    .isEqualTo(Integer.signum(left.compareTo(right)));
            assertThat(Utf8.equals(buffer, INDEX, length, right, "A.b")).isEqualTo(left.equals(right));
        }
    }

    @Test
    void appendsWhatIsThere() {
        for (int i = 0; i < 1_000; i++) {
            String text = text();
            int length = put(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder target = new StringBuilder("<");

            assertThat(Utf8.append(buffer, INDEX, length, target, "A.b")).isSameAs(target);
            assertThat(target).hasToString("<" + text);
        }
    }

    @Test
    void writesTheBytesOfTheText() {
        for (int i = 0; i < 2_000; i++) {
            String text = text();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            assertThat(Wire.putUtf8(buffer, INDEX, text, 200, "A.b")).isEqualTo(bytes.length);
            assertThat(Wire.getBytes(buffer, INDEX, bytes.length)).isEqualTo(bytes);
            buffer.clear(0, 256);
            assertThat(Utf8.put(buffer, INDEX, new StringBuilder(text), 200, "A.b"))
                    .isEqualTo(bytes.length);
            assertThat(Wire.getBytes(buffer, INDEX, bytes.length)).isEqualTo(bytes);
            buffer.clear(0, 256);
            assertThat(Utf8.put(buffer, INDEX, bytes, 0, bytes.length, 200, "A.b"))
                    .isEqualTo(bytes.length);
            assertThat(Wire.getBytes(buffer, INDEX, bytes.length)).isEqualTo(bytes);
            assertThat(Wire.getUtf8(buffer, INDEX, bytes.length, "A.b")).isEqualTo(text);
        }
    }

    @Test
    void writesNothingBehindItsLimit() {
        String text = "12345678ä";
        for (int limit = 0; limit < 10; limit++) {
            int most = limit;
            buffer.clear(0, 256);
            assertThatThrownBy(() -> Wire.putUtf8(buffer, INDEX, text, most, "A.b"))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessageStartingWith("field too long: field=A.b, length=10, limit=" + limit + " bytes; ");
            assertThatThrownBy(() -> Utf8.put(buffer, INDEX, new StringBuilder(text), most, "A.b"))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessageStartingWith("field too long: field=A.b, length=10, limit=" + limit + " bytes; ");
            for (int i = INDEX + limit; i < 32; i++) {
                assertThat(buffer.getByte(i)).isZero();
            }
        }
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        for (String text : new String[] {"a\uD800", "\uDC00a", "\uD800\uD800", "12345678\uDFFF"}) {
            assertThatThrownBy(() -> Utf8.put(buffer, INDEX, new StringBuilder(text), 200, "A.b"))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessageStartingWith("text has half of a surrogate pair: field=A.b, position=");
        }
    }

    @Test
    void takesWhatTheJdkTakesAndNothingElse() {
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int j = 0; j < bytes.length; j++) { // mostly such as are near the edges
                bytes[j] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0x80 | random.nextInt(0x80));
            }
            bytes[0] = (byte) (0xC0 | random.nextInt(0x40));
            int length = put(bytes);

            Throwable refused = catchThrowable(() -> Utf8.check(buffer, INDEX, length, "A.b"));
            assertThat(refused == null).isEqualTo(isWellFormed(bytes));
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        int length = put(new byte[] {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', (byte) 0xC0, (byte) 0x80});
        StringBuilder target = new StringBuilder("kept");

        assertThatThrownBy(() -> Utf8.append(buffer, INDEX, length, target, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text is not UTF-8: field=A.b, length=10");
        assertThat(target).hasToString("kept");
        assertThatThrownBy(() -> Utf8.compare(buffer, INDEX, length, "abcdefghi", "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text is not UTF-8: field=A.b, length=10");
        assertThatThrownBy(() -> Wire.getUtf8(buffer, INDEX, length, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text is not UTF-8: field=A.b, length=10");
    }

    @Test
    void refusesPiecesThatAreNotUtf8OrTooLong() {
        byte[] cut = "aä".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.put(buffer, INDEX, cut, 1, 2, 2, "A.b")).isEqualTo(2);
        assertThatThrownBy(() -> Utf8.put(buffer, INDEX, cut, 0, 2, 2, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text is not UTF-8: field=A.b, length=2");
        assertThatThrownBy(() -> Utf8.put(buffer, INDEX, cut, 0, 3, 2, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessageStartingWith("field too long: field=A.b, length=3, limit=2 bytes; ");
        assertThatThrownBy(() -> Utf8.put(buffer, INDEX, cut, 2, 2, 2, "A.b"))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
