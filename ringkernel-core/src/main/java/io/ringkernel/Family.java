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

    private Set<Kernel> children = Collections.emptySet(); // guarded by this
    private boolean isOver; // guarded by this

    /* Of the thread that runs the parent. From the end of the children on it has no others until it gets a fresh instance. */
    private boolean isEnding;
    private long deadlineNs;

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
     * @param lastDeadlineNs  at which those that are left are given up
     * @return in how many nanoseconds to come back, or 0 if all have ended
     */
    long end(long drainDeadlineNs, long lastDeadlineNs) {
        if (!isEnding) {
            isEnding = true;
            deadlineNs = lastDeadlineNs;
            beginEndOfAll(drainDeadlineNs);
        }
        long leftNs = deadlineNs - System.nanoTime();
        if (leftNs > 0 && !isEmpty()) {
            return leftNs;
        }
        for (Kernel child : newestFirst()) {
            child.control.giveUp();
        }
        return 0;
    }

    private void beginEndOfAll(long drainDeadlineNs) {
        for (Kernel child : newestFirst()) {
            child.control.beginEnd(drainDeadlineNs);
        }
    }

    /** Gives up those that have not ended by now, and lets the parent have others again, those of a fresh instance. */
    void beginAnew() {
        end(System.nanoTime(), System.nanoTime());
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
