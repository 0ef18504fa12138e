// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Values whose slot refers to a region of their own. */
abstract class TailElement<E> extends Element<E> {
    /** {@return the number of bytes in the region of a value that is not null} */
    abstract int regionLength(E value, String field, int depth);

    /** Writes the region of a value that is not null, at most {@code room} bytes, and returns its length. */
    abstract int put(MessageBuffer buffer, int index, int room, E value, String field, int depth);

    /** Reads the region of a value. */
    abstract E get(MessageBuffer buffer, int index, int length, String field, int depth);

    /** {@return the most bytes that a region may have} */
    int limit() {
        return Integer.MAX_VALUE;
    }

    @Override
    final int slotLength() {
        return Long.BYTES;
    }

    @Override
    public final int tailLength(E value, String field, int depth) {
        return regionLength(Wire.checkNotNull(value, field), field, depth);
    }

    @Override
    final int write(MessageBuffer buffer, int region, int slot, int end, int limit, E value, String field, int depth) {
        int length = put(buffer, region + end, limit - end, Wire.checkNotNull(value, field), field, depth);
        buffer.putLong(region + slot, TailRef.of(end, length));
        return end + length;
    }

    @Override
    final int claimed(MessageBuffer buffer, int index) {
        return Math.max(0, TailRef.length(buffer.getLong(index)));
    }

    @Override
    final E read(MessageBuffer buffer, int region, int length, int slot, String field, int depth) {
        long ref = TailRef.check(buffer.getLong(region + slot), length, limit(), field);
        return get(buffer, region + TailRef.position(ref), TailRef.length(ref), field, depth);
    }
}
