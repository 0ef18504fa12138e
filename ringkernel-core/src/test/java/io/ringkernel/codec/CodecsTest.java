// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import org.junit.jupiter.api.Test;

class CodecsTest {
    record Known() {}

    record Unknown() {}

    record Mistaken() {}

    @Test
    void findsTheCodecOfARecord() {
        MessageCodec<Known> codec = Codecs.of(Known.class);

        assertThat(codec).isSameAs(CodecsTest_KnownCodec.INSTANCE);
        assertThat(Codecs.of(Known.class)).isSameAs(codec);
    }

    @Test
    void saysWhatToDoWhenThereIsNone() {
        for (Class<?> type : new Class<?>[] {Unknown.class, Mistaken.class, String.class, int[].class, int.class}) {
            assertThatThrownBy(() -> Codecs.of(type))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no codec for class: class=" + type.getName()
                            + "; is it a record marked @Message, and is ringkernel-processor on the processor path?"
                            + " (JDK 23 and later ignore a processor on the class path unless javac gets -proc:full)");
        }
    }
}

/** A codec as the processor names it. */
final class CodecsTest_KnownCodec implements MessageCodec<CodecsTest.Known> {
    static final CodecsTest_KnownCodec INSTANCE = new CodecsTest_KnownCodec();

    @Override
    public Class<CodecsTest.Known> messageType() {
        return CodecsTest.Known.class;
    }

    @Override
    public int typeId() {
        return 0x0101;
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
        return 0;
    }

    @Override
    public MessageSchema schema() {
        return MessageSchema.of(this, "io.ringkernel.codec.CodecsTest.Known").build();
    }

    @Override
    public int encodedLength(CodecsTest.Known message) {
        return 0;
    }

    @Override
    public int encode(CodecsTest.Known message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        return end;
    }

    @Override
    public CodecsTest.Known decode(MessageBuffer buffer, int offset, int length, int version) {
        return new CodecsTest.Known();
    }
}

/** The codec of another record under the name that Mistaken's would have. */
final class CodecsTest_MistakenCodec {
    static final MessageCodec<CodecsTest.Known> INSTANCE = CodecsTest_KnownCodec.INSTANCE;

    private CodecsTest_MistakenCodec() {}
}
