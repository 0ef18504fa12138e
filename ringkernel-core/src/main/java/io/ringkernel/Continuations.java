// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * The requests of one kernel that have ended, until its turn comes, and how many have not ended yet. Any thread adds; the
 * one that runs the kernel takes. There is room for all: each was in the table of requests before.
 */
final class Continuations {
    private final ArrivalChain<KernelRequest<?>> ended = new ArrivalChain<>();

    /* Written by the thread that runs the kernel alone; includes those that have ended and wait for their turn. */
    private volatile int outstanding;

    /** Notes that a request was sent. */
    void begin() {
        outstanding = outstanding + 1; // of one thread
    }

    /** Adds a request that has ended. The caller rings for the kernel after that. */
    void add(KernelRequest<?> request) {
        ended.add(request);
    }

    /** {@return whether a continuation is due; for any thread} */
    boolean isDue() {
        return !ended.isEmpty();
    }

    /** {@return whether requests have not ended yet, or their continuations are due; for any thread} */
    boolean isOutstanding() {
        return outstanding > 0;
    }

    /** {@return the next request that has ended, or null} */
    @Nullable
    KernelRequest<?> next() {
        KernelRequest<?> next = ended.poll();
        if (next != null) {
            outstanding = outstanding - 1; // of one thread
        }
        return next;
    }
}
