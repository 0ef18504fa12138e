// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Text in UTF-8 that is compared, copied and written where it lies, without strings. Allocates nothing. */
public final class Utf8 {
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final int REST = 0x3F;

    private Utf8() {}

    /* Tells whether no byte needs a second one, eight bytes at a time. */
    static boolean isAscii(MessageBuffer buffer, int index, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((buffer.getLong(index + i) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (buffer.getByte(index + i) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Compares a text for equality, as {@link String#contentEquals(CharSequence)} does.
     *
     * @param buffer holding the text
     * @param index  of its first byte
     * @param length in bytes
     * @param text   to compare with
     * @param field  for the error, as {@code Type.field}
     * @return whether both have the same characters
     * @throws CodecException if the bytes are not well-formed UTF-8 as far as they are read
     */
    public static boolean equals(MessageBuffer buffer, int index, int length, CharSequence text, String field) {
        int chars = text.length();
        return chars <= length && length <= 3L * chars && compare(buffer, index, length, text, field) == 0;
    }

    /**
     * Compares a text, as {@link String#compareTo} does.
     *
     * @param buffer holding the text
     * @param index  of its first byte
     * @param length in bytes
     * @param text   to compare with
     * @param field  for the error, as {@code Type.field}
     * @return less than 0, 0 or more than 0 as the text in the buffer is less than, equal to or greater than {@code text}
     * @throws CodecException if the bytes are not well-formed UTF-8 as far as they are read
     */
    public static int compare(MessageBuffer buffer, int index, int length, CharSequence text, String field) {
        int chars = text.length();
        int i = 0;
        int at = 0;
        while (at < length && i < chars) {
            int c = codePoint(buffer, index, at, length, field);
            at += width(c);
            if (c <= Character.MAX_VALUE) {
                int difference = c - text.charAt(i++);
                if (difference != 0) {
                    return difference;
                }
            } else {
                int difference = Character.highSurrogate(c) - text.charAt(i++);
                if (difference != 0) {
                    return difference;
                }
                if (i == chars) {
                    return 1;
                }
                difference = Character.lowSurrogate(c) - text.charAt(i++);
                if (difference != 0) {
                    return difference;
                }
            }
        }
        return at < length ? 1 : i < chars ? -1 : 0;
    }

    /**
     * Appends a text to another.
     *
     * @param buffer holding the text
     * @param index  of its first byte
     * @param length in bytes
     * @param target to append to
     * @param field  for the error, as {@code Type.field}
     * @return {@code target}
     * @throws CodecException if the bytes are not well-formed UTF-8; {@code target} is as it was then
     */
    public static StringBuilder append(
            MessageBuffer buffer, int index, int length, StringBuilder target, String field) {
        check(buffer, index, length, field);
        for (int at = 0; at < length; ) {
            int c = codePoint(buffer, index, at, length, field);
            target.appendCodePoint(c);
            at += width(c);
        }
        return target;
    }

    /**
     * Checks that bytes are well-formed UTF-8.
     *
     * @param buffer holding the text
     * @param index  of its first byte
     * @param length in bytes
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if they are not
     */
    public static void check(MessageBuffer buffer, int index, int length, String field) {
        for (int at = 0; at < length; ) {
            if (at + Long.BYTES <= length && (buffer.getLong(index + at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            } else {
                at += width(codePoint(buffer, index, at, length, field));
            }
        }
    }

    private static int width(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x1_0000 ? 3 : 4;
    }

    /* Only the shortest form of a code point is well-formed, and no half of a surrogate pair is one. */
    private static int codePoint(MessageBuffer buffer, int index, int at, int length, String field) {
        int first = buffer.getByte(index + at);
        if (first >= 0) {
            return first;
        }
        int width = (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : (first & 0xF8) == 0xF0 ? 4 : 0;
        if (width == 0 || at + width > length) {
            throw malformed(length, field);
        }
        int c = first & 0x7F >> width;
        for (int i = 1; i < width; i++) {
            int next = buffer.getByte(index + at + i);
            if ((next & ~REST) != ~0x7F) {
                throw malformed(length, field);
            }
            c = c << 6 | next & REST;
        }
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        if (width(c) != width || isSurrogate || c > Character.MAX_CODE_POINT) {
            throw malformed(length, field);
        }
        return c;
    }

    static CodecException malformed(int length, String field) {
        return new CodecException("text is not UTF-8", field, ", length=" + length);
    }

    /**
     * Writes a text.
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
    public static int put(MessageBuffer buffer, int index, CharSequence value, int limit, String field) {
        int chars = Wire.checkNotNull(value, field).length();
        int length = 0;
        for (int i = 0; i < chars; i++) {
            int c = value.charAt(i);
            if (Character.isSurrogate((char) c)) {
                Wire.checkPair(value, i, field);
                c = Character.toCodePoint((char) c, value.charAt(++i));
            }
            length += width(c);
            if (length > limit) {
                throw Wire.tooLong(Wire.utf8Length(value.toString(), Integer.MAX_VALUE, field), limit, field);
            }
            Wire.putCodePoint(buffer, index + length - width(c), c);
        }
        return length;
    }

    /**
     * Writes a text that is in UTF-8 already.
     *
     * @param buffer to write into
     * @param index  at which the text is to begin
     * @param utf8   to copy from
     * @param from   index of the first byte
     * @param length number of bytes
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return {@code length}
     * @throws CodecException if it is longer than {@code limit}, or is not well-formed
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public static int put(MessageBuffer buffer, int index, byte[] utf8, int from, int length, int limit, String field) {
        if (!buffer.putAscii(index, utf8, from, Wire.checkLimit(length, limit, field))) {
            check(buffer, index, length, field);
        }
        return length;
    }
}
