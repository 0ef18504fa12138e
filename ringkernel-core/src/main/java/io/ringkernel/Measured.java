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
            throw now == length ? e : changed(codec, "length=" + length, now, e);
        }
        if (written != length) {
            throw changed(codec, "length=" + length, written, null);
        }
    }

    /**
     * Writes a message into room that it had when it was measured, or that any message of its type has.
     *
     * @param limit most bytes that it may have
     * @return its length
     * @throws CodecException if it is longer than the room now, or cannot be written
     */
    static <T> int encodeWithin(MessageCodec<T> codec, T message, MessageBuffer buffer, int offset, int limit) {
        try {
            return codec.encode(message, buffer, offset, codec.blockLength(), limit, 0);
        } catch (CodecException e) {
            if (limit < codec.maxEncodedLength()) {
                int now = codec.encodedLength(message);
                if (now > limit) {
                    throw changed(codec, "room=" + limit, now, e);
                }
            }
            throw e;
        }
    }

    private static CodecException changed(MessageCodec<?> codec, String measured, int now, @Nullable Throwable cause) {
        return new CodecException(
                "message changed while it was written: message="
                        + codec.messageType().getName() + ", " + measured + ", lengthNow=" + now
                        + "; send copies of what changes",
                cause);
    }
}
