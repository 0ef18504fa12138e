// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Values of constant length, which lie in their slots. */
final class SlotElement<E> extends Element<E> {
    /** Writes a value. */
    interface Put<E> {
        void put(MessageBuffer buffer, int index, E value, String field);
    }

    /** Reads a value. */
    interface Get<E> {
        E get(MessageBuffer buffer, int index, String field);
    }

    private final int length;
    private final boolean isPacked;
    private final Put<? super E> put;
    private final Get<? extends E> get;

    SlotElement(int length, Put<? super E> put, Get<? extends E> get) {
        this(length, true, put, get);
    }

    SlotElement(int length, boolean isPacked, Put<? super E> put, Get<? extends E> get) {
        this.length = length;
        this.isPacked = isPacked;
        this.put = put;
        this.get = get;
    }

    @Override
    int slotLength() {
        return length;
    }

    @Override
    boolean isPacked() {
        return isPacked;
    }

    @Override
    public int tailLength(E value, String field, int depth) {
        Wire.checkNotNull(value, field);
        return 0;
    }

    @Override
    int write(MessageBuffer buffer, int region, int slot, int end, int limit, E value, String field, int depth) {
        put.put(buffer, region + slot, Wire.checkNotNull(value, field), field);
        return end;
    }

    @Override
    int claimed(MessageBuffer buffer, int index) {
        return 0;
    }

    @Override
    E read(MessageBuffer buffer, int region, int regionLength, int slot, String field, int depth) {
        return get.get(buffer, region + slot, field);
    }
}
