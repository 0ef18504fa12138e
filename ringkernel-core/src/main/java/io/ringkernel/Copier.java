// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import org.jspecify.annotations.Nullable;

/** Copies messages that leave the lanes, as if they had gone through one: what is sent is a value. For one thread. */
final class Copier {
    private static final int LEAST_CAPACITY = 512;

    private @Nullable MessageBuffer scratch;

    <T> T copy(MessageCodec<T> codec, T message, MessageHeader header) {
        int length = codec.encodedLength(message);
        MessageBuffer bytes = scratch;
        if (bytes == null || length > bytes.capacity()) {
            bytes = MessageBuffer.allocate(Math.max(length, LEAST_CAPACITY));
            scratch = bytes;
        }
        Measured.encode(codec, message, bytes, 0, length);
        return codec.decode(bytes, 0, length, codec.version(), header);
    }
}
