// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageSchema;
import io.ringkernel.codec.Wire;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The codec of a record with one number. */
final class NumberCodec<T> implements MessageCodec<T> {
    private final Class<T> type;
    private final int typeId;
    private final LongFunction<T> create;
    private final ToLongFunction<T> number;

    NumberCodec(Class<T> type, int typeId, LongFunction<T> create, ToLongFunction<T> number) {
        this.type = type;
        this.typeId = typeId;
        this.create = create;
        this.number = number;
    }

    @Override
    public Class<T> messageType() {
        return type;
    }

    @Override
    public int typeId() {
        return typeId;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public int blockLength() {
        return 8;
    }

    @Override
    public int maxEncodedLength() {
        return 8;
    }

    @Override
    public MessageSchema schema() {
        return MessageSchema.of(this, type.getName()).build();
    }

    @Override
    public int encodedLength(T message) {
        return 8;
    }

    @Override
    public int encode(T message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        buffer.putLong(offset, number.applyAsLong(message));
        return end;
    }

    @Override
    public T decode(MessageBuffer buffer, int offset, int length, int version) {
        Wire.checkLength(length, 8, type.getSimpleName());
        return create.apply(buffer.getLong(offset));
    }
}
