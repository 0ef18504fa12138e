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

    /* The writer of the last field of the tail, if it writes by itself; CLOSED when the message around this one has gone on. */
    private @Nullable MessageWriter open;

    private String openField = "";
    private int openReference;
    private int openPosition;

    /** Creates a writer that points nowhere. */
    protected MessageWriter() {}

    /**
     * Points this writer at the place of a message and clears its block.
     *
     * @param at          buffer to hold the message
     * @param index       at which it is to begin
     * @param blockLength in bytes
     */
    protected final void begin(MessageBuffer at, int index, int blockLength) {
        if (buffer != at) { // a reference costs a card mark: write it when the buffer changes
            buffer = at;
        }
        offset = index;
        depth = 0;
        end = blockLength;
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
     * Begins a message in this message, which a writer of its own goes on to write.
     *
     * @param field        for the error, as {@code Type.field}
     * @param reference    position of the reference of the field in the block
     * @param typeId       of the inner message
     * @param innerVersion of its layout
     * @param writer       of the inner message, to be wrapped at the result
     * @return index in {@link #buffer} at which the inner message is to begin
     * @throws IllegalStateException if the field has been written already, or this message has been closed
     */
    protected final int open(String field, int reference, int typeId, int innerVersion, MessageWriter writer) {
        int position = tail(field, reference);
        Nested.putPrefix(buffer, offset + position, typeId, innerVersion);
        append(field, reference, position, Nested.PREFIX_LENGTH);
        open = writer;
        openField = field;
        openReference = reference;
        openPosition = position;
        return offset + end;
    }

    private void closeFor(String field) {
        if (open == CLOSED) {
            throw new IllegalStateException("message is closed, the one around it has gone on: field=" + field
                    + "; write an inner message to its end before the next field of the outer one");
        }
        close(open);
    }

    private void close(MessageWriter inner) {
        if (inner.buffer != buffer || inner.offset != offset + openPosition + Nested.PREFIX_LENGTH) {
            throw new IllegalStateException("writer of an inner message was wrapped elsewhere: field=" + openField
                    + "; use another writer there, or finish the outer message first");
        }
        append(openField, openReference, openPosition, Nested.PREFIX_LENGTH + inner.encodedLength());
        inner.open = CLOSED;
        open = null;
    }
}
