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
            length += element.tailLength(check(iterator.next(), i, field), field, depth);
        }
        return Wire.checkRoom(length, Integer.MAX_VALUE, field);
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
            E next = check(iterator.next(), i, field);
            end = element.write(buffer, index, slot(i), end, room, next, field, depth);
        }
        return end;
    }

    private E check(E value, int i, String field) {
        return element.isNullable() ? value : checkNotNull(value, i, field);
    }

    static <E> E checkNotNull(E value, int i, String field) {
        if (value == null) {
            throw new NullPointerException(
                    "element must not be null: field=" + field + ", index=" + i + "; mark the element @Nullable");
        }
        return value;
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
        return container.of(count, i -> element.read(buffer, index, length, slot(i), field, depth), field);
    }

    private int count(MessageBuffer buffer, int index, int length, String field) {
        if (element.isPacked()) {
            return Table.packedCount(length, slotLength, maxCount, field);
        }
        return Table.count(buffer, index, length, slotLength, maxCount, field);
    }
}
