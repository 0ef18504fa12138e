// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * The prefix of every message in a ring: 32 bytes, and 32 more when a flag says so.
 *
 * <pre>
 * offset  length  field
 * ------  ------  ------------------------------------------------------------------
 *      0       4  type id       int, 0 marks a slot that was given back
 *      4       4  length        int, bytes of the message behind the header
 *      8       8  message id    long, lower half; the upper one is that of the runtime
 *     16       8  correlation   long, lower half of the id it answers; 0 for none
 *     24       1  priority      0 to 255
 *     25       1  flags         EXTENDED, SPILLED, REQUEST
 *     26       2  version       of the layout of the message
 *     28       4  sender        number of the sending kernel; 0 for a thread outside
 *  with EXTENDED
 *     32      16  correlation   the whole id it answers, when that is of another runtime; else 0
 *     48       8  deadline      System.nanoTime from which it is not handled any more; 0 for none
 *     56       8  payload       id of the payload buffer, with SPILLED; else 0
 * </pre>
 *
 * <p>A slot begins at a multiple of 64, so that a small message lies in one cache line with its header.
 */
public final class Header {
    /** Length in bytes without the extension. */
    public static final int LENGTH = 32;

    /** Length in bytes with the extension. */
    public static final int EXTENDED_LENGTH = 64;

    /** Flag of a header with the extension. */
    public static final int EXTENDED = 1;

    /**
     * Flag of a message that did not fit its slot: the id of the payload buffer that holds it stands in the extension, or
     * in the place of the message where there is none. The shortest slot has room for either.
     */
    public static final int SPILLED = 2;

    /** Flag of a message whose sender waits for the answer, at the place that the message id names. */
    public static final int REQUEST = 4;

    private static final int TYPE_ID_OFFSET = 0;
    private static final int LENGTH_OFFSET = TYPE_ID_OFFSET + Integer.BYTES;
    private static final int MESSAGE_ID_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    private static final int CORRELATION_OFFSET = MESSAGE_ID_OFFSET + Long.BYTES;
    private static final int TRAITS_OFFSET = CORRELATION_OFFSET + Long.BYTES;
    private static final int SENDER_OFFSET = TRAITS_OFFSET + Integer.BYTES;
    private static final int FOREIGN_OFFSET = LENGTH;
    private static final int DEADLINE_OFFSET = FOREIGN_OFFSET + 2 * Long.BYTES;
    private static final int PAYLOAD_OFFSET = DEADLINE_OFFSET + Long.BYTES;

    private Header() {}

    /**
     * Writes the 32 bytes, in four stores.
     *
     * @param buffer      holding the slot
     * @param offset      at which the slot begins
     * @param typeId      of the message, not 0
     * @param length      of the message in bytes
     * @param messageId   lower half
     * @param correlation lower half, 0 for none
     * @param priority    0 to 255
     * @param flags       {@link #EXTENDED}, {@link #SPILLED}, {@link #REQUEST}
     * @param version     of the layout
     * @param sender      number of the sending kernel, or 0
     */
    public static void put(
            MessageBuffer buffer,
            int offset,
            int typeId,
            int length,
            long messageId,
            long correlation,
            int priority,
            int flags,
            int version,
            int sender) {
        buffer.putLong(offset + TYPE_ID_OFFSET, (long) length << Integer.SIZE | typeId & 0xFFFF_FFFFL);
        buffer.putLong(offset + MESSAGE_ID_OFFSET, messageId);
        buffer.putLong(offset + CORRELATION_OFFSET, correlation);
        buffer.putLong(
                offset + TRAITS_OFFSET,
                (long) sender << Integer.SIZE | (version & 0xFFFFL) << 16 | (flags & 0xFFL) << 8 | priority & 0xFF);
    }

    /**
     * Writes the extension.
     *
     * @param buffer        holding the slot
     * @param offset        at which the slot begins
     * @param correlationHi upper half of a foreign correlation id, or 0
     * @param correlationLo lower half of a foreign correlation id, or 0
     * @param deadlineNs    in terms of {@link System#nanoTime}, or 0
     */
    public static void putExtension(
            MessageBuffer buffer, int offset, long correlationHi, long correlationLo, long deadlineNs) {
        buffer.putLong(offset + FOREIGN_OFFSET, correlationHi);
        buffer.putLong(offset + FOREIGN_OFFSET + Long.BYTES, correlationLo);
        buffer.putLong(offset + DEADLINE_OFFSET, deadlineNs);
        buffer.putLong(offset + PAYLOAD_OFFSET, 0);
    }

    /**
     * Writes the id of the payload buffer that holds the message, after the rest of the header.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @param id     of the payload buffer
     */
    public static void putPayload(MessageBuffer buffer, int offset, long id) {
        buffer.putLong(payloadIndex(buffer, offset), id);
    }

    /**
     * Reads the id of the payload buffer that holds the message.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return id of the payload buffer
     */
    public static long payload(MessageBuffer buffer, int offset) {
        return buffer.getLong(payloadIndex(buffer, offset));
    }

    private static int payloadIndex(MessageBuffer buffer, int offset) {
        return offset + ((flags(buffer, offset) & EXTENDED) != 0 ? PAYLOAD_OFFSET : LENGTH);
    }

    /**
     * Corrects the length, once the message has been written.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @param length of the message in bytes
     */
    public static void putLength(MessageBuffer buffer, int offset, int length) {
        buffer.putInt(offset + LENGTH_OFFSET, length);
    }

    /**
     * Reads the type id.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return the type id
     */
    public static int typeId(MessageBuffer buffer, int offset) {
        return buffer.getInt(offset + TYPE_ID_OFFSET);
    }

    /**
     * Reads the length of the message.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return bytes behind the header
     */
    public static int length(MessageBuffer buffer, int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET);
    }

    /**
     * Reads the message id.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return lower half of the id
     */
    public static long messageId(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + MESSAGE_ID_OFFSET);
    }

    /**
     * Reads the correlation id.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return lower half of the id, 0 for none
     */
    public static long correlation(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + CORRELATION_OFFSET);
    }

    /**
     * Reads the priority.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return 0 to 255
     */
    public static int priority(MessageBuffer buffer, int offset) {
        return buffer.getByte(offset + TRAITS_OFFSET) & 0xFF;
    }

    /**
     * Reads the flags.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return {@link #EXTENDED}, {@link #SPILLED}, {@link #REQUEST}
     */
    public static int flags(MessageBuffer buffer, int offset) {
        return buffer.getByte(offset + TRAITS_OFFSET + 1) & 0xFF;
    }

    /**
     * Reads the version of the layout.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return 1 to 65,535
     */
    public static int version(MessageBuffer buffer, int offset) {
        return buffer.getShort(offset + TRAITS_OFFSET + 2) & 0xFFFF;
    }

    /**
     * Reads the sender.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return number of the sending kernel, or 0
     */
    public static int sender(MessageBuffer buffer, int offset) {
        return buffer.getInt(offset + SENDER_OFFSET);
    }

    /**
     * Reads the upper half of a foreign correlation id from the extension.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return upper half, 0 if there is none
     */
    public static long foreignCorrelationHi(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + FOREIGN_OFFSET);
    }

    /**
     * Reads the lower half of a foreign correlation id from the extension.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return lower half, 0 if there is none
     */
    public static long foreignCorrelationLo(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + FOREIGN_OFFSET + Long.BYTES);
    }

    /**
     * Reads the deadline from the extension.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return in terms of {@link System#nanoTime}, 0 for none
     */
    public static long deadlineNs(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + DEADLINE_OFFSET);
    }
}
