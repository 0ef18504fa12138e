// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.OnFailure;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;

/**
 * The values of a {@link RingKernel} annotation.
 *
 * @param capacity     number of slots of each lane, a power of 2
 * @param slotLength   length of a slot in bytes, a multiple of 64; {@link RingKernel#FITTING} to let the runtime choose
 * @param backpressure what a send meets when a lane is full
 * @param execution    where the kernel runs
 * @param idle         how it waits if it has a thread of its own
 * @param producers    who sends to it
 * @param onFailure    what becomes of it when a handler throws
 * @param reentrant    whether it handles other messages while a handler waits
 */
public record KernelSettings(
        int capacity,
        int slotLength,
        Backpressure backpressure,
        Execution execution,
        Idle idle,
        Producers producers,
        OnFailure onFailure,
        boolean reentrant) {
    /**
     * Checks the values.
     *
     * @param capacity     number of slots of each lane
     * @param slotLength   length of a slot in bytes
     * @param backpressure what a send meets when a lane is full
     * @param execution    where the kernel runs
     * @param idle         how it waits
     * @param producers    who sends to it
     * @param onFailure    what becomes of it
     * @param reentrant    whether it handles others meanwhile
     * @throws IllegalArgumentException if one is out of range, with the value and the range in the text
     */
    public KernelSettings {
        checkCapacity(capacity);
        if (slotLength < 0 || slotLength > RingKernel.LONGEST_SLOT || slotLength % 64 != 0) {
            throw new IllegalArgumentException("slot length must be a multiple of 64 up to " + RingKernel.LONGEST_SLOT
                    + ": slotLength=" + slotLength);
        }
        if ((long) capacity * slotLength > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "lane must be shorter than 2 GiB: capacity=" + capacity + ", slotLength=" + slotLength);
        }
    }

    /**
     * Checks the values of a kernel that handles one message after the other.
     *
     * @param capacity     number of slots of each lane
     * @param slotLength   length of a slot in bytes
     * @param backpressure what a send meets when a lane is full
     * @param execution    where the kernel runs
     * @param idle         how it waits
     * @param producers    who sends to it
     * @param onFailure    what becomes of it
     * @throws IllegalArgumentException if one is out of range, with the value and the range in the text
     */
    public KernelSettings(
            int capacity,
            int slotLength,
            Backpressure backpressure,
            Execution execution,
            Idle idle,
            Producers producers,
            OnFailure onFailure) {
        this(capacity, slotLength, backpressure, execution, idle, producers, onFailure, false);
    }

    static void checkCapacity(int capacity) {
        if (capacity < 1 || capacity > RingKernel.LARGEST_CAPACITY) {
            throw new IllegalArgumentException(
                    "lane capacity must be 1 to " + RingKernel.LARGEST_CAPACITY + ": capacity=" + capacity);
        }
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("lane capacity must be a power of 2: capacity=" + capacity + ", next="
                    + Integer.highestOneBit(capacity) * 2);
        }
    }
}
