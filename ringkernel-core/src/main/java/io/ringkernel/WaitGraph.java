// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel waits, in a handler or a hook, for the handler or hook of which other. A kernel waits for one at a time,
 * so the graph is made of chains, and a wait that would close one to a ring is found before it begins.
 */
final class WaitGraph {
    private final KernelRegistry registry;
    private final WorkerPool pool;
    private final Map<Kernel, Kernel> waits = new HashMap<>(); // guarded by this

    WaitGraph(KernelRegistry registry, WorkerPool pool) {
        this.registry = registry;
        this.pool = pool;
    }

    /** One wait, until it is closed. While it lasts, another worker runs for the one that waits. */
    final class Wait implements AutoCloseable {
        private final @Nullable Kernel waiter;
        private final Set<String> ring;
        private final boolean occupiesWorker;

        private Wait(@Nullable Kernel waiter, Kernel target) {
            this.waiter = waiter;
            this.ring = waiter == null ? Set.of() : enter(waiter, target);
            this.occupiesWorker = ring.isEmpty() && pool.beginWait();
        }

        /** {@return whether the kernel that is waited for waits for the waiting one, over how many others ever} */
        boolean isCircular() {
            return !ring.isEmpty();
        }

        /** {@return who waits for whom} */
        String ringText() {
            return ring.stream().collect(Collectors.joining(" → ")) + " → "
                    + ring.iterator().next();
        }

        @Override
        public void close() {
            if (isCircular()) {
                return;
            }
            if (waiter != null) {
                leave(waiter);
            }
            if (occupiesWorker) {
                pool.endWait();
            }
        }
    }

    /** Begins to wait for the handler or hook of a kernel; a wait that is circular must not be waited for. */
    Wait begin(Kernel target) {
        return new Wait(registry.runBy(Thread.currentThread()), target);
    }

    private synchronized Set<String> enter(Kernel waiter, Kernel target) {
        Set<String> chain = new LinkedHashSet<>(Set.of(waiter.id()));
        for (Kernel next = target; next != null; next = waits.get(next)) {
            if (next == waiter) {
                return chain;
            }
            chain.add(next.id());
        }
        waits.put(waiter, target);
        return Set.of();
    }

    private synchronized void leave(Kernel waiter) {
        waits.remove(waiter);
    }
}
