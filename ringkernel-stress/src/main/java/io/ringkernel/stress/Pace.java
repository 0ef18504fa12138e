// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import java.time.Duration;

/** How long races wait, and how they come to meet. */
public final class Pace {
    /** Longer than anything takes that is not stuck. */
    public static final Duration LONG = Duration.ofSeconds(5);

    private static final int LONGEST_HESITATION = 1 << 7;
    private static int hesitation; // of one actor at a time; a lost update is no loss

    private Pace() {}

    /**
     * Tells whether a wait was over in time. What waits may find what it waited for when its timeout is over, although
     * nobody woke it, so its result does not tell.
     *
     * @param startNs value of {@link System#nanoTime} before the wait
     * @return whether less than {@link #LONG} has gone by
     */
    public static boolean isInTime(long startNs) {
        return System.nanoTime() - startNs < LONG.toNanos();
    }

    /** Gives the other actor some time, each time another, so that it gets as far as the wait in some samples. */
    public static void hesitate() {
        hesitation = hesitation + 1 & LONGEST_HESITATION - 1;
        for (int i = 0; i < hesitation; i++) {
            Thread.onSpinWait();
        }
    }
}
