// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * The kernels that were woken by threads that are no workers, and those for which a worker had no room: oldest first, for any
 * worker. There is room for all, and nothing is allocated: a kernel is in one queue at most. Who adds never waits; who takes does so
 * under a lock.
 */
final class Arrivals {
    private final ArrivalChain<Kernel> chain = new ArrivalChain<>();

    /** Adds a kernel that is in no queue. With a full fence: what is read after it is read after others can see the kernel. */
    void add(Kernel kernel) {
        chain.add(kernel);
    }

    boolean isEmpty() {
        return chain.isEmpty();
    }

    /** Takes the oldest kernel. {@return it, or null} */
    @Nullable
    Kernel take() {
        synchronized (this) {
            return chain.poll();
        }
    }

    /** Takes the oldest kernel, and moves some more of them into the ring of a worker. {@return it, or null} */
    @Nullable
    Kernel takeFor(RunQueue worker, int more) {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Kernel first = chain.poll();
            for (int i = Math.min(more, worker.room()); i > 0 && first != null; i--) {
                Kernel other = chain.poll();
                if (other == null) {
                    break;
                }
                worker.add(other);
            }
            return first;
        }
    }
}
