// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Values that may be null. One that lies in its slot is followed there by a byte that says whether it is there; one that
 * lies in a tail has the reference {@link TailRef#NULL}.
 */
final class MaybeElement<E> extends Element<@Nullable E> {
    private final Element<E> element;

    MaybeElement(Element<E> element) {
        this.element = element;
    }

    @Override
    int slotLength() {
        return element.slotLength() + (element.isPacked() ? 1 : 0);
    }

    @Override
    boolean isNullable() {
        return true;
    }

    @Override
    public int tailLength(@Nullable E value, String field, int depth) {
        return value == null ? 0 : element.tailLength(value, field, depth);
    }

    @Override
    int write(
            MessageBuffer buffer,
            int region,
            int slot,
            int end,
            int limit,
            @Nullable E value,
            String field,
            int depth) {
        if (value != null) {
            int newEnd = element.write(buffer, region, slot, end, limit, value, field, depth);
            if (element.isPacked()) {
                buffer.putByte(presence(region + slot), (byte) 1);
            }
            return newEnd;
        }
        if (element.isPacked()) {
            buffer.clear(region + slot, slotLength());
        } else {
            buffer.putLong(region + slot, TailRef.NULL);
        }
        return end;
    }

    private int presence(int index) {
        return index + element.slotLength();
    }

    @Override
    int claimed(MessageBuffer buffer, int index) {
        return element.claimed(buffer, index);
    }

    @Override
    @Nullable
    E read(MessageBuffer buffer, int region, int length, int slot, String field, int depth) {
        return isThere(buffer, region + slot, field) ? element.read(buffer, region, length, slot, field, depth) : null;
    }

    private boolean isThere(MessageBuffer buffer, int index, String field) {
        if (element.isPacked()) {
            return Wire.isPresent(buffer, presence(index), field);
        }
        long ref = buffer.getLong(index);
        return ref != 0 && !TailRef.isNull(ref); // zero was never written
    }
}
