// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the memory that the slots of all lanes of a runtime have, and keeps it below its limit. For any thread. */
final class LaneMemory {
    private final long limitBytes;
    private final AtomicLong inUseBytes = new AtomicLong();

    LaneMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Takes memory for a lane.
     *
     * @throws LaneMemoryException if there is not as much left
     */
    void take(long bytes, String kernelId, String laneName) {
        long before;
        do {
            before = inUseBytes.get();
            if (bytes > limitBytes - before) {
                throw new LaneMemoryException("no memory is left for a lane: kernel=" + kernelId + ", lane=" + laneName
                        + ", bytes=" + bytes + ", inUseBytes=" + before + ", limitBytes=" + limitBytes
                        + "; end kernels, launch them with less capacity, or raise RuntimeOptions.laneLimitBytes");
            }
        } while (!inUseBytes.compareAndSet(before, before + bytes));
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        inUseBytes.addAndGet(-bytes);
    }

    long inUseBytes() {
        return inUseBytes.get();
    }
}
