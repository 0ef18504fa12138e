// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches how full one lane is, and says so when it comes up to the high mark, and when it has come down to the low one
 * after that: so a lane that swings around one of them is not told of again and again.
 *
 * <p>The high mark is looked at by the sender whose message may be the one that reaches it, and by each that finds the lane
 * full; the low one whenever slots are given back. What is told comes one after the other, and in turns.
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

    private static final VarHandle NEXT_LOOK;

    static {
        try {
            NEXT_LOOK = MethodHandles.lookup().findVarHandle(WaterMarks.class, "nextLook", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int low;
    private final int high;
    private final Listener listener;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile boolean isHigh;

    /*
     * The first sequence with which the lane may come up to the high mark, as whoever looked last saw the kernel. The kernel only
     * goes on, so a value that somebody wrote once is never too high, whoever overwrites it with which other: so it has no order.
     * The fuller the lane is, the sooner it is looked at again; one that is nearly empty is, once in as many messages as the mark.
     */
    private long nextLook;

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
        this.nextLook = high - 1L;
    }

    /** Looks whether the lane has come up to the high mark with a message that was just published. */
    void rise(Lane lane, long sequence) {
        if (sequence < (long) NEXT_LOOK.getOpaque(this)) {
            return;
        }
        VarHandle.fullFence(); // the message before "is it high": a kernel that spins is sent to without one
        if (isHigh) {
            return;
        }
        long next = lane.done() + high;
        if (sequence >= next) {
            tell(lane);
        } else {
            NEXT_LOOK.setOpaque(this, next);
        }
    }

    /** Looks whether the lane is as full as the high mark, whoever has its slots. */
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
     * Who changes the state looks at the lane once more after that: it may have been emptied, or filled, in between, by somebody
     * who has seen the state as it was. The fence is the other half of the one in rise, and of the one that fall comes after.
     */
    private void tell(Lane lane) {
        telling.lock();
        try {
            for (long waiting = lane.backlog(); isHigh ? waiting <= low : waiting >= high; waiting = lane.backlog()) {
                isHigh = !isHigh;
                listener.onMark(isHigh, (int) waiting);
                VarHandle.fullFence();
            }
        } finally {
            telling.unlock();
        }
    }
}
