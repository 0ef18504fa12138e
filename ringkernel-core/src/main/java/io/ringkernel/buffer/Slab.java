// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** A piece of native memory as it was taken, aligned to a cache line; buffers are parts of it. */
final class Slab {
    private static final int CACHE_LINE_LENGTH = 64;

    private final long address;
    private final long length;

    Slab(long length) {
        this.length = length;
        long raw = NativeMemory.allocate(this, length + CACHE_LINE_LENGTH);
        this.address = (raw + CACHE_LINE_LENGTH - 1) & -CACHE_LINE_LENGTH;
    }

    MessageBuffer buffer(long start, int capacity) {
        assert start >= 0 && capacity >= 0 && start + capacity <= length;
        return new MessageBuffer(this, address + start, capacity);
    }
}
