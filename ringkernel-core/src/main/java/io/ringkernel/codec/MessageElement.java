// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.function.Supplier;

/** Messages of one type, with what {@link Nested} puts before them. */
final class MessageElement<T> extends TailElement<T> {
    private final Supplier<? extends RecordCodec<T>> codec;

    MessageElement(Supplier<? extends RecordCodec<T>> codec) {
        this.codec = codec;
    }

    RecordCodec<T> codec() {
        return codec.get();
    }

    @Override
    int regionLength(T value, String field, int depth) {
        return Nested.encodedLength(codec(), value, depth, field);
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, T value, String field, int depth) {
        return Nested.encode(codec(), value, buffer, index, room, depth, field);
    }

    @Override
    T get(MessageBuffer buffer, int index, int length, String field, int depth) {
        return Nested.decode(codec(), buffer, index, length, depth, field);
    }

    /* They lie side by side. */
    @Override
    <C> Element<C> sequence(Container<C, T> container, int maxCount) {
        return new GroupElement<>(container, this, maxCount);
    }
}
