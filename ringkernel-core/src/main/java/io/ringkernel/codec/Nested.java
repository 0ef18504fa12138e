// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * A message in a message: eight bytes that say what it is and which version of it, and then the message as if it stood
 * alone.
 *
 * <pre>
 * offset  length  field
 * ------  ------  ----------------------------------
 *      0       4  type id   int
 *      4       2  version   of the layout
 *      6       2  reserved  zero
 *      8          the message, block and tail
 * </pre>
 */
public final class Nested {
    /** Length in bytes of what stands before the message. */
    public static final int PREFIX_LENGTH = Long.BYTES;

    /** The most messages that can be around a message. */
    public static final int DEEPEST = 64;

    private static final int VERSION_MASK = 0xFFFF;

    private Nested() {}

    /**
     * Writes what stands before a message.
     *
     * @param buffer  to write into
     * @param index   at which it is to begin
     * @param typeId  of the message
     * @param version of its layout
     */
    public static void putPrefix(MessageBuffer buffer, int index, int typeId, int version) {
        buffer.putLong(index, (version & (long) VERSION_MASK) << Integer.SIZE | typeId & 0xFFFF_FFFFL);
    }

    /**
     * Reads which version of a message it is, and checks that it is that message.
     *
     * @param buffer holding it
     * @param index  at which it begins
     * @param length in bytes
     * @param typeId that the message must have
     * @param field  for the error, as {@code Type.field}
     * @return version of the layout that the writer knew
     * @throws CodecException if it is another message, or none
     */
    public static int version(MessageBuffer buffer, int index, int length, int typeId, String field) {
        if (typeId(buffer, index, length, field) != typeId) {
            throw new CodecException(
                    "field holds another message",
                    field,
                    String.format(", typeId=0x%08X, expected=0x%08X", buffer.getInt(index), typeId));
        }
        return version(buffer, index);
    }

    /**
     * Reads which message it is.
     *
     * @param buffer holding it
     * @param index  at which it begins
     * @param length in bytes
     * @param field  for the error, as {@code Type.field}
     * @return the type id
     * @throws CodecException if it is no message
     */
    public static int typeId(MessageBuffer buffer, int index, int length, String field) {
        if (length < PREFIX_LENGTH) {
            throw new CodecException(
                    "nested message too short",
                    field,
                    ", length=" + length
                            + ", prefixLength=" + PREFIX_LENGTH
                            + (length == 0 ? "; a field that was never written has none" : ""));
        }
        long prefix = buffer.getLong(index);
        int version = (int) (prefix >>> Integer.SIZE);
        if (version == 0 || version >>> Short.SIZE != 0) {
            throw new CodecException(
                    "nested message has a bad prefix", field, String.format(", prefix=0x%016X", prefix));
        }
        return (int) prefix;
    }

    /**
     * Reads the version of a message whose prefix has been checked.
     *
     * @param buffer holding it
     * @param index  at which it begins
     * @return version of the layout that the writer knew
     */
    public static int version(MessageBuffer buffer, int index) {
        return buffer.getShort(index + Integer.BYTES) & VERSION_MASK;
    }

    /**
     * Computes the length of a message with its prefix.
     *
     * @param <T>     type of the message
     * @param codec   of the message
     * @param message to measure
     * @param depth   number of messages around the outer one
     * @param field   for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code message} is null
     * @throws CodecException if it nests too deep, or a field in it is longer than its limit
     */
    public static <T> int encodedLength(RecordCodec<T> codec, T message, int depth, String field) {
        Wire.checkNotNull(message, field);
        int deeper = deeper(depth, field);
        try {
            return PREFIX_LENGTH + codec.encodedLength(message, deeper);
        } catch (RuntimeException e) {
            throw Place.inMessage(e, field);
        }
    }

    /**
     * Writes a message with its prefix.
     *
     * @param <T>     type of the message
     * @param codec   of the message
     * @param message to write
     * @param buffer  to write into
     * @param index   at which it is to begin
     * @param room    most bytes it may take
     * @param depth   number of messages around the outer one
     * @param field   for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code message} is null
     * @throws CodecException if it nests too deep, it or a field in it is longer than its limit
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static <T> int encode(
            RecordCodec<T> codec, T message, MessageBuffer buffer, int index, int room, int depth, String field) {
        Wire.checkNotNull(message, field);
        int start = index + PREFIX_LENGTH;
        Wire.checkRoom(PREFIX_LENGTH + codec.blockLength(), room, field);
        int limit = Math.min(room - PREFIX_LENGTH, codec.maxEncodedLength());
        putPrefix(buffer, index, codec.typeId(), codec.version());
        int deeper = deeper(depth, field);
        try {
            return PREFIX_LENGTH + codec.encode(message, buffer, start, codec.blockLength(), limit, deeper);
        } catch (RuntimeException e) {
            throw Place.inMessage(e, field);
        }
    }

    /**
     * Reads a message with its prefix.
     *
     * @param <T>    type of the message
     * @param codec  of the message
     * @param buffer holding it
     * @param index  at which it begins
     * @param length in bytes
     * @param depth  number of messages around the outer one
     * @param field  for the error, as {@code Type.field}
     * @return the record
     * @throws CodecException if the bytes are not such a message, or it nests too deep
     */
    public static <T> T decode(
            RecordCodec<T> codec, MessageBuffer buffer, int index, int length, int depth, String field) {
        int version = version(buffer, index, length, codec.typeId(), field);
        int deeper = deeper(depth, field);
        try {
            return codec.decode(buffer, index + PREFIX_LENGTH, length - PREFIX_LENGTH, version, deeper);
        } catch (RuntimeException e) {
            throw Place.inMessage(e, field);
        }
    }

    /**
     * Reports a message that a field cannot hold.
     *
     * @param typeId of the message
     * @param field  for the error, as {@code Type.field}
     * @return the exception to throw
     */
    public static CodecException unknown(int typeId, String field) {
        return new CodecException("field holds an unknown message", field, String.format(", typeId=0x%08X", typeId));
    }

    static int deeper(int depth, String field) {
        if (depth >= DEEPEST) {
            throw new CodecException("messages nest too deep", field, ", depth=" + (depth + 1) + ", limit=" + DEEPEST);
        }
        return depth + 1;
    }
}
