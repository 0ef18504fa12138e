// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** How a kernel with a thread of its own waits while its lanes are empty: the faster it wakes, the more it burns. */
public enum Idle {
    /** Spins. Wakes in the time one cache line takes between cores; occupies a core even when nothing happens. */
    BUSY_SPIN,
    /** Spins, then yields to other threads. Occupies a core that nobody else wants. */
    YIELDING,
    /** Spins, yields, then parks until the next message. Free when idle, quick while messages keep coming. */
    BACKOFF,
    /** Parks as soon as there is nothing to do. Free when idle; waking takes tens of microseconds. */
    PARKING
}
