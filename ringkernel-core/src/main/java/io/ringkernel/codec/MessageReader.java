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
}
