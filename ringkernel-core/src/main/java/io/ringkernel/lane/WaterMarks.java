// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches how full one lane is, and says so when it comes up to the high mark, and when it has come down to the low one
 * after that: so a lane that swings around one of them is not told of again and again.
 *
 * <p>The high mark is looked at by each sender that finds the lane full, and with each message that is stamped; the low one
 * whenever slots are given back. What is told comes one after the other, and in turns.
 */
public final class WaterMarks {
    /** Is told of the marks of one lane. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes notice; on the thread of a sender or of the kernel, which goes on when this returns.
         *
         * @param isHigh  whether it is the high mark
         * @param waiting number of slots that are taken
         */
        void onMark(boolean isHigh, int waiting);
    }

    private final int low;
    private final int high;
    private final Listener listener;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile boolean isHigh;

    /**
     * Creates the marks of a lane that is empty.
     *
     * @param low      0 or more
     * @param high     more than {@code low}
     * @param listener to tell
     */
    public WaterMarks(int low, int high, Listener listener) {
        this.low = low;
        this.high = high;
        this.listener = listener;
    }

    /** Looks whether the lane has come up to the high mark. */
    void rise(Lane lane) {
        if (!isHigh && lane.backlog() >= high) {
            tell(lane);
        }
    }

    /** Looks whether the lane has come down to the low mark; called after slots were given back, and a full fence. */
    void fall(Lane lane) {
        if (isHigh && lane.backlog() <= low) {
            tell(lane);
        }
    }

    /*
     * Who raises the state looks at the lane once more after that: the kernel may have emptied it in between, and have seen
     * the state as it was. The fence is the other half of the one that fall comes after.
     */
    private void tell(Lane lane) {
        telling.lock();
        try {
            long waiting = lane.backlog();
            if (!isHigh && waiting >= high) {
                isHigh = true;
                listener.onMark(true, (int) waiting);
                VarHandle.fullFence();
                waiting = lane.backlog();
            }
            if (isHigh && waiting <= low) {
                isHigh = false;
                listener.onMark(false, (int) waiting);
            }
        } finally {
            telling.unlock();
        }
    }
}
