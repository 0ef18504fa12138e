// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/** The beginning of the region of a collection: how many things there are, and their slots one after the other. */
final class Table {
    /** Length in bytes of the count. */
    static final int COUNT_LENGTH = Integer.BYTES;

    private Table() {}

    /** Checks a count against the limit of a field. */
    static int checkCount(int count, int maxCount, String field) {
        if (count < 0 || count > maxCount) {
            throw new CodecException(
                    "too many elements",
                    field,
                    ", count=" + Integer.toUnsignedLong(count) + ", limit=" + maxCount
                            + "; raise @MaxCount on the field");
        }
        return count;
    }

    /** Checks a count that a program asks for against the limit of a field. */
    static int checkRequested(int count, int maxCount, String field) {
        if (count < 0) {
            throw new NegativeCountException(count, field);
        }
        return checkCount(count, maxCount, field);
    }

    /** {@return where the slots end} */
    static long end(int count, int slotsBegin, int slotLength) {
        return slotsBegin + (long) count * slotLength;
    }

    /** Computes the count of slots that fill a region without a count. */
    static int packedCount(int length, int slotLength, int maxCount, String field) {
        if (length % slotLength != 0) {
            throw partOfElement(length, slotLength, field);
        }
        return checkCount(length / slotLength, maxCount, field);
    }

    static CodecException partOfElement(int length, int elementLength, String field) {
        return new CodecException(
                "field has part of an element", field, ", length=" + length + ", elementLength=" + elementLength);
    }

    /** Reads the count of a region and checks that all slots lie in it. One without a byte was never written: it is empty. */
    static int count(MessageBuffer buffer, int index, int length, int slotLength, int maxCount, String field) {
        if (length == 0) {
            return 0;
        }
        int count = length < COUNT_LENGTH ? 0 : checkCount(buffer.getInt(index), maxCount, field);
        if (end(count, COUNT_LENGTH, slotLength) > length) {
            throw new CodecException(
                    "elements outside field",
                    field,
                    ", count=" + count + ", slotLength=" + slotLength + ", length=" + length);
        }
        return count;
    }

    /**
     * Checks that what the slots refer to can lie side by side: else a few bytes could stand for any number of values.
     */
    static void checkClaimed(long claimed, int left, String field) {
        if (claimed > left && claimed > 0) {
            throw new CodecException("elements overlap", field, ", claimed=" + claimed + ", left=" + left + " bytes");
        }
    }

    /** Checks the index of an element that a program asks for. */
    static void checkIndex(int index, int count, String field) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(
                    "no such element: field=" + field + ", index=" + index + ", count=" + count);
        }
    }

    /** Checks the elements, one behind the other, that a program asks for. */
    static void checkRange(int index, int requested, int count, String field) {
        if ((index | requested) < 0 || index > count - requested) {
            throw new IndexOutOfBoundsException("no such elements: field=" + field + ", index=" + index + ", requested="
                    + requested + ", count=" + count);
        }
    }
}
