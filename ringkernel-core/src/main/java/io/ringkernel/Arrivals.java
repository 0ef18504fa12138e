// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that were woken by threads that are no workers, and those for which a worker had no room: oldest first, for any
 * worker. There is room for all, and nothing is allocated: a kernel is in one queue at most, and each is a link of the chain.
 *
 * <p>Who adds pushes onto a stack with one compare-and-set, and never waits. Who takes does so under a lock: takes the whole
 * stack when the chain is used up, and turns it round.
 */
final class Arrivals {
    private static final VarHandle LATEST;

    static {
        try {
            LATEST = MethodHandles.lookup().findVarHandle(Arrivals.class, "latest", Kernel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Kernel latest;
    private volatile @Nullable Kernel oldest; // written under the lock

    /** Adds a kernel that is in no queue. With a full fence: what is read after it is read after others can see the kernel. */
    void add(Kernel kernel) {
        Kernel before;
        do {
            before = latest;
            kernel.laterArrival = before;
        } while (!LATEST.compareAndSet(this, before, kernel));
    }

    boolean isEmpty() {
        return latest == null && oldest == null;
    }

    /** Takes the oldest kernel. {@return it, or null} */
    @Nullable
    Kernel take() {
        synchronized (this) {
            return poll();
        }
    }

    /** Takes the oldest kernel, and moves some more of them into the ring of a worker. {@return it, or null} */
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

    private @Nullable Kernel poll() {
        Kernel first = oldest;
        if (first == null) {
            first = turnRound((Kernel) LATEST.getAndSet(this, null));
        }
        if (first != null) {
            oldest = first.laterArrival;
            first.laterArrival = null;
        }
        return first;
    }

    private static @Nullable Kernel turnRound(@Nullable Kernel stack) {
        Kernel done = null;
        Kernel rest = stack;
        while (rest != null) {
            Kernel below = rest.laterArrival;
            rest.laterArrival = done;
            done = rest;
            rest = below;
        }
        return done;
    }
}
