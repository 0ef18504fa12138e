// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * What the readers of all codecs have in common: where the message lies and who wrote it. Only generated classes extend
 * it.
 *
 * <p>Every method here has parameters: a name without any belongs to the fields of the message.
 */
public abstract class MessageReader {
    private static final int NONE = -1;

    /** Holds the message. */
    protected MessageBuffer buffer = MessageBuffer.nowhere();

    /** Index in {@link #buffer} at which the message begins. */
    protected int offset;

    /** Length of the message in bytes. */
    protected int length;

    /** Version of the layout that the writer knew. */
    protected int version;

    /** Number of messages around this one. */
    protected int depth;

    /**
     * The collection that was looked at last, as the position of its reference in the block: what was checked of it
     * holds for its next element. -1 for none.
     */
    protected int selected;

    /** Number of its elements; -1 for null. */
    protected int selectedCount;

    /** Version of the layout of its elements, if they are messages side by side. */
    protected int selectedVersion;

    /** Index in {@link #buffer} of its first byte. */
    protected int selectedStart;

    /** Index in {@link #buffer} behind its last byte. */
    protected int selectedEnd;

    private int stride;

    /** Creates a reader that points nowhere. */
    protected MessageReader() {}

    /**
     * Points this reader at a message that has been checked to hold its block.
     *
     * @param at            buffer that holds the message
     * @param index         at which it begins
     * @param messageLength in bytes
     * @param writerVersion version of the layout that the writer knew
     */
    protected final void begin(MessageBuffer at, int index, int messageLength, int writerVersion) {
        if (buffer != at) { // a reference costs a card mark: write it when the buffer changes
            buffer = at;
        }
        offset = index;
        length = messageLength;
        version = writerVersion;
        selected = NONE;
    }

    /**
     * Points this reader at a message without a tail that has been checked to hold its block.
     *
     * @param at            buffer that holds the message
     * @param index         at which it begins
     * @param writerVersion version of the layout that the writer knew
     */
    protected final void begin(MessageBuffer at, int index, int writerVersion) {
        if (buffer != at) {
            buffer = at;
        }
        offset = index;
        version = writerVersion;
    }

    /**
     * Reads a field of the tail into an object.
     *
     * @param <E>       type of the value
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param element   that knows how the value lies in the bytes
     * @return the value
     * @throws CodecException if the bytes are no such value
     */
    protected final <E> E get(String field, int reference, Element<E> element) {
        return element.read(buffer, offset, length, reference, field, depth);
    }

    /**
     * Selects a collection whose slots fill its region.
     *
     * @param field      for the error, as {@code Type.field}
     * @param reference  position of the reference of the field in the block
     * @param region     the reference, checked
     * @param slotLength of an element in bytes
     * @param maxCount   most elements it may have
     * @throws CodecException if the bytes are no such collection
     */
    protected final void selectPacked(String field, int reference, long region, int slotLength, int maxCount) {
        int regionLength = TailRef.length(region);
        select(region, regionLength < 0 ? regionLength : Table.packedCount(regionLength, slotLength, maxCount, field));
        selected = reference;
    }

    /**
     * Selects a collection that says how many slots it has, and checks that they lie in it.
     *
     * @param field      for the error, as {@code Type.field}
     * @param reference  position of the reference of the field in the block
     * @param region     the reference, checked
     * @param slotLength of an element in bytes
     * @param maxCount   most elements it may have
     * @throws CodecException if the bytes are no such collection
     */
    protected final void selectRows(String field, int reference, long region, int slotLength, int maxCount) {
        int at = offset + TailRef.position(region);
        int regionLength = TailRef.length(region);
        select(
                region,
                regionLength < 0 ? regionLength : Table.count(buffer, at, regionLength, slotLength, maxCount, field));
        selectedEnd = at + regionLength;
        selected = reference;
    }

    /**
     * Selects messages that lie side by side, and checks that their blocks lie in the field.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param region    the reference, checked
     * @param maxCount  most elements it may have
     * @throws CodecException if the bytes are no messages
     */
    protected final void selectGroup(String field, int reference, long region, int maxCount) {
        int at = offset + TailRef.position(region);
        int regionLength = TailRef.length(region);
        long prefix = regionLength < 0 ? TailRef.NULL : Group.prefix(buffer, at, regionLength, maxCount, field);
        select(region, Group.count(prefix));
        selectedEnd = at + regionLength;
        selectedVersion = Group.version(prefix);
        stride = Group.stride(prefix);
        selected = reference;
    }

    private void select(long region, int count) {
        selectedStart = offset + TailRef.position(region);
        selectedCount = count;
    }

    /**
     * Finds an element of the selected collection, whose slots fill its region.
     *
     * @param field      for the error, as {@code Type.field}
     * @param slotLength of an element in bytes
     * @param index      of the element
     * @return index in {@link #buffer} at which the slot begins
     * @throws IndexOutOfBoundsException if it has no such element
     */
    protected final int packedSlot(String field, int slotLength, int index) {
        Table.checkIndex(index, selectedCount, field);
        return selectedStart + index * slotLength;
    }

    /**
     * Checks that elements, one behind the other, are in the selected collection.
     *
     * @param field     for the error, as {@code Type.field}
     * @param index     of the first element
     * @param requested number of elements
     * @throws IndexOutOfBoundsException if it does not have all of them, or {@code requested} is negative
     */
    protected final void checkRange(String field, int index, int requested) {
        Table.checkRange(index, requested, selectedCount, field);
    }

    /**
     * Finds an element of the selected collection, which says how many slots it has.
     *
     * @param field      for the error, as {@code Type.field}
     * @param slotLength of an element in bytes
     * @param index      of the element
     * @return index in {@link #buffer} at which the slot begins
     * @throws IndexOutOfBoundsException if it has no such element
     */
    protected final int rowSlot(String field, int slotLength, int index) {
        Table.checkIndex(index, selectedCount, field);
        return selectedStart + Table.COUNT_LENGTH + index * slotLength;
    }

    /**
     * Finds the block of one of the selected messages.
     *
     * @param field for the error, as {@code Type.field}
     * @param index of the message
     * @return index in {@link #buffer} at which the block begins
     * @throws IndexOutOfBoundsException if there is no such message
     */
    protected final int block(String field, int index) {
        Table.checkIndex(index, selectedCount, field);
        return selectedStart + Group.PREFIX_LENGTH + index * stride;
    }

    /**
     * Reads the reference in the slot of an element of the selected collection.
     *
     * @param field for the error, as {@code Type.field}
     * @param slot  from {@link #rowSlot}
     * @param limit most bytes the element may have
     * @return the reference, counted from the start of the message
     * @throws CodecException if it leads out of the field
     */
    protected final long element(String field, int slot, int limit) {
        return inMessage(TailRef.check(buffer.getLong(slot), selectedEnd - selectedStart, limit, field));
    }

    /**
     * Reads the reference in the slot of an element of the selected collection that may be null.
     *
     * @param field for the error, as {@code Type.field}
     * @param slot  from {@link #rowSlot}
     * @param limit most bytes the element may have
     * @return the reference, counted from the start of the message
     * @throws CodecException if it leads out of the field
     */
    protected final long elementOrNull(String field, int slot, int limit) {
        long ref = TailRef.checkNullable(buffer.getLong(slot), selectedEnd - selectedStart, limit, field);
        return TailRef.isNull(ref) ? ref : inMessage(ref);
    }

    /**
     * Says in which element of a collection something is wrong. What is wrong with the collection itself is left as it is.
     *
     * @param e         that was thrown
     * @param field     that is the collection, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param index     of the element
     * @return {@code e}
     */
    protected final CodecException inElement(CodecException e, String field, int reference, int index) {
        if (selected == reference) {
            Place.inElement(inField(e, field), field, index);
        }
        return e;
    }

    /**
     * Says in which entry of a map something is wrong. What is wrong with the map itself is left as it is.
     *
     * @param e         that was thrown
     * @param field     that is the map, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param index     of the entry
     * @param part      of the entry, {@code key} or {@code value}
     * @return {@code e}
     */
    protected final CodecException inEntry(CodecException e, String field, int reference, int index, String part) {
        if (selected == reference) {
            Place.inEntry(inField(e, field), field, index, part);
        }
        return e;
    }

    /* What a message in the field says of itself begins with its own name. */
    private static CodecException inField(CodecException e, String field) {
        if (!e.place().isIn(field)) {
            Place.inMessage(e, field);
        }
        return e;
    }

    private long inMessage(long ref) {
        return TailRef.of(selectedStart - offset + TailRef.position(ref), TailRef.length(ref));
    }
}
