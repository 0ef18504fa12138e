// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Text, bytes, numbers of any length: values that {@link Wire} measures, writes and reads. */
final class VariableElement<E> extends TailElement<E> {
    /** Measures a value against a limit. */
    interface Length<E> {
        int of(E value, int limit, String field);
    }

    /** Writes a value. */
    interface Put<E> {
        int put(MessageBuffer buffer, int index, E value, int limit, String field);
    }

    /** Reads a value. */
    interface Get<E> {
        E get(MessageBuffer buffer, int index, int length, String field);
    }

    private final int limit;
    private final Length<E> length;
    private final Put<E> put;
    private final Get<E> get;

    VariableElement(int limit, Length<E> length, Put<E> put, Get<E> get) {
        this.limit = limit;
        this.length = length;
        this.put = put;
        this.get = get;
    }

    @Override
    int limit() {
        return limit;
    }

    @Override
    int regionLength(E value, String field, int depth) {
        return length.of(value, limit, field);
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, E value, String field, int depth) {
        if (room >= limit) {
            return put.put(buffer, index, value, limit, field);
        }
        try {
            return put.put(buffer, index, value, room, field);
        } catch (CodecException e) {
            Wire.checkRoom(length.of(value, limit, field), room, field); // it is the message that is too long
            throw e;
        }
    }

    @Override
    E get(MessageBuffer buffer, int index, int regionLength, String field, int depth) {
        return get.get(buffer, index, regionLength, field);
    }
}
