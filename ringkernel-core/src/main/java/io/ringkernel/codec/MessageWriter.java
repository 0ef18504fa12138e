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
    private static final MessageWriter CLOSED = new MessageWriter() {};

    /** Holds the message. */
    protected MessageBuffer buffer;

    /** Index in {@link #buffer} at which the message begins. */
    protected int offset;

    /** Number of messages around this one. */
    protected int depth;

    /* Position behind what has been written, without what an open inner writer has. */
    private int end;

    /* Position that end must not pass. */
    private int limit;

    /* The writer of the last field of the tail, if it writes by itself; CLOSED when the message around this one has gone on. */
    private @Nullable MessageWriter open;

    private String openField = "";
    private int openReference;
    private int openPosition;
    private int openStart;

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
        if (buffer != at) { // a reference costs a card mark: write it when the buffer changes
            buffer = at;
        }
        offset = index;
        depth = outerMessages;
        end = tail;
        limit = most;
        if (open != null) {
            open = null;
        }
        at.clear(index, blockLength);
    }

    /** {@return the length in bytes of what has been written so far} */
    public final int encodedLength() {
        if (open != null && open != CLOSED) {
            close(open);
        }
        return end;
    }

    /**
     * Finds the place for the next field of the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @return position in the message
     * @throws IllegalStateException if the field has been written already, or the message has been closed
     */
    protected final int tail(String field, int reference) {
        TailRef.checkUnwritten(buffer.getLong(offset + reference), field);
        if (open != null) {
            closeFor(field);
        }
        return end;
    }

    /**
     * Computes how long the next field of the tail may be.
     *
     * @param field      for the error, as {@code Type.field}
     * @param position   from {@link #tail}
     * @param fieldLimit most bytes that the field may have in any message
     * @return most bytes that it may have in this one
     */
    protected final int room(String field, int position, int fieldLimit) {
        return Math.min(limit - position, fieldLimit);
    }

    /**
     * Adds what has been written at the end to the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param position  from {@link #tail}
     * @param length    in bytes
     */
    protected final void append(String field, int reference, int position, int length) {
        buffer.putLong(offset + reference, TailRef.of(position, length));
        end = position + length;
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
        int position = tail(field, reference);
        end = element.write(buffer, offset, reference, position, limit, value, field, depth);
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
     * @param inner     writer of the inner message, to be pointed there
     * @throws CodecException if this message has no room for it
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void open(String field, int reference, RecordCodec<?> codec, MessageWriter inner) {
        int position = tail(field, reference);
        int start = position + Nested.PREFIX_LENGTH;
        int blockLength = codec.blockLength();
        Wire.checkRoom(start + (long) blockLength, limit, field);
        Nested.putPrefix(buffer, offset + position, codec.typeId(), codec.version());
        append(field, reference, position, Nested.PREFIX_LENGTH + blockLength);
        int most = Math.min(limit - start, codec.maxEncodedLength());
        openInner(field, reference, position, start, most, blockLength, inner);
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
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void table(String field, int reference, int slotLength, boolean isPacked, int maxCount, int count) {
        int position = tail(field, reference);
        Table.checkCount(count, maxCount, field);
        int begin = isPacked ? 0 : Table.COUNT_LENGTH;
        int length = Wire.checkRoom(Table.end(count, begin, slotLength), limit - position, field);
        buffer.clear(offset + position, length);
        if (!isPacked) {
            buffer.putInt(offset + position, count);
        }
        append(field, reference, position, length);
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
        long region = buffer.getLong(offset + reference);
        int position = offset + TailRef.position(region);
        int count = isPacked
                ? TailRef.length(region) / slotLength
                : TailRef.length(region) < Table.COUNT_LENGTH ? 0 : buffer.getInt(position);
        Table.checkIndex(index, count, field);
        return position + (isPacked ? 0 : Table.COUNT_LENGTH) + index * slotLength;
    }

    /**
     * Finds the place for the bytes of an element in the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param slot      of the element, from {@link #slot}
     * @return position in the message
     * @throws IllegalStateException if the element has been written already, or something behind its field
     */
    protected final int element(String field, int reference, int slot) {
        checkLast(field, reference);
        TailRef.checkUnwritten(buffer.getLong(slot), field);
        return end;
    }

    private void checkLast(String field, int reference) {
        if (open != null) {
            closeFor(field);
        }
        long region = buffer.getLong(offset + reference);
        if (TailRef.position(region) + TailRef.length(region) != end) {
            throw new IllegalStateException("another field has been written since: field=" + field
                    + "; write the elements of a collection before the next field of the tail");
        }
    }

    /**
     * Adds what has been written at the end to an element and to its collection.
     *
     * @param reference position of the reference of the field in the block
     * @param slot      of the element, from {@link #slot}
     * @param position  from {@link #element}
     * @param length    in bytes
     */
    protected final void appendElement(int reference, int slot, int position, int length) {
        int begin = TailRef.position(buffer.getLong(offset + reference));
        buffer.putLong(slot, TailRef.of(position - begin, length));
        end = position + length;
        buffer.putLong(offset + reference, TailRef.of(begin, end - begin));
    }

    /**
     * Begins messages side by side, which are written one by one before the next field of the tail.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param codec     of the messages
     * @param maxCount  most messages it may have
     * @param count     number of messages
     * @throws CodecException if there are too many of them, or this message has no room for their blocks
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final void group(String field, int reference, RecordCodec<?> codec, int maxCount, int count) {
        int position = tail(field, reference);
        Table.checkCount(count, maxCount, field);
        int stride = Group.stride(codec);
        int length = Wire.checkRoom(Group.end(count, stride), limit - position, field);
        buffer.clear(offset + position, length);
        Group.putPrefix(buffer, offset + position, count, codec.version(), stride);
        append(field, reference, position, length);
    }

    /**
     * Begins one of the messages side by side, which a writer of its own goes on to write.
     *
     * @param field     for the error, as {@code Type.field}
     * @param reference position of the reference of the field in the block
     * @param codec     of the messages
     * @param index     of the message
     * @param inner     writer of the message, to be pointed there
     * @throws IndexOutOfBoundsException if there is no such message
     * @throws IllegalStateException if another field of the tail has been written since
     */
    protected final void open(String field, int reference, RecordCodec<?> codec, int index, MessageWriter inner) {
        checkLast(field, reference);
        long region = buffer.getLong(offset + reference);
        int position = TailRef.position(region);
        int count = TailRef.length(region) == 0 ? 0 : buffer.getInt(offset + position);
        Table.checkIndex(index, count, field);
        int start = position + Group.PREFIX_LENGTH + index * Group.stride(codec);
        openInner(field, reference, position, start, limit - start, codec.blockLength(), inner);
    }

    private void openInner(
            String field, int reference, int position, int start, int most, int blockLength, MessageWriter inner) {
        open = inner;
        openField = field;
        openReference = reference;
        openPosition = position;
        openStart = start;
        inner.begin(buffer, offset + start, blockLength, end - start, most, Nested.deeper(depth, field));
    }

    private void closeFor(String field) {
        if (open == CLOSED) {
            throw new IllegalStateException("message is closed, the one around it has gone on: field=" + field
                    + "; write an inner message to its end before the next field of the outer one");
        }
        close(open);
    }

    private void close(MessageWriter inner) {
        if (inner.buffer != buffer || inner.offset != offset + openStart) {
            throw new IllegalStateException("writer of an inner message was wrapped elsewhere: field=" + openField
                    + "; use another writer there, or finish the outer message first");
        }
        int innerEnd = openStart + inner.encodedLength();
        append(openField, openReference, openPosition, innerEnd - openPosition);
        inner.open = CLOSED;
        open = null;
    }
}
