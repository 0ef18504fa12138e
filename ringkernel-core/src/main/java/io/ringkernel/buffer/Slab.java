// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** A piece of native memory as it was taken, aligned to a cache line; buffers are parts of it. */
final class Slab {
    private static final int CACHE_LINE_LENGTH = 64;

    private final long address;
    private final long length;

    private Slab(long length, boolean cleared) {
        this.length = length;
        long raw = NativeMemory.allocate(this, length + CACHE_LINE_LENGTH, cleared);
        this.address = (raw + CACHE_LINE_LENGTH - 1) & -CACHE_LINE_LENGTH;
    }

    /** {@return a slab of zeros} */
    static Slab cleared(long length) {
        return new Slab(length, true);
    }

    /** {@return a slab with undefined contents} */
    static Slab uncleared(long length) {
        return new Slab(length, false);
    }

    MessageBuffer buffer(long start, int capacity) {
        assert start >= 0 && capacity >= 0 && start + capacity <= length;
        return new MessageBuffer(this, address + start, capacity);
    }
}
