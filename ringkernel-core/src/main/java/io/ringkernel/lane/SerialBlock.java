// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

/** The serial numbers of one stretch of a lane's sequences. */
record SerialBlock(long index, long base) {
    static final int BITS = 20;
    static final int LENGTH = 1 << BITS;
    static final SerialBlock NONE = new SerialBlock(-1, 0);

    static SerialBlock of(long sequence, long base) {
        return new SerialBlock(sequence >>> BITS, base);
    }

    boolean covers(long sequence) {
        return sequence >>> BITS == index;
    }

    boolean precedes(long sequence) {
        return index < sequence >>> BITS;
    }

    long serial(long sequence) {
        return base | sequence & LENGTH - 1;
    }
}
