// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that one worker is to run: the one it runs next, and behind that a ring of others. Its worker alone adds; whoever
 * has nothing to run takes from the ring of others, half of it at a time.
 *
 * <p>The next one is what the kernel woke that runs now: its messages are still in the caches of this core, and where two
 * kernels talk to each other, each is the next of the other. So others take it only when the worker does not come to it.
 *
 * <p>The ring is that of the run queues of Go and Tokio: the worker writes at the tail; the worker and thieves take at the head by
 * compare-and-set. A thief reads first and then takes, and what it has read does not count if another was faster.
 */
final class RunQueue {
    /** Most kernels in the ring. */
    static final int CAPACITY = 256;

    private static final int MASK = CAPACITY - 1;
    private static final VarHandle NEXT;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(RunQueue.class, "next", Kernel.class);
            HEAD = lookup.findVarHandle(RunQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(RunQueue.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Kernel[] ring = new Kernel[CAPACITY];
    private volatile @Nullable Kernel next;
    private volatile long head;
    private volatile long tail; // written by the worker alone
    private long cleared; // of the worker: up to here the ring holds nothing that was taken

    // ---- of the worker

    /** Puts a kernel where it runs next. {@return the one that was to, and is no more; null if there was none} */
    @Nullable
    Kernel putNext(Kernel kernel) {
        return (Kernel) NEXT.getAndSet(this, kernel);
    }

    /** Adds a kernel at the end of the ring. {@return whether there was room} */
    boolean add(Kernel kernel) {
        long end = (long) TAIL.get(this);
        if (end - head >= CAPACITY) {
            return false;
        }
        ring[(int) end & MASK] = kernel;
        TAIL.setRelease(this, end + 1);
        return true;
    }

    /** {@return the oldest kernel of the ring, or null} */
    @Nullable
    Kernel poll() {
        while (true) {
            long first = head;
            if (first == (long) TAIL.get(this)) {
                return null;
            }
            Kernel kernel = ring[(int) first & MASK];
            if (HEAD.compareAndSet(this, first, first + 1)) {
                return kernel;
            }
        }
    }

    /** {@return how many kernels can be added at least} */
    int room() {
        return CAPACITY - (int) ((long) TAIL.get(this) - head);
    }

    /** Forgets kernels that were taken. A thief must not: it cannot know what the worker has written there since. */
    void clear() {
        long first = head;
        for (long i = Math.max(cleared, first - CAPACITY); i < first; i++) {
            ring[(int) i & MASK] = null;
        }
        cleared = first;
    }

    // ---- of any worker

    /** Takes the kernel that was to run next. {@return it, or null} */
    @Nullable
    Kernel takeNext() {
        return next == null ? null : (Kernel) NEXT.getAndSet(this, null);
    }

    boolean hasNext() {
        return next != null;
    }

    /** {@return whether there is something in the ring that can be taken} */
    boolean isEmpty() {
        return head >= tail;
    }

    /** Takes half of the ring, and puts it into that of a thief, which is empty. {@return one of them, or null} */
    @Nullable
    Kernel stealFor(RunQueue thief) {
        while (true) {
            long first = head;
            long there = tail - first;
            if (there <= 0) {
                return null;
            }
            int taken =
                    (int) Math.min(there - there / 2, CAPACITY / 2); // of a head that is old there may seem to be more
            long end = (long) TAIL.get(thief);
            for (int i = 1; i < taken; i++) {
                thief.ring[(int) (end + i - 1) & MASK] = ring[(int) (first + i) & MASK];
            }
            Kernel kernel = ring[(int) first & MASK];
            if (HEAD.compareAndSet(this, first, first + taken)) {
                TAIL.setRelease(thief, end + taken - 1);
                return kernel;
            }
        }
    }
}
