// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;
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

    /** Takes the oldest that meets a condition, if that is among the first so many. {@return it, or null} */
    @Nullable
    T pollIf(Predicate<T> condition, int most) {
        T before = null;
        T next = oldest == null ? append(null) : oldest;
        for (int i = 0; next != null && i < most; i++) {
            if (condition.test(next)) {
                link(before, next.laterArrival);
                next.laterArrival = null;
                return next;
            }
            before = next;
            next = next.laterArrival == null ? append(next) : next.laterArrival;
        }
        return null;
    }

    /** Puts what has been added since behind the last one. {@return the first of it, or null} */
    private @Nullable T append(@Nullable T last) {
        T added = takeStack();
        if (added != null) {
            link(last, added);
        }
        return added;
    }

    private void link(@Nullable T before, @Nullable T next) {
        if (before == null) {
            OLDEST.setRelease(this, next);
        } else {
            before.laterArrival = next;
        }
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
