// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * How long a kernel that has caught up with a stream lets it get ahead.
 *
 * <p>One that is faster than its sender would take each cache line away in the moment in which it is written, and both would
 * wait for the line to travel, message by message. So it spins a little before it looks again: twice as long as before while
 * a message or more comes in the time of eight spins, half as long when fewer do. Messages that come one by one are no stream:
 * their sender may well wait for the answer. See docs/decisions/0010-a-kernel-that-has-caught-up-lags.md.
 */
final class Lag {
    private static final int LEAST = 4;
    private static final int MOST = 256;
    private static final int SPINS_PER_MESSAGE = 8;

    private Lag() {}

    /**
     * Finds how often to spin after a turn.
     *
     * @param before how often after the turn before, 0 at first
     * @param passed messages of this turn
     * @return 0 to 256
     */
    static int after(int before, int passed) {
        if (passed > 1 && passed * SPINS_PER_MESSAGE >= before) {
            return Math.min(MOST, Math.max(LEAST, before * 2));
        }
        return passed == 0 ? 0 : before / 2;
    }
}
