// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.List;
import java.util.function.Supplier;

/** Messages of several types behind one interface. The type id before a message says which of them it is. */
final class OneOfElement<E> extends TailElement<E> {
    private final Supplier<List<MessageCodec<? extends E>>> codecs;

    OneOfElement(Supplier<List<MessageCodec<? extends E>>> codecs) {
        this.codecs = codecs;
    }

    @Override
    int regionLength(E value, String field, int depth) {
        return length(codecOf(value, field), value, field, depth);
    }

    private static <T> int length(MessageCodec<T> codec, Object value, String field, int depth) {
        return Nested.encodedLength(codec, codec.messageType().cast(value), depth, field);
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, E value, String field, int depth) {
        return put(codecOf(value, field), buffer, index, room, value, field, depth);
    }

    private static <T> int put(
            MessageCodec<T> codec, MessageBuffer buffer, int index, int room, Object value, String field, int depth) {
        return Nested.encode(codec, codec.messageType().cast(value), buffer, index, room, depth, field);
    }

    private MessageCodec<? extends E> codecOf(E value, String field) {
        for (MessageCodec<? extends E> codec : codecs.get()) {
            if (codec.messageType() == value.getClass()) {
                return codec;
            }
        }
        throw new CodecException(
                "value is of an unknown type",
                field,
                ", class=" + value.getClass().getName()
                        + "; compile the message again, with all types of its interface");
    }

    @Override
    E get(MessageBuffer buffer, int index, int length, String field, int depth) {
        int typeId = Nested.typeId(buffer, index, length, field);
        for (MessageCodec<? extends E> codec : codecs.get()) {
            if (codec.typeId() == typeId) {
                return Nested.decode(codec, buffer, index, length, depth, field);
            }
        }
        throw Nested.unknown(typeId, field);
    }
}
