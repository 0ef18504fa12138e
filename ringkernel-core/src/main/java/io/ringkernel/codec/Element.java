// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * How a value of one type lies in the bytes: a slot of constant length, and for some types bytes in a tail that the slot
 * refers to. {@link Elements} has the simple ones and builds the others of them, to any depth. Has no state; may be used
 * by any number of threads.
 *
 * <p>A slot belongs to a stretch of bytes, its <em>region</em>: a message, or a collection in it. References count from
 * the beginning of the region, and what they refer to lies inside it.
 *
 * @param <E> type of the value
 */
public abstract class Element<E> {
    Element() {}

    /** {@return the length of a slot in bytes} */
    abstract int slotLength();

    /** {@return whether a value may be null} */
    boolean isNullable() {
        return false;
    }

    /** {@return whether the value lies in the slot itself and is never null, so that slots need no count before them} */
    boolean isPacked() {
        return false;
    }

    /**
     * Computes how many bytes a value takes besides its slot.
     *
     * @param value to measure
     * @param field for the error, as {@code Type.field}
     * @param depth of the message that has the value
     * @return number of bytes
     * @throws NullPointerException if {@code value} or something in it is null and must not be
     * @throws CodecException if something in it exceeds its limit
     */
    public abstract int tailLength(E value, String field, int depth);

    /**
     * Writes a value.
     *
     * @param buffer to write into
     * @param region index at which the region begins
     * @param slot   of the value, from there
     * @param end    of what has been written of the region, from there
     * @param limit  that the region must not outgrow
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @param depth  of the message that has the value
     * @return the new end of the region
     * @throws NullPointerException if {@code value} or something in it is null and must not be
     * @throws CodecException if something in it exceeds its limit, or the region does
     */
    abstract int write(
            MessageBuffer buffer, int region, int slot, int end, int limit, E value, String field, int depth);

    /**
     * Reads how many bytes of the region belong to the value in a slot.
     *
     * @param buffer holding the slot
     * @param index  of the slot
     * @return number of bytes, not checked
     */
    abstract int claimed(MessageBuffer buffer, int index);

    /**
     * Reads a value.
     *
     * @param buffer holding the region
     * @param region index at which it begins
     * @param length of the region in bytes
     * @param slot   of the value, from the beginning of the region; lies inside it
     * @param field  for the error, as {@code Type.field}
     * @param depth  of the message that has the value
     * @return the value
     * @throws CodecException if the bytes are no such value
     */
    abstract E read(MessageBuffer buffer, int region, int length, int slot, String field, int depth);
}
