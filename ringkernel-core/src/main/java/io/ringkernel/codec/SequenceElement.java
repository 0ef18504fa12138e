// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.Collection;
import java.util.Iterator;

/** Lists, sets and arrays of anything. Elements that lie in their slots and are never null need no count before them. */
final class SequenceElement<C, E> extends TailElement<C> {
    private final Container<C, E> container;
    private final Element<E> element;
    private final int maxCount;
    private final int slotLength;
    private final int slotsBegin;

    SequenceElement(Container<C, E> container, Element<E> element, int maxCount) {
        this.container = container;
        this.element = element;
        this.maxCount = maxCount;
        this.slotLength = element.slotLength();
        this.slotsBegin = element.isPacked() ? 0 : Table.COUNT_LENGTH;
    }

    @Override
    int regionLength(C value, String field, int depth) {
        Collection<E> values = container.values(value);
        int count = Table.checkCount(values.size(), maxCount, field);
        long length = Table.end(count, slotsBegin, slotLength);
        Iterator<E> iterator = values.iterator();
        for (int i = 0; i < count; i++) {
            E next = Counted.next(iterator, i, count, field);
            length = Wire.checkMeasured(length + elementLength(next, i, field, depth), field);
        }
        Counted.end(iterator, count, field);
        return Wire.checkMeasured(length, field);
    }

    private int elementLength(E value, int i, String field, int depth) {
        try {
            return element.tailLength(check(value, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inElement(e, field, i);
        }
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, C value, String field, int depth) {
        Collection<E> values = container.values(value);
        int count = Table.checkCount(values.size(), maxCount, field);
        int end = Wire.checkRoom(Table.end(count, slotsBegin, slotLength), room, field);
        if (!element.isPacked()) {
            buffer.putInt(index, count);
        }
        Iterator<E> iterator = values.iterator();
        for (int i = 0; i < count; i++) {
            E next = Counted.next(iterator, i, count, field);
            end = writeElement(buffer, index, i, end, room, next, field, depth);
        }
        Counted.end(iterator, count, field);
        return end;
    }

    private int writeElement(
            MessageBuffer buffer, int index, int i, int end, int room, E value, String field, int depth) {
        try {
            return element.write(buffer, index, slot(i), end, room, check(value, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inElement(e, field, i);
        }
    }

    private E check(E value, String field) {
        if (value == null && !element.isNullable()) {
            throw missing(field);
        }
        return value;
    }

    static NullValueException missing(String field) {
        return new NullValueException("element must not be null", field, "; mark the element @Nullable");
    }

    private int slot(int i) {
        return slotsBegin + i * slotLength;
    }

    @Override
    C get(MessageBuffer buffer, int index, int length, String field, int depth) {
        int count = count(buffer, index, length, field);
        long claimed = 0;
        for (int i = 0; i < count; i++) {
            claimed += element.claimed(buffer, index + slot(i));
        }
        Table.checkClaimed(claimed, length - slot(count), field);
        return container.of(count, i -> readElement(buffer, index, length, i, field, depth), field);
    }

    private E readElement(MessageBuffer buffer, int index, int length, int i, String field, int depth) {
        try {
            return element.read(buffer, index, length, slot(i), field, depth);
        } catch (RuntimeException e) {
            throw Place.inElement(e, field, i);
        }
    }

    private int count(MessageBuffer buffer, int index, int length, String field) {
        if (element.isPacked()) {
            return Table.packedCount(length, slotLength, maxCount, field);
        }
        return Table.count(buffer, index, length, slotLength, maxCount, field);
    }
}
