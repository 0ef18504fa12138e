// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/**
 * The eight bytes in a block that say where in the tail a variable field lies: position in the upper half, length in the
 * lower. Positions count from the start of the message. A length of −1 stands for null.
 */
public final class TailRef {
    /** The reference of a field that is null. */
    public static final long NULL = 0xFFFF_FFFFL;

    /** The reference of a field that was never written; it reads as empty. */
    public static final long EMPTY = 0;

    private TailRef() {}

    /**
     * Composes a reference.
     *
     * @param position of the first byte, from the start of the message
     * @param length   in bytes
     * @return the reference
     */
    public static long of(int position, int length) {
        return (long) position << Integer.SIZE | length & 0xFFFF_FFFFL;
    }

    /**
     * Extracts the position.
     *
     * @param ref from {@link #of}
     * @return position of the first byte, from the start of the message
     */
    public static int position(long ref) {
        return (int) (ref >>> Integer.SIZE);
    }

    /**
     * Extracts the length.
     *
     * @param ref from {@link #of}
     * @return length in bytes; −1 for null
     */
    public static int length(long ref) {
        return (int) ref;
    }

    /**
     * Extracts how many bytes of the tail a reference covers.
     *
     * @param ref from {@link #of}
     * @return length in bytes; 0 for null
     */
    public static int used(long ref) {
        return Math.max(0, (int) ref);
    }

    /**
     * Tells whether a reference stands for null.
     *
     * @param ref from a block
     * @return whether its field is null
     */
    public static boolean isNull(long ref) {
        return (int) ref == -1;
    }

    /**
     * Checks a reference that was read from a block of a field that is never null.
     *
     * @param ref           to check
     * @param messageLength in bytes
     * @param limit         most bytes the field may have
     * @param field         for the error, as {@code Type.field}
     * @return {@code ref}
     * @throws CodecException if the reference points outside the message, is longer than the limit, or is null
     */
    public static long check(long ref, int messageLength, int limit, String field) {
        int position = position(ref);
        int length = length(ref);
        int left = messageLength - length; // where it begins at the most; wraps only if the length is less than 0
        if ((position | length | left | left - position) < 0) {
            throw outside(ref, messageLength, field);
        }
        if (length > limit) {
            throw Wire.tooLong(length, limit, field);
        }
        return ref;
    }

    /**
     * Checks a reference that was read from a block of a field that is never null and has messages in it. Its length has
     * no limit but that of the message: a newer writer may know inner messages that are longer.
     *
     * @param ref           to check
     * @param messageLength in bytes
     * @param field         for the error, as {@code Type.field}
     * @return {@code ref}
     * @throws CodecException if the reference points outside the message, or is null
     */
    public static long check(long ref, int messageLength, String field) {
        return check(ref, messageLength, Integer.MAX_VALUE, field);
    }

    /**
     * Checks a reference that was read from a block of a field that may be null and has messages in it.
     *
     * @param ref           to check
     * @param messageLength in bytes
     * @param field         for the error, as {@code Type.field}
     * @return {@code ref}
     * @throws CodecException if the reference points outside the message
     */
    public static long checkNullable(long ref, int messageLength, String field) {
        return checkNullable(ref, messageLength, Integer.MAX_VALUE, field);
    }

    /**
     * Checks a reference that was read from a block of a field that may be null. One that was never written is null.
     *
     * @param ref           to check
     * @param messageLength in bytes
     * @param limit         most bytes the field may have
     * @param field         for the error, as {@code Type.field}
     * @return {@code ref}, or {@link #NULL}
     * @throws CodecException if the reference points outside the message or is longer than the limit
     */
    public static long checkNullable(long ref, int messageLength, int limit, String field) {
        return ref == 0 || isNull(ref) ? NULL : check(ref, messageLength, limit, field);
    }

    /**
     * Checks that a field has not been written yet: a second time would take room that the message does not have.
     *
     * @param ref   that is in the block
     * @param field for the error, as {@code Type.field}
     * @throws IllegalStateException if there is a reference already
     */
    public static void checkUnwritten(long ref, String field) {
        if (ref != 0) {
            throw new AlreadyWrittenException(ref, field);
        }
    }

    private static CodecException outside(long ref, int messageLength, String field) {
        if (isNull(ref)) {
            return new CodecException("field must not be null", field, "");
        }
        return new CodecException(
                "tail reference outside message",
                field,
                ", position=" + position(ref) + ", length=" + length(ref) + ", messageLength=" + messageLength);
    }
}
