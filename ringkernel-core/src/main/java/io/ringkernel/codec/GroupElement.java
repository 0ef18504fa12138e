// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.Collection;
import java.util.Iterator;

/** Lists, sets and arrays of messages of one type, none of them null, in the form of a {@link Group}. */
final class GroupElement<C, T> extends TailElement<C> {
    private final Container<C, T> container;
    private final MessageElement<T> element;
    private final int maxCount;

    GroupElement(Container<C, T> container, MessageElement<T> element, int maxCount) {
        this.container = container;
        this.element = element;
        this.maxCount = maxCount;
    }

    @Override
    int regionLength(C value, String field, int depth) {
        RecordCodec<T> codec = element.codec();
        Collection<T> values = container.values(value);
        int count = Table.checkCount(values.size(), maxCount, field);
        long length = Group.end(count, Group.stride(codec));
        Iterator<T> iterator = values.iterator();
        for (int i = 0; i < count; i++) {
            T message = Counted.next(iterator, i, count, field);
            int inTail = encodedLength(codec, message, i, field, depth) - codec.blockLength();
            length = Wire.checkMeasured(length + inTail, field);
        }
        Counted.end(iterator, count, field);
        return Wire.checkMeasured(length, field);
    }

    private int encodedLength(RecordCodec<T> codec, T message, int i, String field, int depth) {
        checkNotNull(message, i, field);
        int deeper = Nested.deeper(depth, field);
        try {
            return codec.encodedLength(message, deeper);
        } catch (RuntimeException e) {
            throw inMessage(e, field, i);
        }
    }

    private void checkNotNull(T message, int i, String field) {
        if (message == null) {
            throw Place.inElement(SequenceElement.missing(field), field, i);
        }
    }

    private static RuntimeException inMessage(RuntimeException e, String field, int i) {
        return Place.inElement(Place.inMessage(e, field), field, i);
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, C value, String field, int depth) {
        RecordCodec<T> codec = element.codec();
        Collection<T> values = container.values(value);
        int count = Table.checkCount(values.size(), maxCount, field);
        int stride = Group.stride(codec);
        int end = Wire.checkRoom(Group.end(count, stride), room, field);
        Group.putPrefix(buffer, index, count, codec.version(), stride);
        int block = Group.PREFIX_LENGTH;
        Iterator<T> iterator = values.iterator();
        for (int i = 0; i < count; i++) {
            T message = Counted.next(iterator, i, count, field);
            checkNotNull(message, i, field);
            int deeper = Nested.deeper(depth, field);
            if (stride > codec.blockLength()) {
                buffer.clear(index + block, stride);
            }
            int limit = end + Math.min(room - end, codec.maxEncodedLength() - codec.blockLength());
            try {
                end = block + codec.encode(message, buffer, index + block, end - block, limit - block, deeper);
            } catch (RuntimeException e) {
                throw inMessage(e, field, i);
            }
            block += stride;
        }
        Counted.end(iterator, count, field);
        return end;
    }

    @Override
    C get(MessageBuffer buffer, int index, int length, String field, int depth) {
        RecordCodec<T> codec = element.codec();
        long prefix = Group.prefix(buffer, index, length, maxCount, field);
        int count = Group.count(prefix);
        int stride = Group.stride(prefix);
        int version = Group.version(prefix);
        long claimed = 0;
        for (int i = 0; i < count; i++) {
            int block = Group.PREFIX_LENGTH + i * stride;
            try {
                claimed += codec.tailUsed(buffer, index + block, length - block, version);
            } catch (CodecException e) {
                throw inMessage(e, field, i);
            }
        }
        Table.checkClaimed(claimed, (int) (length - Group.end(count, stride)), field);
        int deeper = count == 0 ? depth : Nested.deeper(depth, field);
        return container.of(
                count,
                i -> {
                    int block = Group.PREFIX_LENGTH + i * stride;
                    try {
                        return codec.decode(buffer, index + block, length - block, version, deeper);
                    } catch (CodecException e) {
                        throw inMessage(e, field, i);
                    }
                },
                field);
    }
}
