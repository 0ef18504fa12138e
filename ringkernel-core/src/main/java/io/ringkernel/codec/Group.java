// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;

/**
 * Messages of one type side by side: their blocks one after the other, then what the fields of their tails refer to.
 *
 * <pre>
 * offset  length  field
 * ------  ------  ---------------------------------------------------------
 *      0       4  count    int
 *      4       2  version  of the layout
 *      6       2  stride   from one block to the next, at least 8
 *      8          blocks, then tails
 * </pre>
 *
 * <p>Each message reaches from its block to the end of the group; its references count from its own block.
 */
final class Group {
    /** Length in bytes of what stands before the blocks. */
    static final int PREFIX_LENGTH = Long.BYTES;

    private static final int LEAST_STRIDE = Long.BYTES;
    private static final int SHORT_MASK = 0xFFFF;

    private Group() {}

    /** {@return the bytes from one block to the next} */
    static int stride(RecordCodec<?> codec) {
        return Math.max(LEAST_STRIDE, codec.blockLength());
    }

    /** {@return where the blocks end} */
    static long end(int count, int stride) {
        return PREFIX_LENGTH + (long) count * stride;
    }

    static void putPrefix(MessageBuffer buffer, int index, int count, int version, int stride) {
        buffer.putLong(
                index,
                (long) stride << Integer.SIZE + Short.SIZE
                        | (long) (version & SHORT_MASK) << Integer.SIZE
                        | count & 0xFFFF_FFFFL);
    }

    /**
     * Reads what stands before the blocks and checks that they lie in the group.
     *
     * @return the prefix; 0 if the group was never written
     */
    static long prefix(MessageBuffer buffer, int index, int length, int maxCount, String field) {
        if (length == 0) {
            return 0;
        }
        if (length < PREFIX_LENGTH) {
            throw new CodecException(
                    "field too short", field, ", length=" + length + ", prefixLength=" + PREFIX_LENGTH);
        }
        long prefix = buffer.getLong(index);
        Table.checkCount(count(prefix), maxCount, field);
        if (version(prefix) == 0 || stride(prefix) < LEAST_STRIDE) {
            throw new CodecException("field has a bad prefix", field, String.format(", prefix=0x%016X", prefix));
        }
        if (end(count(prefix), stride(prefix)) > length) {
            throw new CodecException(
                    "elements outside field",
                    field,
                    ", count=" + count(prefix) + ", slotLength=" + stride(prefix) + ", length=" + length);
        }
        return prefix;
    }

    static int count(long prefix) {
        return (int) prefix;
    }

    static int version(long prefix) {
        return (int) (prefix >>> Integer.SIZE) & SHORT_MASK;
    }

    static int stride(long prefix) {
        return (int) (prefix >>> Integer.SIZE + Short.SIZE);
    }
}
