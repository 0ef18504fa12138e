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
     * Reads how many elements a collection has.
     *
     * @param field      for the error, as {@code Type.field}
     * @param region     reference of the field, checked
     * @param slotLength of an element in bytes
     * @param isPacked   whether the slots have no count before them
     * @param maxCount   most elements it may have
     * @return number of elements; −1 for null
     * @throws CodecException if the bytes are no such collection
     */
    protected final int count(String field, long region, int slotLength, boolean isPacked, int maxCount) {
        int regionLength = TailRef.length(region);
        if (regionLength < 0) {
            return regionLength;
        }
        return isPacked
                ? Table.packedCount(regionLength, slotLength, maxCount, field)
                : Table.count(buffer, offset + TailRef.position(region), regionLength, slotLength, maxCount, field);
    }

    /**
     * Finds the slot of an element of a collection.
     *
     * @param field      for the error, as {@code Type.field}
     * @param region     reference of the field, checked
     * @param slotLength of an element in bytes
     * @param isPacked   whether the slots have no count before them
     * @param maxCount   most elements it may have
     * @param index      of the element
     * @return index in {@link #buffer} at which the slot begins
     * @throws CodecException if the bytes are no such collection
     * @throws IndexOutOfBoundsException if it has no such element
     */
    protected final int slot(String field, long region, int slotLength, boolean isPacked, int maxCount, int index) {
        int count = count(field, region, slotLength, isPacked, maxCount);
        Table.checkIndex(index, count, field);
        return offset + TailRef.position(region) + (isPacked ? 0 : Table.COUNT_LENGTH) + index * slotLength;
    }

    /**
     * Reads the reference in the slot of an element.
     *
     * @param field  for the error, as {@code Type.field}
     * @param region reference of the field, checked
     * @param slot   index in {@link #buffer} at which the slot begins
     * @param limit  most bytes the element may have
     * @return the reference, counted from the start of the message
     * @throws CodecException if it leads out of the field
     */
    protected final long element(String field, long region, int slot, int limit) {
        return inMessage(TailRef.check(buffer.getLong(slot), TailRef.length(region), limit, field), region);
    }

    /**
     * Reads the reference in the slot of an element that may be null.
     *
     * @param field  for the error, as {@code Type.field}
     * @param region reference of the field, checked
     * @param slot   index in {@link #buffer} at which the slot begins
     * @param limit  most bytes the element may have
     * @return the reference, counted from the start of the message
     * @throws CodecException if it leads out of the field
     */
    protected final long elementOrNull(String field, long region, int slot, int limit) {
        long ref = TailRef.checkNullable(buffer.getLong(slot), TailRef.length(region), limit, field);
        return TailRef.isNull(ref) ? ref : inMessage(ref, region);
    }

    private static long inMessage(long ref, long region) {
        return TailRef.of(TailRef.position(region) + TailRef.position(ref), TailRef.length(ref));
    }

    /**
     * Reads what stands before messages that lie side by side.
     *
     * @param field    for the error, as {@code Type.field}
     * @param region   reference of the field, checked
     * @param maxCount most elements it may have
     * @return number, version and distance of the messages, for {@link #groupCount} and {@link #groupBlock}
     * @throws CodecException if the bytes are no messages
     */
    protected final long group(String field, long region, int maxCount) {
        int regionLength = TailRef.length(region);
        return regionLength < 0
                ? TailRef.NULL
                : Group.prefix(buffer, offset + TailRef.position(region), regionLength, maxCount, field);
    }

    /**
     * Tells how many messages lie side by side.
     *
     * @param group from {@link #group}
     * @return number of messages; −1 for null
     */
    protected static int groupCount(long group) {
        return Group.count(group);
    }

    /**
     * Tells which version of the layout the writer of the messages knew.
     *
     * @param group from {@link #group}
     * @return version of the layout
     */
    protected static int groupVersion(long group) {
        return Group.version(group);
    }

    /**
     * Finds the block of one of the messages that lie side by side.
     *
     * @param field  for the error, as {@code Type.field}
     * @param region reference of the field, checked
     * @param group  from {@link #group}
     * @param index  of the message
     * @return index in {@link #buffer} at which its block begins
     * @throws IndexOutOfBoundsException if there is no such message
     */
    protected final int groupBlock(String field, long region, long group, int index) {
        Table.checkIndex(index, Group.count(group), field);
        return offset + TailRef.position(region) + Group.PREFIX_LENGTH + index * Group.stride(group);
    }

    /**
     * Finds the end of a field of the tail.
     *
     * @param region reference of the field, checked
     * @return index in {@link #buffer} of the first byte behind it
     */
    protected final int end(long region) {
        return offset + TailRef.position(region) + TailRef.length(region);
    }
}
