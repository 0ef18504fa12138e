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
    protected MessageBuffer buffer;

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

    /** Index in {@link #buffer} behind its last byte. */
    protected int selectedEnd;

    private int selectedStart;
    private int firstSlot;
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
        depth = 0;
        selected = NONE;
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
     * Selects a collection and checks that its slots lie in it.
     *
     * @param field      for the error, as {@code Type.field}
     * @param reference  position of the reference of the field in the block
     * @param region     the reference, checked
     * @param slotLength of an element in bytes
     * @param isPacked   whether the slots have no count before them
     * @param maxCount   most elements it may have
     * @throws CodecException if the bytes are no such collection
     */
    protected final void select(
            String field, int reference, long region, int slotLength, boolean isPacked, int maxCount) {
        int at = offset + TailRef.position(region);
        int regionLength = TailRef.length(region);
        int count;
        if (regionLength < 0) {
            count = regionLength;
        } else if (isPacked) {
            count = Table.packedCount(regionLength, slotLength, maxCount, field);
        } else {
            count = Table.count(buffer, at, regionLength, slotLength, maxCount, field);
        }
        select(at, regionLength, count, at + (isPacked ? 0 : Table.COUNT_LENGTH), slotLength);
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
    protected final void select(String field, int reference, long region, int maxCount) {
        int at = offset + TailRef.position(region);
        int regionLength = TailRef.length(region);
        long prefix = regionLength < 0 ? TailRef.NULL : Group.prefix(buffer, at, regionLength, maxCount, field);
        select(at, regionLength, Group.count(prefix), at + Group.PREFIX_LENGTH, Group.stride(prefix));
        selectedVersion = Group.version(prefix);
        selected = reference;
    }

    private void select(int start, int regionLength, int count, int first, int slotLength) {
        selectedStart = start;
        selectedEnd = start + regionLength;
        selectedCount = count;
        firstSlot = first;
        stride = slotLength;
    }

    /**
     * Finds the slot of an element of the selected collection, or the block of a message in it.
     *
     * @param field for the error, as {@code Type.field}
     * @param index of the element
     * @return index in {@link #buffer} at which the slot begins
     * @throws IndexOutOfBoundsException if it has no such element
     */
    protected final int slot(String field, int index) {
        Table.checkIndex(index, selectedCount, field);
        return firstSlot + index * stride;
    }

    /**
     * Reads the reference in the slot of an element of the selected collection.
     *
     * @param field for the error, as {@code Type.field}
     * @param slot  from {@link #slot}
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
     * @param slot  from {@link #slot}
     * @param limit most bytes the element may have
     * @return the reference, counted from the start of the message
     * @throws CodecException if it leads out of the field
     */
    protected final long elementOrNull(String field, int slot, int limit) {
        long ref = TailRef.checkNullable(buffer.getLong(slot), selectedEnd - selectedStart, limit, field);
        return TailRef.isNull(ref) ? ref : inMessage(ref);
    }

    private long inMessage(long ref) {
        return TailRef.of(selectedStart - offset + TailRef.position(ref), TailRef.length(ref));
    }
}
