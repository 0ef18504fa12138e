// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * The prefix of every message in a ring: 32 bytes, and behind them an extension with what its flags say.
 *
 * <pre>
 * offset  length  field
 * ------  ------  ------------------------------------------------------------------
 *      0       4  type id       int, 0 marks a slot that was given back
 *      4       4  length        int, bytes of the message behind header and extension
 *      8       8  message id    long, lower half; the upper one is that of the runtime
 *     16       8  correlation   long, lower half of the id it answers; 0 for none
 *     24       1  priority      0 to 255
 *     25       1  flags         DEADLINE … WALL_CLOCK
 *     26       2  version       of the layout of the message
 *     28       4  sender        number of the sending kernel; 0 for a thread outside
 *
 * the extension: each field follows the one before it that is there
 *              8  deadline      from which it is not handled any more, with DEADLINE
 *              8  timestamp     nanoseconds since 1970, with TIMESTAMP
 *             16  correlation   the whole id it answers, with CORRELATION_ID
 *             16  message id    the whole id that its sender gave it, with MESSAGE_ID
 * </pre>
 *
 * <p>A slot begins at a multiple of 64, so that a small message lies in one cache line with its header.
 */
public final class Header {
    /** Length in bytes without the extension. */
    public static final int LENGTH = 32;

    /** Flag of a message with a deadline: {@link System#nanoTime}, or the clock that {@link #WALL_CLOCK} says. */
    public static final int DEADLINE = 1;

    /**
     * Flag of a message that did not fit its slot: extension and message lie in a payload buffer, whose id stands in their
     * place.
     */
    public static final int SPILLED = 2;

    /** Flag of a message whose sender waits for the answer, at the place that the message id names. */
    public static final int REQUEST = 4;

    /** Flag of a message that answers one whose id is not of this runtime's form. */
    public static final int CORRELATION_ID = 8;

    /** Flag of a message whose sender gave it its id. */
    public static final int MESSAGE_ID = 16;

    /** Flag of a message that says when it was sent. */
    public static final int TIMESTAMP = 32;

    /** Flag of a deadline that is in nanoseconds since 1970. */
    public static final int WALL_CLOCK = 64;

    /** Length of an id in the extension, in bytes. */
    public static final int ID_LENGTH = 2 * Long.BYTES;

    /** The most bytes an extension can occupy. */
    public static final int LONGEST_EXTENSION = 2 * Long.BYTES + 2 * ID_LENGTH;

    private static final int TYPE_ID_OFFSET = 0;
    private static final int LENGTH_OFFSET = TYPE_ID_OFFSET + Integer.BYTES;
    private static final int MESSAGE_ID_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    private static final int CORRELATION_OFFSET = MESSAGE_ID_OFFSET + Long.BYTES;
    private static final int TRAITS_OFFSET = CORRELATION_OFFSET + Long.BYTES;
    private static final int SENDER_OFFSET = TRAITS_OFFSET + Integer.BYTES;

    private Header() {}

    /**
     * Writes the 32 bytes.
     *
     * @param buffer      holding the slot
     * @param offset      at which the slot begins
     * @param typeId      of the message, not 0
     * @param length      of the message in bytes
     * @param messageId   lower half
     * @param correlation lower half, 0 for none
     * @param priority    0 to 255
     * @param flags       the flags of this class, added up
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
        put(buffer, offset, typeId, length, messageId, correlation, traits(priority, flags, version, sender));
    }

    /**
     * Writes the 32 bytes, with one check and in four stores.
     *
     * @param buffer      holding the slot
     * @param offset      at which the slot begins
     * @param typeId      of the message, not 0
     * @param length      of the message in bytes
     * @param messageId   lower half
     * @param correlation lower half, 0 for none
     * @param traits      from {@link #traits}
     */
    public static void put(
            MessageBuffer buffer, int offset, int typeId, int length, long messageId, long correlation, long traits) {
        buffer.putLongs(offset, (long) length << Integer.SIZE | typeId & 0xFFFF_FFFFL, messageId, correlation, traits);
    }

    /**
     * Composes what is the same for many messages.
     *
     * @param priority 0 to 255
     * @param flags    the flags above, or-ed
     * @param version  of the layout
     * @param sender   number of the sending kernel, or 0
     * @return the last eight of the 32 bytes
     */
    public static long traits(int priority, int flags, int version, int sender) {
        return (long) sender << Integer.SIZE | (version & 0xFFFFL) << 16 | (flags & 0xFFL) << 8 | priority & 0xFF;
    }

    /**
     * Computes how long the extension is.
     *
     * @param flags of the header
     * @return 0 to 48 bytes
     */
    public static int extensionLength(int flags) {
        return messageIdOffset(flags) + (flags & MESSAGE_ID);
    }

    /* Each flag is moved to the place of the bit that has its length as value: 8 of DEADLINE and TIMESTAMP, 16 of ids. */
    private static int timestampOffset(int flags) {
        return (flags & DEADLINE) << 3;
    }

    private static int correlationIdOffset(int flags) {
        return timestampOffset(flags) + ((flags & TIMESTAMP) >> 2);
    }

    private static int messageIdOffset(int flags) {
        return correlationIdOffset(flags) + ((flags & CORRELATION_ID) << 1);
    }

    /**
     * Writes the deadline of a message that has the flag {@link #DEADLINE}.
     *
     * @param buffer   holding the extension
     * @param offset   at which the extension begins
     * @param deadline on the clock that the flags say
     */
    public static void putDeadline(MessageBuffer buffer, int offset, long deadline) {
        buffer.putLong(offset, deadline);
    }

    /**
     * Reads the deadline of a message that has the flag {@link #DEADLINE}.
     *
     * @param buffer holding the extension
     * @param offset at which the extension begins
     * @return the deadline, on the clock that the flags say
     */
    public static long deadline(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset);
    }

    /**
     * Writes the timestamp of a message that has the flag {@link #TIMESTAMP}.
     *
     * @param buffer      holding the extension
     * @param offset      at which the extension begins
     * @param flags       of the header
     * @param timestampNs since 1970
     */
    public static void putTimestamp(MessageBuffer buffer, int offset, int flags, long timestampNs) {
        buffer.putLong(offset + timestampOffset(flags), timestampNs);
    }

    /**
     * Reads the timestamp of a message that has the flag {@link #TIMESTAMP}.
     *
     * @param buffer holding the extension
     * @param offset at which the extension begins
     * @param flags  of the header
     * @return nanoseconds since 1970
     */
    public static long timestampNs(MessageBuffer buffer, int offset, int flags) {
        return buffer.getLong(offset + timestampOffset(flags));
    }

    /**
     * Writes the whole correlation id of a message that has the flag {@link #CORRELATION_ID}.
     *
     * @param buffer holding the extension
     * @param offset at which the extension begins
     * @param flags  of the header
     * @param hi     upper half
     * @param lo     lower half
     */
    public static void putCorrelationId(MessageBuffer buffer, int offset, int flags, long hi, long lo) {
        buffer.putLong(offset + correlationIdOffset(flags), hi);
        buffer.putLong(offset + correlationIdOffset(flags) + Long.BYTES, lo);
    }

    /**
     * Tells where the whole correlation id of a message lies that has the flag {@link #CORRELATION_ID}.
     *
     * @param offset at which the extension begins
     * @param flags  of the header
     * @return index of its upper half, which the lower one follows
     */
    public static int correlationIdIndex(int offset, int flags) {
        return offset + correlationIdOffset(flags);
    }

    /**
     * Writes the whole message id of a message that has the flag {@link #MESSAGE_ID}.
     *
     * @param buffer holding the extension
     * @param offset at which the extension begins
     * @param flags  of the header
     * @param hi     upper half
     * @param lo     lower half
     */
    public static void putMessageId(MessageBuffer buffer, int offset, int flags, long hi, long lo) {
        buffer.putLong(offset + messageIdOffset(flags), hi);
        buffer.putLong(offset + messageIdOffset(flags) + Long.BYTES, lo);
    }

    /**
     * Tells where the whole message id of a message lies that has the flag {@link #MESSAGE_ID}.
     *
     * @param offset at which the extension begins
     * @param flags  of the header
     * @return index of its upper half, which the lower one follows
     */
    public static int messageIdIndex(int offset, int flags) {
        return offset + messageIdOffset(flags);
    }

    /**
     * Writes the id of the payload buffer of a message that has the flag {@link #SPILLED}.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @param id     of the payload buffer
     */
    public static void putPayload(MessageBuffer buffer, int offset, long id) {
        buffer.putLong(offset + LENGTH, id);
    }

    /**
     * Reads the id of the payload buffer of a message that has the flag {@link #SPILLED}.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return id of the payload buffer
     */
    public static long payload(MessageBuffer buffer, int offset) {
        return buffer.getLong(offset + LENGTH);
    }

    /**
     * Takes the flag {@link #SPILLED} off a message that fits its slot after all.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     */
    public static void clearSpilled(MessageBuffer buffer, int offset) {
        buffer.putByte(offset + TRAITS_OFFSET + 1, (byte) (flags(buffer, offset) & ~SPILLED));
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
     * Reads priority, flags and version at once.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return for {@link #flagsOf} and {@link #versionOf}
     */
    public static int traits(MessageBuffer buffer, int offset) {
        return buffer.getInt(offset + TRAITS_OFFSET);
    }

    /**
     * Extracts the flags.
     *
     * @param traits from {@link #traits(MessageBuffer, int)}
     * @return the flags above, or-ed
     */
    public static int flagsOf(int traits) {
        return traits >>> 8 & 0xFF;
    }

    /**
     * Extracts the version.
     *
     * @param traits from {@link #traits(MessageBuffer, int)}
     * @return 1 to 65,535
     */
    public static int versionOf(int traits) {
        return traits >>> 16;
    }

    /**
     * Reads the flags.
     *
     * @param buffer holding the slot
     * @param offset at which the slot begins
     * @return the flags of this class, added up
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
}
