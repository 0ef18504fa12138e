// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A critical section of one re-entrant kernel: while a coroutine is in it, also while that waits, no other enters. Between two waits
 * a handler has its kernel for itself anyway.
 *
 * <pre>{@code
 * return seats.hold(context, TEN_SECONDS, () -> {
 *     int seat = sold + 1;
 *     cashier.call(new Charge(1200), Paid.class, TEN_SECONDS); // others are let in, but not into this section
 *     sold = seat;
 *     return new Ticket(booking.name(), seat);
 * });
 * }</pre>
 *
 * <p>Who waits longest enters first. The coroutine that is in the section may enter it again. It leaves by returning or throwing,
 * so one that is cancelled leaves, too. In a kernel that is not re-entrant nobody else is there, and nothing waits. A kernel that
 * does not run in coroutines has no sections: {@link #hold} fails there.
 *
 * <p>Belongs to the kernel that uses it first, until that has ended.
 */
public final class KernelLock {
    /** Most coroutines that wait for one lock. */
    public static final int MOST_WAITING = 1024;

    private final String name;
    private final AtomicReference<@Nullable Kernel> user = new AtomicReference<>();

    /* Of the coroutine that has the kernel. */
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Entry holder;

    /**
     * Creates a lock that nobody holds.
     *
     * @param name for errors
     */
    public KernelLock(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** One coroutine that holds the lock, or waits for it. */
    private final class Entry {
        private final Thread thread = Thread.currentThread();
        private final String what;

        Entry(String what) {
            this.what = what;
        }

        @Override
        public String toString() {
            return "lock " + name;
        }
    }

    /**
     * Runs a section while no other coroutine of the kernel is in one of this lock.
     *
     * @param <T>     type of what the section returns
     * @param context of the calling handler
     * @param timeout how long to wait for the lock
     * @param section to run; may wait
     * @return what the section returns
     * @throws KernelTimeoutException if the lock was not free in time; names who holds it
     * @throws CoroutineCancelledException if the kernel goes on without this coroutine
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if the kernel does not run in coroutines, the lock belongs to another kernel, {@value
     *     #MOST_WAITING} coroutines wait already, or the caller would have to wait where it keeps its kernel
     * @throws Exception what the section throws
     */
    public <T extends @Nullable Object> T hold(KernelContext context, Duration timeout, Callable<T> section)
            throws Exception {
        long timeoutNs = Nanos.ofTimeout(timeout);
        Objects.requireNonNull(section, "section");
        DispatchContext caller = (DispatchContext) Objects.requireNonNull(context, "context");
        ReentrantCoroutines coroutines = caller.checkLock();
        Kernel kernel = caller.kernel();
        belongTo(kernel);
        if (coroutines == null || holder != null && holder.thread == Thread.currentThread()) {
            return section.call();
        }
        enter(kernel, coroutines, new Entry(caller.textOfHand()), timeoutNs);
        try {
            return section.call();
        } finally {
            leave(coroutines);
        }
    }

    private void belongTo(Kernel kernel) {
        Kernel other = user.get();
        if (other != kernel && (other != null && !other.state().isEnded() || !user.compareAndSet(other, kernel))) {
            throw new IllegalStateException("lock belongs to another kernel: lock=" + name + ", kernel=" + kernel.id()
                    + "; make one for each instance");
        }
        if (other != kernel) {
            holder = null; // of one that was given up
            waiting.clear();
        }
    }

    private void enter(Kernel kernel, ReentrantCoroutines coroutines, Entry self, long timeoutNs) {
        if (holder == null) {
            holder = self;
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            throw new IllegalStateException("too many coroutines wait for a lock: kernel=" + kernel.id() + ", lock="
                    + name + ", limit=" + MOST_WAITING + ", holder=" + holder.what);
        }
        waiting.add(self);
        boolean isIn = false;
        try {
            coroutines.waitFor(self, timeoutNs);
            isIn = holder == self;
        } finally {
            if (!isIn) {
                giveUp(coroutines, self);
            }
        }
        if (!isIn) {
            Entry other = holder;
            throw new KernelTimeoutException("lock was not free in time: kernel=" + kernel.id() + ", lock=" + name
                    + ", timeoutMs=" + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + ", holder="
                    + (other == null ? "none" : other.what) + ", waiting=" + waiting.size()
                    + "; wait for longer, or do less in the section");
        }
    }

    /* One that was cancelled may have been given the lock before. */
    private void giveUp(ReentrantCoroutines coroutines, Entry self) {
        if (holder == self) {
            leave(coroutines);
        } else {
            waiting.remove(self);
        }
    }

    /* The lock goes to the next one directly, so that nobody enters before it. */
    private void leave(ReentrantCoroutines coroutines) {
        Entry next = waiting.poll();
        while (next != null && !coroutines.wakeup(next)) {
            next = waiting.poll(); // its time is over
        }
        holder = next;
    }
}
