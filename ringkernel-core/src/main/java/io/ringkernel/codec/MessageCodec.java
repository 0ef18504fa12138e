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
public interface MessageCodec<T> extends RecordCodec<T> {
    /** {@return the record type} */
    Class<T> messageType();

    /** {@return the priority of a message that is sent without naming one, 0 to 255} */
    default int priority() {
        return Priority.DEFAULT;
    }

    /** {@return how long a message that is sent without naming a deadline is of use, in milliseconds; 0 for ever} */
    default int deadlineMs() {
        return 0;
    }

    /**
     * Tells which components of the record are bound to the header. They are no part of the bytes: {@link #encode} leaves
     * them out, and {@link #decode(MessageBuffer, int, int)} fills them as for a message that was never sent.
     *
     * @return the numbers of {@link HeaderFields}, added up; 0 if there are none
     */
    default int headerFields() {
        return 0;
    }

    /**
     * Takes from a record what it says in the components that are bound to the header.
     *
     * @param message to look at
     * @return a new object
     * @throws CodecException if one of them has a value that no header holds
     */
    default HeaderFields header(T message) {
        return new HeaderFields(priority());
    }

    /**
     * Writes a message.
     *
     * @param message to write
     * @param buffer  to hold it
     * @param offset  index in {@code buffer} at which it is to begin
     * @return number of bytes written
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit, or the message is
     * @throws IndexOutOfBoundsException if the message does not fit into {@code buffer}
     */
    default int encode(T message, MessageBuffer buffer, int offset) {
        return encode(message, buffer, offset, blockLength(), maxEncodedLength(), 0);
    }

    /**
     * Reads a message that a writer of this version wrote into a new record.
     *
     * @param buffer holding the message
     * @param offset index in {@code buffer} at which it begins
     * @param length of the message in bytes
     * @return the record
     * @throws CodecException if the bytes are not such a message, or the record refuses its values
     */
    default T decode(MessageBuffer buffer, int offset, int length) {
        return decode(buffer, offset, length, version());
    }

    /**
     * Reads a message into a new record, with the components that are bound to the header.
     *
     * @param buffer  holding the message
     * @param offset  index in {@code buffer} at which it begins
     * @param length  of the message in bytes
     * @param version of the layout that the writer knew, from the header
     * @param header  of the message
     * @return the record
     * @throws CodecException if the bytes are not such a message, or the record refuses its values
     */
    default T decode(MessageBuffer buffer, int offset, int length, int version, MessageHeader header) {
        return decode(buffer, offset, length, version);
    }
}
