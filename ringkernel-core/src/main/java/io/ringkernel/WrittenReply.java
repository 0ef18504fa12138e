// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import org.jspecify.annotations.Nullable;

/**
 * The answer that a handler writes in place, behind room for a header. It lies in memory of its kernel, not of whoever is to
 * get it: a handler that dawdles over it, or throws before it is done, holds nobody up. One at a time; used by the thread
 * that runs the kernel.
 */
final class WrittenReply {
    /** Most bytes of an answer that is written in place. */
    static final int LONGEST = 1 << 20;

    private MessageBuffer buffer = MessageBuffer.allocate(Header.LENGTH);
    private long messageId;

    /* Counts the answers, so that a claim that outlived its message is told from the next one. */
    private long number;
    private @Nullable MessageCodec<?> codec;

    /** {@return whether an answer to a message is begun and not ended} */
    boolean isOpenFor(long itsMessageId) {
        return codec != null && messageId == itsMessageId;
    }

    /** Begins an answer; one to an earlier message is forgotten. {@return its number} */
    long begin(MessageCodec<?> itsCodec, long itsMessageId) {
        int needed = Header.LENGTH + Math.min(LONGEST, itsCodec.maxEncodedLength());
        if (needed > buffer.capacity()) {
            buffer = MessageBuffer.allocate(needed);
        }
        codec = itsCodec;
        messageId = itsMessageId;
        return ++number;
    }

    /** {@return the memory that holds the answer, behind the room for its header} */
    MessageBuffer buffer() {
        return buffer;
    }

    /** Ends an answer. {@return its codec; null if it is not the one that was begun last, or is ended already} */
    @Nullable
    MessageCodec<?> end(long itsNumber) {
        MessageCodec<?> ended = itsNumber == number ? codec : null;
        codec = itsNumber == number ? null : codec;
        return ended;
    }
}
