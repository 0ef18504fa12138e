// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.annotation.Priority;
import io.ringkernel.buffer.MessageBuffer;

/**
 * Turns records of one type into bytes and back. Written by the processor; a codec has no state and may be used by any
 * number of threads.
 *
 * @param <T> type of the record
 */
public interface MessageCodec<T> {
    /** {@return the record type} */
    Class<T> messageType();

    /** {@return the number that identifies the type on the wire; never 0} */
    int typeId();

    /** {@return the version of the layout, from 1 to 65,535} */
    int version();

    /** {@return the priority of a message that is sent without naming one, 0 to 255} */
    default int priority() {
        return Priority.DEFAULT;
    }

    /** {@return the length of the fixed fields in bytes} */
    int blockLength();

    /** {@return the most bytes one encoded message can occupy} */
    int maxEncodedLength();

    /**
     * Computes how many bytes a message will occupy. Costs nothing for a message of fixed length, and one pass over
     * its text otherwise.
     *
     * @param message to measure
     * @return exactly what {@link #encode} will return
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit
     */
    int encodedLength(T message);

    /**
     * Writes a message.
     *
     * @param message to write
     * @param buffer  to hold it
     * @param offset  index in {@code buffer} at which it is to begin
     * @return number of bytes written
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit
     * @throws IndexOutOfBoundsException if the message does not fit into {@code buffer}
     */
    int encode(T message, MessageBuffer buffer, int offset);

    /**
     * Reads a message into a new record.
     *
     * @param buffer holding the message
     * @param offset index in {@code buffer} at which it begins
     * @param length of the message in bytes
     * @return the record
     * @throws CodecException if the bytes are not such a message
     */
    T decode(MessageBuffer buffer, int offset, int length);
}
