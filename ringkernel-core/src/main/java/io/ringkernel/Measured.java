// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages into room that was measured for them. A record can hold what changes: an array, a list of a class of its
 * own. If it has changed since, there is no message.
 */
final class Measured {
    private Measured() {}

    /**
     * Writes a message.
     *
     * @param length that the codec computed for it
     * @throws CodecException if it has another one now, or cannot be written
     */
    static <T> void encode(MessageCodec<T> codec, T message, MessageBuffer buffer, int offset, int length) {
        int written;
        try {
            written = codec.encode(message, buffer, offset);
        } catch (CodecException | IndexOutOfBoundsException e) {
            int now = codec.encodedLength(message);
            throw now == length ? e : changed(codec, length, now, e);
        }
        if (written != length) {
            throw changed(codec, length, written, null);
        }
    }

    private static CodecException changed(MessageCodec<?> codec, int length, int now, @Nullable Throwable cause) {
        return new CodecException(
                "message changed while it was written: message="
                        + codec.messageType().getName() + ", length=" + length + ", lengthNow=" + now
                        + "; send copies of what changes",
                cause);
    }
}
