// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * The kernels that were woken by threads that are no workers, and those for which a worker had no room, for any worker: oldest first, but
 * those that have a message of the highest level as they arrive apart from the others, so that who wants one finds it at once. There is
 * room for all, and nothing is allocated: a kernel is in one queue at most. Who adds never waits; who takes does so under a lock.
 */
final class Arrivals {
    /** Among how many others one is looked for that has got a message of the highest level since it arrived. */
    static final int MOST_LOOKED_AT = 256;

    private final ArrivalChain<Kernel> urgent = new ArrivalChain<>();
    private final ArrivalChain<Kernel> others = new ArrivalChain<>();

    /** Adds a kernel that is in no queue. With a full fence: what is read after it is read after others can see the kernel. */
    void add(Kernel kernel) {
        (kernel.hasUrgent() ? urgent : others).add(kernel);
    }

    boolean isEmpty() {
        return others.isEmpty() && urgent.isEmpty();
    }

    /** {@return whether one is there that had a message of the highest level as it arrived} */
    boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    /** Takes the next kernel. {@return it, or null} */
    @Nullable
    Kernel take() {
        synchronized (this) {
            return poll();
        }
    }

    /** Takes the next kernel, and moves some more of them into the ring of a worker. {@return it, or null} */
    @Nullable
    Kernel takeFor(RunQueue worker, int more) {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Kernel first = poll();
            for (int i = Math.min(more, worker.room()); i > 0 && first != null; i--) {
                Kernel other = poll();
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
            return first != null ? first : others.pollIf(Kernel::hasUrgent, MOST_LOOKED_AT);
        }
    }

    /* Urgent ones come first by takeUrgent; who calls this wants another, or all. */
    private @Nullable Kernel poll() {
        Kernel first = others.poll();
        return first != null ? first : urgent.poll();
    }
}
