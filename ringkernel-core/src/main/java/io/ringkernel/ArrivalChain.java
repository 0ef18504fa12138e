// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A queue of any length for which nothing is allocated: what is in it is a link of the chain. Any thread adds; one at a time takes,
 * oldest first, and hands over to the next with a happens-before edge.
 *
 * <p>Who adds pushes onto a stack with one compare-and-set, and never waits. Who takes has the whole stack when the chain is used up, and
 * turns it round.
 *
 * @param <T> of what is in it
 */
final class ArrivalChain<T extends Linked<T>> {
    private static final VarHandle LATEST;
    private static final VarHandle OLDEST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LATEST = lookup.findVarHandle(ArrivalChain.class, "latest", Linked.class);
            OLDEST = lookup.findVarHandle(ArrivalChain.class, "oldest", Linked.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable T latest;
    private @Nullable T oldest; // written by who takes

    /** Adds what is in no queue. With a full fence: what is read after it is read after others can see the arrival. */
    void add(T arrival) {
        T before;
        do {
            before = latest;
            arrival.laterArrival = before;
        } while (!LATEST.compareAndSet(this, before, arrival));
    }

    /** {@return whether nothing is there; for any thread, to which it may seem so while another takes} */
    boolean isEmpty() {
        return latest == null && OLDEST.getAcquire(this) == null;
    }

    /** Takes the oldest. {@return it, or null} */
    @Nullable
    T poll() {
        T first = oldest;
        if (first == null) {
            first = takeStack();
        }
        if (first != null) {
            OLDEST.setRelease(this, first.laterArrival);
            first.laterArrival = null;
        }
        return first;
    }

    @SuppressWarnings("unchecked") // what add has put there
    private @Nullable T takeStack() {
        return latest == null ? null : turnRound((T) LATEST.getAndSet(this, null));
    }

    private static <T extends Linked<T>> @Nullable T turnRound(@Nullable T stack) {
        T done = null;
        T rest = stack;
        while (rest != null) {
            T below = rest.laterArrival;
            rest.laterArrival = done;
            done = rest;
            rest = below;
        }
        return done;
    }
}
