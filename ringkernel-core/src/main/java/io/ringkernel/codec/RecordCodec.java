// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * Turns records of one type into bytes and back, as far as a message that carries them needs it. A message of its own has a
 * {@link MessageCodec}; a generic record that a message uses with certain types has only this. Written by the processor; a
 * codec has no state and may be used by any number of threads.
 *
 * @param <T> type of the record
 */
public interface RecordCodec<T> {
    /** {@return the number that identifies the type on the wire; never 0} */
    int typeId();

    /** {@return the version of the layout, from 1 to 65,535} */
    int version();

    /** {@return the length of the fixed fields in bytes} */
    int blockLength();

    /**
     * Finds out how long the block of a message is at least.
     *
     * @param version of the layout that the writer knew, older or newer than this one
     * @return length of the fixed fields that both know, in bytes
     */
    default int blockLength(int version) {
        return blockLength();
    }

    /** {@return whether a message can be longer than its fixed fields} */
    default boolean hasTail() {
        return true;
    }

    /** {@return the most bytes one encoded message can occupy} */
    int maxEncodedLength();

    /** {@return what the message looks like, as data; made anew each time} */
    MessageSchema schema();

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
     * Computes how many bytes a message in other messages will occupy.
     *
     * @param message to measure
     * @param depth   number of messages around it
     * @return exactly what {@link #encode} will write
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit, or messages nest deeper than {@link Nested#DEEPEST}
     */
    default int encodedLength(T message, int depth) {
        return encodedLength(message);
    }

    /**
     * Writes a message that is in other messages, its block and its tail not necessarily side by side.
     *
     * @param message to write
     * @param buffer  to hold it
     * @param offset  index in {@code buffer} at which its block is to begin
     * @param end     position from there at which its tail is to begin
     * @param limit   position from there at which its tail must end
     * @param depth   number of messages around it
     * @return position at which its tail ends
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit, or the message is, or messages nest deeper than
     *     {@link Nested#DEEPEST}
     * @throws IndexOutOfBoundsException if the message does not fit into {@code buffer}
     */
    int encode(T message, MessageBuffer buffer, int offset, int end, int limit, int depth);

    /**
     * Adds up how many bytes of the tail the fields of a message lay claim to.
     *
     * @param buffer  holding the message
     * @param offset  index in {@code buffer} at which its block begins
     * @param length  of block and tail in bytes
     * @param version of the layout that the writer knew
     * @return number of bytes
     * @throws CodecException if a reference leads out of the message
     */
    default long tailUsed(MessageBuffer buffer, int offset, int length, int version) {
        return 0;
    }

    /**
     * Reads a message into a new record. A record refuses its values by any exception, which is the cause of the one thrown
     * then; an {@link Error} of its constructor is thrown as it is.
     *
     * @param buffer  holding the message
     * @param offset  index in {@code buffer} at which it begins
     * @param length  of the message in bytes
     * @param version of the layout that the writer knew, from the header
     * @return the record
     * @throws CodecException if the bytes are not such a message, or the record refuses its values
     */
    T decode(MessageBuffer buffer, int offset, int length, int version);

    /**
     * Reads a message that is in other messages into a new record.
     *
     * @param buffer  holding the message
     * @param offset  index in {@code buffer} at which it begins
     * @param length  of the message in bytes
     * @param version of the layout that the writer knew
     * @param depth   number of messages around it
     * @return the record
     * @throws CodecException if the bytes are not such a message, messages nest deeper than {@link Nested#DEEPEST}, or
     *     the record refuses its values
     */
    default T decode(MessageBuffer buffer, int offset, int length, int version, int depth) {
        return decode(buffer, offset, length, version);
    }
}
