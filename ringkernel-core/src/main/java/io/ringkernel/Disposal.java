// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.lane.DropHandler;
import org.jspecify.annotations.Nullable;

/** Sees to messages to one kernel that no handler takes, or none to its end, and to what hangs on them. For any thread. */
final class Disposal implements DropHandler {
    private final Kernel kernel;

    Disposal(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Takes leave of a message that was dropped for a newer one. */
    @Override
    public void onDropped(MessageBuffer buffer, int offset) {
        kernel.rareCounts().displaced.increment();
        abandon(Reason.DROPPED_OLDEST, buffer, offset, "message was dropped for a newer one, its lane was full");
    }

    /** Sees to a message that will not be handled, and to what hangs on it: a requester, a payload buffer. */
    void abandon(Reason reason, MessageBuffer buffer, int offset, String text) {
        try {
            bury(reason, buffer, offset, null);
        } finally {
            freeSpilled(buffer, offset);
            failRequest(buffer, offset, text, null);
        }
    }

    /** Makes a dead letter of a message. What hangs on it is still there after. */
    void bury(Reason reason, MessageBuffer buffer, int offset, @Nullable Throwable cause) {
        kernel.runtime.deadLetters().add(reason, kernel, buffer, offset, cause);
    }

    /** {@return whether the bytes of a message are one} */
    boolean isDecodable(MessageBuffer buffer, int offset, MessageHeader header) {
        int flags = Header.flags(buffer, offset);
        MessageCodec<?> codec = kernel.kinds.codecOf(Header.typeId(buffer, offset));
        if (codec == null) {
            return true;
        }
        boolean isSpilled = (flags & Header.SPILLED) != 0;
        int start = (isSpilled ? 0 : offset + Header.LENGTH) + Header.extensionLength(flags);
        try {
            codec.decode(
                    isSpilled ? payloadOf(buffer, offset) : buffer,
                    start,
                    Header.length(buffer, offset),
                    Header.version(buffer, offset),
                    header);
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    MessageBuffer payloadOf(MessageBuffer buffer, int offset) {
        return kernel.runtime.buffers().open(spilledRef(buffer, offset)).bytes();
    }

    void failRequest(MessageBuffer buffer, int offset, String reason, @Nullable Throwable cause) {
        if ((Header.flags(buffer, offset) & Header.REQUEST) != 0) {
            kernel.runtime.requests.fail(Header.messageId(buffer, offset), reason, cause);
        }
    }

    void freeSpilled(MessageBuffer buffer, int offset) {
        if ((Header.flags(buffer, offset) & Header.SPILLED) != 0) {
            kernel.runtime.buffers().free(spilledRef(buffer, offset));
        }
    }

    static BufferRef spilledRef(MessageBuffer buffer, int offset) {
        return new BufferRef(Header.payload(buffer, offset));
    }

    /** Makes a dead letter of an answer to this kernel that it can do nothing with any more. */
    <T> void buryAnswer(MessageCodec<T> codec, T reply, int senderNumber) {
        SendOptions options = new MessageKind<>(codec).options(SendOptions.DEFAULT, reply);
        kernel.runtime
                .deadLetters()
                .add(
                        Reason.TERMINATED,
                        kernel.id(),
                        codec,
                        reply,
                        options,
                        Route.NO_REQUEST,
                        Route.NO_CORRELATION,
                        senderNumber,
                        null);
    }
}
