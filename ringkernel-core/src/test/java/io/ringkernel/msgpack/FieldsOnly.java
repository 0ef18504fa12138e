// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageSchema;

/** A codec of which only the msgpack form is used. */
abstract class FieldsOnly<T> implements MsgpackCodec<T> {
    private final Class<T> messageType;
    private final int typeId;
    private final int keyCount;

    FieldsOnly(Class<T> messageType, int typeId, int keyCount) {
        this.messageType = messageType;
        this.typeId = typeId;
        this.keyCount = keyCount;
    }

    @Override
    public final Class<T> messageType() {
        return messageType;
    }

    @Override
    public final int typeId() {
        return typeId;
    }

    @Override
    public final int keyCount() {
        return keyCount;
    }

    @Override
    public final int version() {
        return 1;
    }

    @Override
    public final int blockLength() {
        return 0;
    }

    @Override
    public final int maxEncodedLength() {
        return 0;
    }

    @Override
    public final MessageSchema schema() {
        return MessageSchema.of(this, messageType().getName()).build();
    }

    @Override
    public final int encodedLength(T message) {
        return 0;
    }

    @Override
    public final int encode(T message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final T decode(MessageBuffer buffer, int offset, int length, int version) {
        throw new UnsupportedOperationException();
    }
}
