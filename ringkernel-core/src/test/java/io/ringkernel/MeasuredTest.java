// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageSchema;
import org.junit.jupiter.api.Test;

/** Messages that are longer or shorter when they are written than when they were measured. */
class MeasuredTest {
    /** A message that has another length when it is looked at the next time. */
    private static final class Mutable {
        private final int[] lengths;
        private int next;

        Mutable(int... lengths) {
            this.lengths = lengths;
        }

        int length() {
            return lengths[Math.min(next++, lengths.length - 1)];
        }
    }

    private static final MessageCodec<Mutable> CODEC = new MessageCodec<>() {
        @Override
        public Class<Mutable> messageType() {
            return Mutable.class;
        }

        @Override
        public int typeId() {
            return 1;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public int blockLength() {
            return 0;
        }

        @Override
        public int maxEncodedLength() {
            return 1000;
        }

        @Override
        public MessageSchema schema() {
            return MessageSchema.of(this, Mutable.class.getName()).build();
        }

        @Override
        public int encodedLength(Mutable message) {
            return message.length();
        }

        @Override
        public int encode(Mutable message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
            int length = message.length();
            if (length > limit) {
                throw new CodecException("too long: length=" + length);
            }
            buffer.clear(offset, length);
            return length;
        }

        @Override
        public Mutable decode(MessageBuffer buffer, int offset, int length, int version) {
            return new Mutable(length);
        }
    };

    private final MessageBuffer buffer = MessageBuffer.allocate(64);

    private void encode(Mutable message) {
        Measured.encode(CODEC, message, buffer, 8, CODEC.encodedLength(message));
    }

    private static String changed(int length, int now) {
        return "message changed while it was written: message=" + Mutable.class.getName() + ", length=" + length
                + ", lengthNow=" + now + "; send copies of what changes";
    }

    @Test
    void writesWhatIsAsLongAsItWas() {
        encode(new Mutable(56));
    }

    @Test
    void refusesWhatIsShorter() {
        assertThatThrownBy(() -> encode(new Mutable(16, 8)))
                .isExactlyInstanceOf(CodecException.class)
                .hasNoCause()
                .hasMessage(changed(16, 8));
    }

    @Test
    void refusesWhatIsLonger() {
        assertThatThrownBy(() -> encode(new Mutable(16, 24)))
                .isExactlyInstanceOf(CodecException.class)
                .hasNoCause()
                .hasMessage(changed(16, 24));
        assertThatThrownBy(() -> encode(new Mutable(16, 64)))
                .isExactlyInstanceOf(CodecException.class)
                .hasCauseExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(changed(16, 64));
        assertThatThrownBy(() -> encode(new Mutable(16, 1001)))
                .isExactlyInstanceOf(CodecException.class)
                .hasCauseExactlyInstanceOf(CodecException.class)
                .hasMessage(changed(16, 1001));
    }

    @Test
    void passesOnWhatHasAnotherReason() {
        assertThatThrownBy(() -> encode(new Mutable(16, 1001, 16)))
                .isExactlyInstanceOf(CodecException.class)
                .hasNoCause()
                .hasMessage("too long: length=1001");
    }

    @Test
    void copiesNothingThatChanges() {
        assertThatThrownBy(() -> new Copier().copy(CODEC, new Mutable(16, 8), CODEC.header(new Mutable(0))))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(changed(16, 8));
        assertThat(new Copier()
                        .copy(CODEC, new Mutable(16), CODEC.header(new Mutable(0)))
                        .length())
                .isEqualTo(16);
    }
}
