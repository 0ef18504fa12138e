// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a value of one type lies in the bytes: a slot of constant length, and for some types bytes in a tail that the slot
 * refers to. {@link Elements} has the simple
 * ones; the others are built of them, to any depth: {@code Elements.text(80).list(16)}. Has no state; may be used
 * by any number of threads.
 *
 * <p>A slot belongs to a stretch of bytes, its <em>region</em>: a message, or a collection in it. References count from
 * the beginning of the region, and what they refer to lies inside it.
 *
 * @param <E> type of the value
 */
public abstract class Element<E> {
    Element() {}

    /**
     * Values that may be null.
     *
     * @return the element
     */
    public final Element<@Nullable E> nullable() {
        return new MaybeElement<>(this);
    }

    /**
     * Values that may be absent.
     *
     * @return the element
     */
    public final Element<Optional<E>> optional() {
        return new OptionalElement<>(this);
    }

    /**
     * Lists of such values. What is read is unmodifiable.
     *
     * @param maxCount most elements of one list
     * @return the element
     */
    public final Element<List<E>> list(int maxCount) {
        return sequence(Container.list(), maxCount);
    }

    /**
     * Sets of such values, in the order of the set that is written. What is read is unmodifiable.
     *
     * @param maxCount most elements of one set
     * @return the element
     */
    public final Element<Set<E>> set(int maxCount) {
        return sequence(Container.set(), maxCount);
    }

    /**
     * Arrays of such values.
     *
     * @param constructor of the array
     * @param maxCount    most elements of one array
     * @return the element
     */
    public final Element<E[]> array(IntFunction<E[]> constructor, int maxCount) {
        return sequence(Container.array(constructor), maxCount);
    }

    <C> Element<C> sequence(Container<C, E> container, int maxCount) {
        return new SequenceElement<>(container, this, maxCount);
    }

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
