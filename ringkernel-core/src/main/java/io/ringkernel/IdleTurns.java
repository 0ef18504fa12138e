// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Idle;

/** How a dedicated thread that finds nothing to do waits: it looks again, after a moment or a yield, until it is to park. */
final class IdleTurns {
    /** That it is time to park. */
    static final int PARK = -1;

    private static final int SPINS = 1_000;
    private static final int YIELDS = 100;

    private IdleTurns() {}

    /**
     * Waits for a moment, unless it is time to park.
     *
     * @param idle      in which way
     * @param idleTurns how often in a row nothing was found before
     * @return how often after this, to be given the next time; or {@link #PARK}
     */
    static int after(Idle idle, int idleTurns) {
        int spins = idle == Idle.PARKING ? 0 : idle == Idle.BUSY_SPIN ? Integer.MAX_VALUE : SPINS;
        int yields = idle == Idle.YIELDING ? Integer.MAX_VALUE : idle == Idle.BACKOFF ? YIELDS : 0;
        if (idleTurns < spins) {
            Thread.onSpinWait();
        } else if (idleTurns - spins < yields) {
            Thread.yield();
        } else {
            return PARK;
        }
        return idleTurns == Integer.MAX_VALUE - 1 ? SPINS : idleTurns + 1;
    }
}
