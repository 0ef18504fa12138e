// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * The kernels that were woken by threads that are no workers, and those for which a worker had no room, for any worker. There is
 * room for all, and nothing is allocated: a kernel is in one queue at most.
 *
 * <p>Those that have a message of the highest level as they arrive stand apart from the others, so that who wants one finds it at once.
 *
 * <p>New kernels for which a worker had no room, the surplus, are taken newest first, in turns with the oldest of the others. So a tree
 * of kernels that launch others, and wait for what these say, is gone through branch by branch; oldest first would be level by
 * level, and all of them would live at once. Now and then the oldest of the surplus is taken, so that none is left behind.
 */
final class Arrivals {
    /** Among how many others one is looked for that has got a message of the highest level since it arrived. */
    static final int MOST_LOOKED_AT = 256;

    /** Every how many times that the oldest is taken it is that of the surplus. */
    static final int SURPLUS_INTERVAL = 16;

    private final ArrivalChain<Kernel> urgent = new ArrivalChain<>();
    private final ArrivalChain<Kernel> others = new ArrivalChain<>();
    private final Surplus surplus = new Surplus(); // guarded by this
    private boolean isForSurplus; // whose turn it was; guarded by this, as the next
    private int takenOldest;

    /**
     * Adds a kernel that is in no queue. Never waits. With a full fence: what is read after it is read after others can see the kernel.
     */
    void add(Kernel kernel) {
        (kernel.hasUrgent() ? urgent : others).add(kernel);
    }

    /** Adds one that a kernel of a worker has woken, which has no room for it. */
    void addSurplus(Kernel kernel) {
        boolean isNew = kernel.passed() == 0;
        if (isNew && !kernel.hasUrgent()) {
            synchronized (this) {
                surplus.add(kernel);
            }
        } else {
            add(kernel);
        }
    }

    boolean isEmpty() {
        return others.isEmpty() && urgent.isEmpty() && surplus.isEmpty();
    }

    /** {@return whether one is there that had a message of the highest level as it arrived} */
    boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    /** Takes any kernel. {@return it, or null} */
    @Nullable
    Kernel take() {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            return pollInTurns();
        }
    }

    /** Takes the oldest of those that are no surplus; now and then the oldest of that. {@return it, or null} */
    @Nullable
    Kernel takeOldest() {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Kernel oldest = ++takenOldest % SURPLUS_INTERVAL == 0 ? surplus.poll() : null;
            return oldest != null ? oldest : pollOthers();
        }
    }

    /** Takes a kernel, and moves some more into the ring of a worker. {@return it, or null} */
    @Nullable
    Kernel takeFor(RunQueue worker, int more) {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Kernel first = pollInTurns();
            for (int i = Math.min(more, worker.room()); i > 0 && first != null; i--) {
                Kernel other = pollInTurns();
                if (other == null) {
                    break;
                }
                worker.add(other);
            }
            return first;
        }
    }

    /** Takes a kernel that has a message of the highest level, if one is found. {@return it, or null} */
    @Nullable
    Kernel takeUrgent() {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Kernel first = urgent.poll();
            if (first == null) {
                first = others.pollIf(Kernel::hasUrgent, MOST_LOOKED_AT);
            }
            return first != null ? first : surplus.pollIf(Kernel::hasUrgent, MOST_LOOKED_AT);
        }
    }

    private @Nullable Kernel pollInTurns() {
        isForSurplus = !isForSurplus;
        Kernel first = isForSurplus ? surplus.pop() : pollOthers();
        if (first != null) {
            return first;
        }
        return isForSurplus ? pollOthers() : surplus.pop();
    }

    /* Urgent ones come first by takeUrgent; who calls this wants another, or all. */
    private @Nullable Kernel pollOthers() {
        Kernel first = others.poll();
        return first != null ? first : urgent.poll();
    }
}
