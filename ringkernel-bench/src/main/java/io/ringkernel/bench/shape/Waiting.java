// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import java.util.concurrent.locks.LockSupport;

/** How both sides of a comparison wait, so that they wait alike. */
public final class Waiting {
    private Waiting() {}

    /** Waits for room as {@code RingBuffer.next} of the Disruptor does. */
    public static void forRoom() {
        LockSupport.parkNanos(1);
    }

    /** Waits for a message, on a core that nobody else wants. */
    public static void forMessage() {
        Thread.onSpinWait();
    }
}
