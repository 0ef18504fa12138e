// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps that generated codecs share: checks, text, byte arrays, UUIDs. Allocates nothing except where it returns a new object. */
public final class Wire {
    private static final int SHOWN = 40;

    private Wire() {}

    /**
     * Checks that the bytes of a message hold at least its block.
     *
     * @param length      of the message in bytes
     * @param blockLength the least it must have
     * @param message     for the error, the simple name of the type
     * @throws CodecException if {@code length} is less than {@code blockLength}
     */
    public static void checkLength(int length, int blockLength, String message) {
        if (length < blockLength) {
            throw new CodecException(
                    "message too short", message, ", length=" + length + ", blockLength=" + blockLength);
        }
    }

    /**
     * Checks a length against the limit of a field.
     *
     * @param length of the value in bytes
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return {@code length}
     * @throws CodecException if {@code length} exceeds {@code limit}
     * @throws IllegalArgumentException if {@code length} is negative
     */
    public static int checkLimit(int length, int limit, String field) {
        if (length < 0 || length > limit) {
            throw length < 0 ? new NegativeCountException(length, field) : tooLong(length, limit, field);
        }
        return length;
    }

    /**
     * Checks that a value is there.
     *
     * @param <T>   type of the value
     * @param value to check
     * @param field for the error, as {@code Type.field}
     * @return {@code value}
     * @throws NullPointerException if {@code value} is null
     */
    public static <T> T checkNotNull(T value, String field) {
        if (value == null) {
            throw new NullValueException("field must not be null", field, "");
        }
        return value;
    }

    /**
     * Computes the length of a text in UTF-8.
     *
     * @param value to measure
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}, or has half of a surrogate pair
     */
    public static int utf8Length(String value, int limit, String field) {
        int chars = checkNotNull(value, field).length();
        int length = chars;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 ? 1 : 2;
                if (Character.isSurrogate(c)) {
                    checkPair(value, i, field);
                    i++; // a pair is two chars and four bytes
                }
            }
        }
        return checkLimit(length, limit, field);
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param buffer to write into
     * @param index  at which the text is to begin
     * @param value  to write
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}, or has half of a surrogate pair
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static int putUtf8(MessageBuffer buffer, int index, String value, int limit, String field) {
        int chars = checkNotNull(value, field).length();
        if (chars <= limit && putAscii(buffer, index, value, chars)) {
            return chars;
        }
        int length = utf8Length(value, limit, field);
        int at = index;
        for (int i = 0; i < chars; i++) {
            int c = value.charAt(i);
            if (Character.isSurrogate((char) c)) {
                c = Character.toCodePoint((char) c, value.charAt(++i));
            }
            at = putCodePoint(buffer, at, c);
        }
        assert at - index == length;
        return length;
    }

    /*
     * Writes words of eight or four characters, the last of which may overlap the one before it, so that the rest is no
     * loop whose end the processor has to guess. Stops at a character that needs a second byte.
     */
    private static boolean putAscii(MessageBuffer buffer, int index, String value, int chars) {
        if (chars < Integer.BYTES) {
            return putFewAscii(buffer, index, value, chars);
        }
        if (chars < Long.BYTES) {
            int last = chars - Integer.BYTES;
            long first = word(value, 0, Integer.BYTES);
            long second = word(value, last, Integer.BYTES);
            buffer.putInt(index, (int) first);
            buffer.putInt(index + last, (int) second);
            return (first | second) >= 0;
        }
        int last = chars - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            long word = word(value, i, Long.BYTES);
            if (word < 0) {
                return false;
            }
            buffer.putLong(index + i, word);
        }
        long word = word(value, last, Long.BYTES);
        buffer.putLong(index + last, word);
        return word >= 0;
    }

    private static boolean putFewAscii(MessageBuffer buffer, int index, String value, int chars) {
        int all = 0;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            all |= c;
            buffer.putByte(index + i, (byte) c);
        }
        return all < 0x80;
    }

    /* Characters side by side, a byte each; less than 0 if one of them needs more. */
    private static long word(String value, int from, int count) {
        int all = 0;
        long word = 0;
        for (int i = 0; i < count; i++) {
            char c = value.charAt(from + i);
            all |= c;
            word |= (long) c << i * Byte.SIZE;
        }
        return all < 0x80 ? word : -1;
    }

    static int putCodePoint(MessageBuffer buffer, int index, int c) {
        int at = index;
        if (c < 0x80) {
            buffer.putByte(at++, (byte) c);
        } else if (c < 0x800) {
            buffer.putByte(at++, (byte) (0xC0 | c >> 6));
            buffer.putByte(at++, (byte) (0x80 | c & 0x3F));
        } else if (c < 0x1_0000) {
            buffer.putByte(at++, (byte) (0xE0 | c >> 12));
            buffer.putByte(at++, (byte) (0x80 | c >> 6 & 0x3F));
            buffer.putByte(at++, (byte) (0x80 | c & 0x3F));
        } else {
            buffer.putByte(at++, (byte) (0xF0 | c >> 18));
            buffer.putByte(at++, (byte) (0x80 | c >> 12 & 0x3F));
            buffer.putByte(at++, (byte) (0x80 | c >> 6 & 0x3F));
            buffer.putByte(at++, (byte) (0x80 | c & 0x3F));
        }
        return at;
    }

    static void checkPair(CharSequence value, int i, String field) {
        if (!Character.isHighSurrogate(value.charAt(i))
                || i + 1 == value.length()
                || !Character.isLowSurrogate(value.charAt(i + 1))) {
            throw new CodecException(
                    "text has half of a surrogate pair",
                    field,
                    String.format(", position=%d, char=0x%04X", i, (int) value.charAt(i)));
        }
    }

    /**
     * Reads a text in UTF-8 into a new string.
     *
     * @param buffer holding the text
     * @param index  of its first byte
     * @param length in bytes
     * @param field  for the error, as {@code Type.field}
     * @return the text
     * @throws CodecException if the bytes are not well-formed UTF-8
     */
    public static String getUtf8(MessageBuffer buffer, int index, int length, String field) {
        boolean isAscii = Utf8.isAscii(buffer, index, length);
        byte[] bytes = getBytes(buffer, index, length);
        return isAscii ? new String(bytes, StandardCharsets.ISO_8859_1) : decode(bytes, field);
    }

    private static String decode(byte[] bytes, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Utf8.malformed(bytes.length, field);
        }
    }

    /**
     * Reads bytes into a new array.
     *
     * @param buffer holding the bytes
     * @param index  of the first
     * @param length number of bytes
     * @return the bytes
     */
    public static byte[] getBytes(MessageBuffer buffer, int index, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes, 0, length);
        return bytes;
    }

    /**
     * Checks the length of a byte array.
     *
     * @param value to measure
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     */
    public static int bytesLength(byte[] value, int limit, String field) {
        return checkLimit(checkNotNull(value, field).length, limit, field);
    }

    /**
     * Writes a byte array.
     *
     * @param buffer to write into
     * @param index  at which the bytes are to begin
     * @param value  to write
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if it is longer than {@code limit}
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static int putBytes(MessageBuffer buffer, int index, byte[] value, int limit, String field) {
        int length = bytesLength(value, limit, field);
        buffer.putBytes(index, value, 0, length);
        return length;
    }

    /**
     * Writes a piece of a byte array.
     *
     * @param buffer to write into
     * @param index  at which the bytes are to begin
     * @param source to copy from
     * @param from   index of the first byte
     * @param length number of bytes
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return {@code length}
     * @throws CodecException if it is longer than {@code limit}
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public static int putBytes(
            MessageBuffer buffer, int index, byte[] source, int from, int length, int limit, String field) {
        buffer.putBytes(index, source, from, checkLimit(length, limit, field));
        return length;
    }

    /**
     * Reads a UUID into a new object.
     *
     * @param buffer holding it
     * @param index  of the first of its 16 bytes
     * @return the UUID
     */
    public static UUID getUuid(MessageBuffer buffer, int index) {
        return new UUID(buffer.getLong(index), buffer.getLong(index + Long.BYTES));
    }

    /**
     * Writes a UUID as two little-endian longs, the most significant bits first.
     *
     * @param buffer to write into
     * @param index  of the first of its 16 bytes
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     */
    public static void putUuid(MessageBuffer buffer, int index, UUID value, String field) {
        checkNotNull(value, field);
        buffer.putLong(index, value.getMostSignificantBits());
        buffer.putLong(index + Long.BYTES, value.getLeastSignificantBits());
    }

    /**
     * Writes the id of a payload buffer.
     *
     * @param buffer to write into
     * @param index  of the first of its 8 bytes
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     */
    public static void putBufferRef(MessageBuffer buffer, int index, BufferRef value, String field) {
        buffer.putLong(index, checkNotNull(value, field).id());
    }

    /**
     * Tells whether a value in the block is there.
     *
     * @param buffer holding the message
     * @param index  of the byte that says so
     * @param field  for the error, as {@code Type.field}
     * @return whether it is 1
     * @throws CodecException if it is neither 0 nor 1
     */
    public static boolean isPresent(MessageBuffer buffer, int index, String field) {
        byte presence = buffer.getByte(index);
        if ((presence & ~1) != 0) {
            throw new CodecException("presence is neither 0 nor 1", field, ", value=" + presence);
        }
        return presence != 0;
    }

    /**
     * Notes that a value in the block is not there: it and the byte that says so become zero.
     *
     * @param buffer holding the message
     * @param index  of the value
     * @param length of the value and the byte
     */
    public static void putAbsent(MessageBuffer buffer, int index, int length) {
        if (buffer.getByte(index + length - 1) != 0) { // else it is zero from the beginning
            buffer.clear(index, length);
        }
    }

    /**
     * Computes the length of an array of primitives.
     *
     * @param count number of elements
     * @param width of an element in bytes
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws CodecException if there are too many elements
     */
    public static int arrayLength(int count, int width, int limit, String field) {
        return Table.checkRequested(count, limit / width, field) * width;
    }

    static int elementCount(int length, int width, String field) {
        if (length % width != 0) {
            throw Table.partOfElement(length, width, field);
        }
        return length / width;
    }

    /**
     * Reads {@code boolean} values.
     *
     * @param buffer      holding them, a byte each
     * @param index       of the first
     * @param target      to read into
     * @param targetIndex at which the first is to be
     * @param count       number of values
     * @param field       for the error, as {@code Type.field}
     * @throws CodecException if a byte is neither 0 nor 1
     * @throws IndexOutOfBoundsException if they do not fit into {@code target}
     */
    public static void getBooleans(
            MessageBuffer buffer, int index, boolean[] target, int targetIndex, int count, String field) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        for (int i = 0; i < count; i++) {
            target[targetIndex + i] = Elements.checkBoolean(buffer.getByte(index + i), field);
        }
    }

    /**
     * Reads a {@code boolean} value of an array.
     *
     * @param buffer holding it
     * @param index  of its byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if the byte is neither 0 nor 1
     */
    public static boolean getBoolean(MessageBuffer buffer, int index, String field) {
        return Elements.checkBoolean(buffer.getByte(index), field);
    }

    /**
     * Writes {@code boolean} values.
     *
     * @param buffer      to write into, a byte each
     * @param index       of the first
     * @param source      to write
     * @param sourceIndex of the first
     * @param count       number of values
     * @throws IndexOutOfBoundsException if they do not lie in both
     */
    public static void putBooleans(MessageBuffer buffer, int index, boolean[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        for (int i = 0; i < count; i++) {
            buffer.putByte(index + i, (byte) (source[sourceIndex + i] ? 1 : 0));
        }
    }

    /**
     * Checks that the fields of the tail do not share bytes, as far as their lengths tell: what is read from a message
     * is then never more than the message.
     *
     * @param used    bytes that the references of a message cover together
     * @param length  of the tail in bytes
     * @param message for the error, the simple name of the type
     * @throws CodecException if {@code used} is more than {@code length}
     */
    public static void checkTail(long used, int length, String message) {
        if (used > length) {
            throw new CodecException("tail references overlap", message, ", used=" + used + ", tailLength=" + length);
        }
    }

    /**
     * Reports that a record could not be made of what was read. An exception of the constructor, a checked one included,
     * says that it refuses the values. An {@link Error} does not: it says that the program is broken, is not caught, and
     * goes through as it is.
     *
     * @param cause   from the constructor of the record, or a {@link CodecException} from one of its fields
     * @param message the simple name of the type
     * @return the exception to throw
     */
    public static CodecException refused(Exception cause, String message) {
        return cause instanceof CodecException codec
                ? codec
                : new CodecException("record refuses its values", message, ", reason=" + reason(cause), cause);
    }

    /**
     * Says why a record refuses its values.
     *
     * @param cause from the constructor of the record
     * @return its text, or what it is if it has none
     */
    public static String reason(Exception cause) {
        String text = cause.getMessage();
        return text == null ? cause.getClass().getName() : text;
    }

    /**
     * Makes a text of a value for an error.
     *
     * @param value that was read
     * @return the value if it is a number, a text, a time or the like, cut to {@value #SHOWN} characters; else its type, as
     *     the text of a record is that of its own code
     */
    public static String shown(@Nullable Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value != null && (!(value instanceof Comparable<?>) || value instanceof Record)) {
            return value.getClass().getSimpleName();
        }
        String text = String.valueOf(value);
        if (text.length() <= SHOWN) {
            return text;
        }
        boolean isPairCut = Character.isHighSurrogate(text.charAt(SHOWN - 1));
        return text.substring(0, isPairCut ? SHOWN - 1 : SHOWN) + "…";
    }

    /**
     * Checks that a field fits what is left of a message.
     *
     * @param length of the field in bytes
     * @param room   bytes that are left
     * @param field  for the error, as {@code Type.field}
     * @return {@code length}
     */
    static int checkRoom(long length, int room, String field) {
        if (length > room) {
            throw new CodecException(
                    "message too long",
                    field,
                    ", length=" + length + ", left=" + room + " bytes; raise @Message(maxLength), or send a BufferRef");
        }
        return (int) length;
    }

    /**
     * Checks that a message that was measured keeps its limit.
     *
     * @param length  of the message in bytes, as far as it has fields in the tail
     * @param limit   most bytes that it may have
     * @param message for the error, the simple name of the type
     * @return {@code length}
     * @throws CodecException if {@code length} exceeds {@code limit}
     */
    public static int checkMeasured(long length, int limit, String message) {
        if (length > limit) {
            throw new CodecException(
                    "message too long",
                    message,
                    ", length=" + length + ", limit=" + limit + " bytes; "
                            + (limit == Message.LONGEST ? "" : "raise @Message(maxLength), or ")
                            + "send it in parts, or a BufferRef");
        }
        return (int) length;
    }

    /** Checks that what was measured of a field so far has room in any message at all. */
    static int checkMeasured(long length, String field) {
        return checkMeasured(length, Message.LONGEST, field);
    }

    static CodecException tooLong(int length, int limit, String field) {
        return new CodecException(
                "field too long",
                field,
                ", length=" + length + ", limit=" + limit
                        + " bytes; raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
    }
}
