// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel waits, in a handler or a hook, for which other: for the answer to a call, or for a step of its life. A kernel
 * waits for one at a time, so the graph is made of chains, and a wait that would close one to a ring is found before it
 * begins. Waits begin one after the other, so of those that would close a ring together the last is refused, and no other.
 */
final class WaitGraph {
    private final KernelRegistry registry;
    private final WorkerPool pool;
    private final RequestTable requests;

    WaitGraph(KernelRegistry registry, WorkerPool pool, RequestTable requests) {
        this.registry = registry;
        this.pool = pool;
        this.requests = requests;
    }

    /** One wait for a step of a kernel, until it is closed. While it lasts, another worker runs for the one that waits. */
    final class Wait implements AutoCloseable {
        private final @Nullable Kernel waiter;
        private final @Nullable String ring;
        private final boolean occupiesWorker;

        private Wait(@Nullable Kernel waiter, Kernel target) {
            this.waiter = waiter;
            this.ring = waiter == null ? null : enter(waiter, target);
            this.occupiesWorker = ring == null && pool.beginWait();
        }

        /** {@return who would wait for whom in a ring; null if there is none} */
        @Nullable
        String ring() {
            return ring;
        }

        @Override
        public void close() {
            if (waiter != null) {
                waiter.awaited = null;
            }
            if (occupiesWorker) {
                pool.endWait();
            }
        }
    }

    /** Begins to wait for the handler or hook of a kernel; a wait that closes a ring must not be waited for. */
    Wait begin(Kernel target) {
        return new Wait(registry.runBy(Thread.currentThread()), target);
    }

    private synchronized @Nullable String enter(Kernel waiter, Kernel target) {
        waiter.awaited = target;
        String ring = ringOf(waiter);
        if (ring != null) {
            waiter.awaited = null;
        }
        return ring;
    }

    /** Begins to wait for an answer. {@return who would wait for whom in a ring; null if the wait may go on} */
    synchronized @Nullable String enter(Kernel waiter, long request) {
        waiter.waitsFor = request;
        String ring = ringOf(waiter);
        if (ring != null) {
            waiter.waitsFor = RequestTable.NONE;
        }
        return ring;
    }

    /**
     * Lets another kernel owe an answer.
     *
     * @return who would wait for whom in a ring; null if the other owes it from now on
     */
    synchronized @Nullable String handOver(long request, Kernel from, Kernel to) {
        requests.handOver(request, to);
        String ring = ringOf(to);
        if (ring != null) {
            requests.handOver(request, from);
        }
        return ring;
    }

    private @Nullable String ringOf(Kernel self) {
        List<Kernel> chain = new ArrayList<>();
        Kernel kernel = self;
        do {
            chain.add(kernel);
            kernel = next(kernel);
        } while (kernel != null && !chain.contains(kernel));
        return kernel == self ? textOf(chain) : null;
    }

    private @Nullable Kernel next(Kernel kernel) {
        Kernel awaited = kernel.awaited;
        return awaited != null ? awaited : requests.ownerOf(kernel.waitsFor);
    }

    private static String textOf(List<Kernel> chain) {
        StringBuilder ring = new StringBuilder();
        chain.forEach(each -> ring.append(each.id()).append(" → "));
        return ring.append(chain.get(0).id()).toString();
    }
}
