// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kernels that a kernel has launched and that end with it. */
final class Family {
    /** How long children get to finish what they have in hand when nobody waits for the end of their parent. */
    static final long LONGEST_WAIT_NS = 5_000_000_000L;

    /** How much longer than a child has to end it is waited for. */
    static final long GRACE_NS = 100_000_000;

    private Set<Kernel> children = Collections.emptySet(); // guarded by this
    private boolean isOver; // guarded by this

    /* Written by the thread that runs the parent. From the end of the children on it has no others until it gets a fresh instance. */
    private volatile boolean isEnding;
    private volatile boolean isExtended;
    private volatile long deadlineNs;

    /** Takes a child in; called by the thread that runs the parent. {@return whether the parent still may have one} */
    synchronized boolean adopt(Kernel child) {
        if (isOver || isEnding) {
            return false;
        }
        if (children == Collections.<Kernel>emptySet()) {
            children = new LinkedHashSet<>();
        }
        return children.add(child);
    }

    /** Forgets a child that has ended. {@return whether it was one} */
    synchronized boolean forget(Kernel child) {
        return children.remove(child);
    }

    synchronized boolean isEmpty() {
        return children.isEmpty();
    }

    /** {@return whether the children are asked to end, and there is time to wait for them} */
    boolean isAwaited() {
        return isEnding && !isEmpty() && System.nanoTime() - deadlineNs < 0;
    }

    /**
     * Ends all children, the last launched first. There is no other until {@link #beginAnew}.
     *
     * @param drainDeadlineNs until which they handle what they have
     * @param lastDeadlineNs  at which those that are left are given up, but for what they have on their part to wait for
     * @return in how many nanoseconds to come back, or 0 if all have ended
     */
    long end(long drainDeadlineNs, long lastDeadlineNs) {
        if (!isEnding) {
            beginEnd(drainDeadlineNs, lastDeadlineNs);
        } else if (deadlineNs - System.nanoTime() <= 0) {
            extend(drainDeadlineNs + LONGEST_WAIT_NS);
        }
        long leftNs = deadlineNs - System.nanoTime();
        if (leftNs > 0 && !isEmpty()) {
            return leftNs;
        }
        giveUp();
        return 0;
    }

    private void beginEnd(long drainDeadlineNs, long lastDeadlineNs) {
        deadlineNs = lastDeadlineNs;
        isEnding = true;
        beginEndOfAll(drainDeadlineNs);
    }

    private void extend(long latestNs) {
        long oldNs = deadlineNs - GRACE_NS;
        long fromNs = graceFromNs(oldNs);
        if (fromNs != oldNs) {
            deadlineNs = Nanos.earlier(fromNs + GRACE_NS, latestNs);
            isExtended = true;
        }
    }

    /** {@return as {@link Kernel#graceFromNs}, of the children that are to end, and of those that did} */
    long graceFromNs(long deadlineNs) {
        long fromNs = isExtended ? Nanos.later(this.deadlineNs - GRACE_NS, deadlineNs) : deadlineNs;
        if (isEnding) {
            for (Kernel child : newestFirst()) {
                fromNs = child.graceFromNs(fromNs);
            }
        }
        return fromNs;
    }

    private void giveUp() {
        for (Kernel child : newestFirst()) {
            child.control.giveUp();
        }
    }

    private void beginEndOfAll(long drainDeadlineNs) {
        for (Kernel child : newestFirst()) {
            child.control.beginEnd(drainDeadlineNs);
        }
    }

    /** Gives up those that have not ended by now, and lets the parent have others again, those of a fresh instance. */
    void beginAnew() {
        long nowNs = System.nanoTime();
        if (!isEnding) {
            beginEnd(nowNs, nowNs);
        }
        giveUp();
        isExtended = false;
        isEnding = false;
    }

    /** Ends all children at once, and waits for none; there will be no other. Called by any thread. */
    void leave() {
        synchronized (this) {
            isOver = true;
        }
        beginEndOfAll(System.nanoTime());
    }

    private synchronized List<Kernel> newestFirst() {
        if (children.isEmpty()) {
            return List.of();
        }
        List<Kernel> kernels = new ArrayList<>(children);
        Collections.reverse(kernels);
        return kernels;
    }
}
