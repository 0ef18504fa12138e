// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the writers of all codecs have in common: where the message begins, where it ends so far, and the writer of an
 * inner message that is still being written. Only generated classes extend it.
 *
 * <p>The methods here that a writer calls have the name of a field or a buffer as their first parameter, so that none can be
 * mistaken for one that writes a field.
 *
 * <p>An inner message is written in place by a writer of its own at the end of the tail. Nobody has to close it: the
 * outer writer takes over its length when it appends something else, or when it is asked for the length.
 */
public abstract class MessageWriter {
    private static final int NONE = -1;

    /* The field at the end of the tail can grow. */
    private static final int GROWS = 1 << 30;

    /* The message around this one has gone on. */
    private static final int CLOSED = -1;

    /** Holds the message. */
    protected MessageBuffer buffer = MessageBuffer.nowhere();

    /** Index in {@link #buffer} at which the message begins. */
    protected int offset;

    /** Number of messages around this one. */
    protected int depth;

    /* Index behind what has been written, without what an open inner writer has. */
    private int end;

    /* Index that end must not pass. They are only compared by their difference: the sum of two positions may wrap. */
    private int limit;

    /*
     * The collection or the inner message at the end of the tail, while it is being written: position of its reference,
     * index of its region, number of its elements.
     */
    private int last = NONE;
    private int lastStart;
    private int lastCount;

    /*
     * What is to be done before the next field: GROWS, if the length of the last one is to be written into its reference,
     * which happens once and not for each element, and how many of its blocks are to be cleared. That happens one by one
     * when they are begun, as their length is a constant there. Nothing is left of messages without a tail that have all
     * been begun. CLOSED, if there must be no next field.
     */
    private int unfinished;

    /*
     * The writer of a message in that field, if that message can have a tail, and where it was pointed; else NONE. The
     * references change only when another one is used: a store of a reference costs a card mark.
     */
    private @Nullable MessageWriter inner;
    private String innerField = "";
    private int innerOffset = NONE;

    /* Where the reference to that message is, if it is one element of a collection and not the field itself; else NONE. */
    private int innerSlot = NONE;

    /** Creates a writer that points nowhere. */
    protected MessageWriter() {}

    /**
     * Points this writer at the place of a message and clears its block.
     *
     * @param at            buffer to hold the message
     * @param index         at which it is to begin
     * @param blockLength   in bytes
     * @param tail          position at which its tail is to begin, that of the end of the block or behind it
     * @param most          position at which its tail must end
     * @param outerMessages number of messages around it
     */
    protected final void begin(MessageBuffer at, int index, int blockLength, int tail, int most, int outerMessages) {
        at.clear(index, blockLength);
        point(at, index, index + tail, index + most, outerMessages);
    }

    /**
     * Points this writer at the place of a message that can have no tail, and clears its block. What is known of a tail is left as it
     * is: nobody asks for it.
     *
     * @param at          buffer to hold the message
     * @param index       at which it is to begin
     * @param blockLength in bytes
     */
    protected final void begin(MessageBuffer at, int index, int blockLength) {
        at.clear(index, blockLength);
        point(at, index);
    }

    private void point(MessageBuffer at, int index, int tail, int most, int outerMessages) {
        point(at, index, tail);
        depth = outerMessages;
        limit = most;
        last = NONE;
        unfinished = 0;
        innerOffset = NONE;
    }

    private void point(MessageBuffer at, int index, int tail) {
        point(at, index);
        end = tail;
    }

    private void point(MessageBuffer at, int index) {
        if (buffer != at) { // a reference costs a card mark: write it when the buffer changes
            buffer = at;
        }
        offset = index;
    }

    /** {@return the length in bytes of what has been written so far} */
    public int encodedLength() {
        if (unfinished > 0) {
            finish();
        }
        return end - offset;
    }

    /**
     * Finds the place for the next field of the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @return index in {@link #buffer} at which the field is to begin
     * @throws IllegalStateException if the field has been written already, or the message has been closed
     */
    protected final int tail(String field, int reference) {
        TailRef.checkUnwritten(buffer.getLong(offset + reference), field);
        if (unfinished != 0) {
            finish(field);
        }
        last = NONE;
        return end;
    }

    /**
     * Computes how long the next field of the tail may be.
     *
     * @param field      for the error, as {@code Type.field}
     * @param at         from {@link #tail}
     * @param fieldLimit most bytes that the field may have in any message
     * @return most bytes that it may have in this one
     */
    protected final int room(String field, int at, int fieldLimit) {
        return Math.min(limit - at, fieldLimit);
    }

    /**
     * Adds what has been written at the end to the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param at        from {@link #tail}
     * @param length    in bytes
     */
    protected final void append(String field, int reference, int at, int length) {
        buffer.putLong(offset + reference, TailRef.of(at - offset, length));
        end = at + length;
    }

    /**
     * Writes a field of the tail from an object.
     *
     * @param <E>       type of the value
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param element   that knows how the value lies in the bytes
     * @param value     to write
     * @throws NullPointerException if {@code value} or something in it is null and must not be
     * @throws CodecException if something in it exceeds its limit, or the message does
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final <E> void put(String field, int reference, Element<E> element, E value) {
        int at = tail(field, reference);
        end = offset + element.write(buffer, offset, reference, at - offset, limit - offset, value, field, depth);
    }

    /**
     * Writes that a field of the tail has no value.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @throws IllegalStateException if the field has been written already
     */
    protected final void absent(String field, int reference) {
        TailRef.checkUnwritten(buffer.getLong(offset + reference), field);
        buffer.putLong(offset + reference, TailRef.NULL);
    }

    /**
     * Begins a message in this message, which a writer of its own goes on to write.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param codec     of the inner message
     * @param writer    of the inner message, to be pointed there
     * @throws CodecException if this message has no room for it, or it would nest too deep
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void open(String field, int reference, RecordCodec<?> codec, MessageWriter writer) {
        int at = tail(field, reference);
        int block = at + Nested.PREFIX_LENGTH;
        int blockLength = codec.blockLength();
        int length = Wire.checkRoom(Nested.PREFIX_LENGTH + (long) blockLength, limit - at, field);
        Nested.putPrefix(buffer, at, codec.typeId(), codec.version());
        append(field, reference, at, length);
        if (codec.hasTail()) {
            begin(reference, at, 1, GROWS);
            enter(field, block, writer);
        }
        buffer.clear(block, blockLength);
        int most = block + Math.min(limit - block, codec.maxEncodedLength());
        writer.point(buffer, block, end, most, Nested.deeper(depth, field));
    }

    private void begin(int reference, int start, int count, int toDo) {
        last = reference;
        lastStart = start;
        lastCount = count;
        unfinished = toDo;
    }

    private void enter(String field, int block, MessageWriter writer) {
        if (innerOffset != NONE) {
            takeOver();
        }
        if (inner != writer) {
            checkOther(field, writer);
            inner = writer;
        }
        if (innerField != field) {
            innerField = field;
        }
        innerOffset = block;
        innerSlot = NONE;
    }

    private void checkOther(String field, MessageWriter writer) {
        if (writer == this) {
            throw new IllegalArgumentException(
                    "writer of a message cannot write the messages in it: field=" + field + "; use another one there");
        }
    }

    /**
     * Begins a collection, whose elements are written one by one before the next field of the tail.
     *
     * @param field      for the error, as {@code Type.field}
     * @param reference  position of the reference of the field in the block
     * @param slotLength of an element in bytes
     * @param isPacked   whether the slots have no count before them
     * @param maxCount   most elements it may have
     * @param count      number of elements
     * @throws CodecException if there are too many of them, or the message has no room for their slots
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void table(String field, int reference, int slotLength, boolean isPacked, int maxCount, int count) {
        int at = tail(field, reference);
        Table.checkRequested(count, maxCount, field);
        int slots = isPacked ? 0 : Table.COUNT_LENGTH;
        int length = Wire.checkRoom(Table.end(count, slots, slotLength), limit - at, field);
        buffer.clear(at, length);
        if (!isPacked) {
            buffer.putInt(at, count);
        }
        append(field, reference, at, length);
        begin(reference, at, count, GROWS);
    }

    /**
     * Finds the slot of an element of a collection that has been begun.
     *
     * @param field      for the error, as {@code Type.field}
     * @param reference  position of the reference of the field in the block
     * @param slotLength of an element in bytes
     * @param isPacked   whether the slots have no count before them
     * @param index      of the element
     * @return index in {@link #buffer} at which the slot begins
     * @throws IndexOutOfBoundsException if the collection has no such element
     */
    protected final int slot(String field, int reference, int slotLength, boolean isPacked, int index) {
        boolean isLast = last == reference;
        long region = isLast ? 0 : buffer.getLong(offset + reference);
        int start = isLast ? lastStart : offset + TailRef.position(region);
        int count = isLast ? lastCount : isPacked ? TailRef.length(region) / slotLength : count(start, region);
        Table.checkIndex(index, count, field);
        return start + (isPacked ? 0 : Table.COUNT_LENGTH) + index * slotLength;
    }

    private int count(int start, long region) {
        return TailRef.length(region) < Table.COUNT_LENGTH ? 0 : buffer.getInt(start);
    }

    /**
     * Finds the place for the bytes of an element in the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param slot      of the element, from {@link #slot}
     * @return index in {@link #buffer} at which the bytes are to begin
     * @throws IllegalStateException if the element has been written already, or something behind its field
     */
    protected final int element(String field, int reference, int slot) {
        checkLast(field, reference);
        if (innerOffset != NONE) {
            takeOver();
        }
        TailRef.checkUnwritten(buffer.getLong(slot), field);
        return end;
    }

    private void checkLast(String field, int reference) {
        if (last != reference) {
            throw goneOn(field);
        }
    }

    /**
     * Adds what has been written at the end to an element.
     *
     * @param field  for the error, as {@code Type.field}
     * @param slot   of the element, from {@link #slot}
     * @param at     from {@link #element}
     * @param length in bytes
     */
    protected final void appendElement(String field, int slot, int at, int length) {
        buffer.putLong(slot, TailRef.of(at - lastStart, length));
        end = at + length;
    }

    /**
     * Begins a message that is one element of a collection, which a writer of its own goes on to write.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param slot      of the element, from {@link #slot}
     * @param codec     of the message
     * @param writer    of the message, to be pointed there
     * @throws CodecException if this message has no room for it, or it would nest too deep
     * @throws IllegalStateException if the element has been written already, or something behind its field
     */
    protected final void openElement(
            String field, int reference, int slot, RecordCodec<?> codec, MessageWriter writer) {
        int at = element(field, reference, slot);
        int block = at + Nested.PREFIX_LENGTH;
        int blockLength = codec.blockLength();
        int length = Wire.checkRoom(Nested.PREFIX_LENGTH + (long) blockLength, limit - at, field);
        int deeper = Nested.deeper(depth, field);
        Nested.putPrefix(buffer, at, codec.typeId(), codec.version());
        appendElement(field, slot, at, length);
        if (codec.hasTail()) {
            enter(field, block, writer);
            innerSlot = slot;
        }
        buffer.clear(block, blockLength);
        int most = block + Math.min(limit - block, codec.maxEncodedLength());
        writer.point(buffer, block, end, most, deeper);
    }

    /**
     * Says in which element of a collection something is wrong. What is wrong with the collection itself has no place in
     * it, and is left as it is.
     *
     * @param e     that was thrown
     * @param field that is the collection, as {@code Type.field}
     * @param index of the element
     * @return {@code e}
     */
    protected static RuntimeException inElement(RuntimeException e, String field, int index) {
        return Place.inElement(e, field, index);
    }

    /**
     * Says in which entry of a map something is wrong. What is wrong with the map itself has no place in it, and is left as
     * it is.
     *
     * @param e     that was thrown
     * @param field that is the map, as {@code Type.field}
     * @param index of the entry
     * @param part  of the entry, {@code key} or {@code value}
     * @return {@code e}
     */
    protected static RuntimeException inEntry(RuntimeException e, String field, int index, String part) {
        return Place.inEntry(e, field, index, part);
    }

    /**
     * Begins messages side by side, which are written one by one before the next field of the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param codec     of the messages
     * @param maxCount  most messages it may have
     * @param count     number of messages
     * @throws CodecException if there are too many of them, this message has no room for their blocks, or they would
     *     nest too deep
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void group(String field, int reference, RecordCodec<?> codec, int maxCount, int count) {
        int at = tail(field, reference);
        Table.checkRequested(count, maxCount, field);
        int stride = Group.stride(codec);
        int length = Wire.checkRoom(Group.end(count, stride), limit - at, field);
        if (count > 0) {
            Nested.deeper(depth, field);
        }
        Group.putPrefix(buffer, at, count, codec.version(), stride);
        append(field, reference, at, length);
        begin(reference, at, count, codec.hasTail() ? count | GROWS : count);
    }

    /**
     * Begins one of the messages side by side, which a writer of its own goes on to write.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param codec     of the messages
     * @param index     of the message
     * @param writer    of the message, to be pointed there
     * @throws IndexOutOfBoundsException if there is no such message
     * @throws IllegalStateException if another field of the tail has been written since
     */
    protected final void open(String field, int reference, RecordCodec<?> codec, int index, MessageWriter writer) {
        checkLast(field, reference);
        Table.checkIndex(index, lastCount, field);
        int stride = Group.stride(codec);
        int block = lastStart + Group.PREFIX_LENGTH + index * stride;
        if (index >= lastCount - uncleared()) {
            clearBlocks(index, stride);
            buffer.clear(block, stride);
            unfinished--;
        }
        if (codec.hasTail()) {
            enter(field, block, writer);
            int most = end + Math.min(limit - end, codec.maxEncodedLength() - codec.blockLength());
            writer.point(buffer, block, end, most, depth + 1);
        } else {
            writer.point(buffer, block, block + codec.blockLength());
        }
    }

    private int uncleared() {
        return unfinished & ~GROWS;
    }

    private void clearBlocks(int to, int stride) {
        while (lastCount - uncleared() < to) {
            buffer.clear(lastStart + Group.PREFIX_LENGTH + (lastCount - uncleared()) * stride, stride);
            unfinished--;
        }
    }

    private void finish(String field) {
        if (unfinished == CLOSED) {
            throw closed(field);
        }
        finish();
        unfinished = 0;
    }

    private void finish() {
        if (innerOffset != NONE) {
            takeOver();
        }
        if (uncleared() != 0) {
            clearBlocks(lastCount, Group.stride(buffer.getLong(lastStart)));
        }
        buffer.putLong(offset + last, TailRef.of(lastStart - offset, end - lastStart));
    }

    private void takeOver() {
        MessageWriter writer = inner;
        if (writer == null || writer.buffer != buffer || writer.offset != innerOffset) {
            throw elsewhere();
        }
        if (writer.unfinished > 0) {
            writer.finish();
        }
        end = writer.end;
        if (innerSlot != NONE) {
            int start = innerOffset - Nested.PREFIX_LENGTH;
            buffer.putLong(innerSlot, TailRef.of(start - lastStart, end - start));
        }
        writer.last = NONE;
        writer.unfinished = CLOSED;
        innerOffset = NONE;
    }

    private IllegalStateException goneOn(String field) {
        return unfinished == CLOSED
                ? closed(field)
                : new IllegalStateException("collection is not open: field=" + field
                        + "; set its count, then write its elements before the next field of the tail");
    }

    private static IllegalStateException closed(String field) {
        return new IllegalStateException("message is closed, the one around it has gone on: field=" + field
                + "; write an inner message to its end before the next field of the outer one");
    }

    private IllegalStateException elsewhere() {
        return new IllegalStateException("writer of an inner message was wrapped elsewhere: field=" + innerField
                + "; use another writer there, or finish the outer message first");
    }
}
