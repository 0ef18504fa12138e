// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel waits, in a handler or a hook, for which other: for the answer to a call, or for a step of its life. A kernel
 * waits for one at a time, so the graph is made of chains, and a wait that would close one to a ring is found before it
 * begins. Waits begin one after the other, so of those that would close a ring together the last is refused, and no other.
 * A re-entrant kernel that waits for an answer goes on, and only who waits for the very message that waits is held up by it.
 */
final class WaitGraph {
    private final Supplier<HandlerWait> waits;
    private final RequestTable requests;

    WaitGraph(Supplier<HandlerWait> waits, RequestTable requests) {
        this.waits = waits;
        this.requests = requests;
    }

    /** One wait for a step of a kernel, until it is ended. While it lasts, others have the worker, or the kernel, of the one that waits. */
    final class Wait {
        private final @Nullable Kernel waiter;
        private final @Nullable String ring;
        private final HandlerWait wait;

        private Wait(@Nullable Kernel waiter, Kernel target) {
            this.waiter = waiter;
            this.ring = waiter == null ? null : enter(waiter, target);
            this.wait = ring == null ? begun(waiter) : HandlerWait.OF_NOBODY;
        }

        private HandlerWait begun(@Nullable Kernel waiter) {
            try {
                return waits.get();
            } catch (RuntimeException | Error e) { // cancelled, or no more threads: it does not wait
                if (waiter != null) {
                    waiter.awaited = null;
                }
                throw e;
            }
        }

        /** {@return who would wait for whom in a ring; null if there is none} */
        @Nullable
        String ring() {
            return ring;
        }

        /** Ends it. What is thrown then comes before what the wait itself has thrown. */
        void end() {
            if (waiter != null) {
                waiter.awaited = null;
            }
            wait.end(false);
        }
    }

    /** Begins to wait for the handler or hook of a kernel; a wait that closes a ring must not be waited for. */
    Wait begin(Kernel target) {
        Kernel waiter = KernelThread.runByCaller(target.runtime);
        return new Wait(waiter == null || waiter.givesWay() ? null : waiter, target);
    }

    private synchronized @Nullable String enter(Kernel waiter, Kernel target) {
        waiter.awaited = target;
        String ring = ringOf(new Waiter(waiter, RequestTable.NONE));
        if (ring != null) {
            waiter.awaited = null;
        }
        return ring;
    }

    /** Begins to wait for an answer. {@return who would wait for whom in a ring; null if the wait may go on} */
    synchronized @Nullable String enter(Kernel waiter, long request) {
        if (waiter.givesWay()) {
            return enterInHand(waiter, request);
        }
        waiter.waitsFor = request;
        String ring = ringOf(new Waiter(waiter, RequestTable.NONE));
        if (ring != null) {
            waiter.waitsFor = RequestTable.NONE;
        }
        return ring;
    }

    /* Only who waits for the very message in hand waits for its kernel. */
    private @Nullable String enterInHand(Kernel waiter, long request) {
        ReentrantCoroutines reentry = Objects.requireNonNull(waiter.reentry);
        long inHand = waiter.context().requestInHand();
        if (inHand == RequestTable.NONE) {
            return null;
        }
        reentry.await(inHand, request);
        String ring = ringOf(new Waiter(waiter, inHand));
        if (ring != null) {
            reentry.forget(inHand);
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
        String ring = ringOf(waiterFor(request, to));
        if (ring != null) {
            requests.handOver(request, from);
        }
        return ring;
    }

    /**
     * Who waits: a kernel, or of one that lets others in meanwhile the coroutine that has a request in hand.
     *
     * @param kernel of both
     * @param inHand the request, or none
     */
    private record Waiter(Kernel kernel, long inHand) {}

    private static Waiter waiterFor(long request, Kernel owner) {
        return new Waiter(owner, owner.reentry == null ? RequestTable.NONE : request);
    }

    private @Nullable String ringOf(Waiter self) {
        List<Waiter> chain = new ArrayList<>();
        Waiter waiter = self;
        do {
            chain.add(waiter);
            waiter = next(waiter);
        } while (waiter != null && !chain.contains(waiter));
        return self.equals(waiter) ? textOf(chain) : null;
    }

    private @Nullable Waiter next(Waiter waiter) {
        Kernel awaited = waiter.kernel.awaited;
        if (awaited != null) {
            return new Waiter(awaited, RequestTable.NONE);
        }
        long request = waitsFor(waiter);
        Kernel owner = requests.ownerOf(request);
        if (owner != null) {
            return waiterFor(request, owner);
        }
        Kernel holder = waiter.kernel.threadHolder(); // if that waits, so does all on its thread
        return holder == null ? null : new Waiter(holder, RequestTable.NONE);
    }

    /* A hook keeps its kernel, so that also its coroutines wait for what it waits for. */
    private static long waitsFor(Waiter waiter) {
        ReentrantCoroutines reentry = waiter.kernel.reentry;
        long request = reentry == null ? RequestTable.NONE : reentry.awaitedBy(waiter.inHand);
        return request == RequestTable.NONE ? waiter.kernel.waitsFor : request;
    }

    private String textOf(List<Waiter> chain) {
        StringBuilder ring = new StringBuilder();
        for (Waiter each : chain) {
            ring.append(each.kernel.id());
            if (each.kernel.awaited == null && requests.ownerOf(waitsFor(each)) == null) {
                ring.append(" (waits for its thread)");
            }
            ring.append(" → ");
        }
        return ring.append(chain.get(0).kernel.id()).toString();
    }
}
