// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the slots of all lanes of a runtime have, within its limit. What lanes do without is kept for others that need as
 * much, up to {@value #MOST_SPARE_BYTES} bytes; more is left to the collector. For any thread.
 */
final class LaneMemory {
    static final long MOST_SPARE_BYTES = 16L << 20;

    /* Small pieces are cut from larger ones: to take each from the system, and to have the collector give it back, costs more than its use. */
    private static final int CUT_BYTES = 64 << 10;
    private static final int LONGEST_CUT_BYTES = CUT_BYTES / 8;

    private final long limitBytes;

    /* Guarded by this. */
    private final Map<Integer, ArrayDeque<MessageBuffer>> spare = new HashMap<>();
    private MessageBuffer uncut = MessageBuffer.nowhere();
    private int cutBytes; // of it
    private long spareBytes;
    private long inUseBytes;

    LaneMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Takes memory for a lane.
     *
     * @throws LaneMemoryException if there is not as much left
     */
    MessageBuffer take(int bytes, String kernelId, String laneName) {
        MessageBuffer slots = reserve(bytes, kernelId, laneName);
        try {
            if (slots != null) {
                return slots;
            }
            return bytes > LONGEST_CUT_BYTES ? MessageBuffer.allocate(bytes) : cut(bytes);
        } catch (Throwable e) {
            release(bytes);
            throw e;
        }
    }

    private synchronized @Nullable MessageBuffer reserve(int bytes, String kernelId, String laneName) {
        if (bytes > limitBytes - inUseBytes) {
            throw new LaneMemoryException("no memory is left for a lane: kernel=" + kernelId + ", lane=" + laneName
                    + ", bytes=" + bytes + ", inUseBytes=" + inUseBytes + ", limitBytes=" + limitBytes
                    + "; end kernels, launch them with less capacity, shorten RuntimeOptions.laneIdleTime, or raise"
                    + " RuntimeOptions.laneLimitBytes");
        }
        ArrayDeque<MessageBuffer> fitting = spare.get(bytes);
        MessageBuffer slots = fitting == null ? null : fitting.poll();
        if (slots != null) {
            spareBytes -= bytes;
        } else if (bytes > limitBytes - inUseBytes - spareBytes) {
            spare.clear();
            spareBytes = 0;
        }
        inUseBytes += bytes;
        return slots;
    }

    private synchronized MessageBuffer cut(int bytes) {
        if (bytes > uncut.capacity() - cutBytes) {
            uncut = MessageBuffer.allocate(CUT_BYTES);
            cutBytes = 0;
        }
        MessageBuffer slots = uncut.slice(cutBytes, bytes);
        cutBytes += bytes;
        return slots;
    }

    /** Takes memory back that no lane uses any more, and that may be somebody's who reads in it. */
    synchronized void release(long bytes) {
        inUseBytes -= bytes;
    }

    /** Takes memory back in which nobody reads or writes. */
    synchronized void giveBack(MessageBuffer slots) {
        int bytes = slots.capacity();
        inUseBytes -= bytes;
        if (spareBytes + bytes <= MOST_SPARE_BYTES) {
            spareBytes += bytes;
            spare.computeIfAbsent(bytes, length -> new ArrayDeque<>()).push(slots);
        }
    }

    synchronized long inUseBytes() {
        return inUseBytes;
    }

    /** {@return how many bytes are kept for lanes to come} */
    synchronized long spareBytes() {
        return spareBytes;
    }
}
