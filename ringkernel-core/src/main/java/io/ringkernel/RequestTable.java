// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one runtime that wait for an answer. The message id of a request says where in the table it waits and
 * in which generation of that place, so an answer finds it without a look-up, and a late one finds that it is gone.
 */
final class RequestTable {
    private static final long SWEEP_INTERVAL_NS = 2_000_000;
    private static final VarHandle KEY;
    private static final VarHandle USED;

    static {
        try {
            KEY = MethodHandles.lookup().findVarHandle(Pending.class, "key", long.class);
            USED = MethodHandles.lookup().findVarHandle(RequestTable.class, "used", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A place. The key is the id of the request that waits, or 0; who swaps it to 0 owns the place until it is freed. */
    private static final class Pending {
        private final int place;
        private volatile long key;
        private long generation;
        private int nextFree;

        private @Nullable CompletableFuture<?> future;
        private @Nullable Class<?> replyType;
        private @Nullable Kernel kernel;
        private String message = "";
        private long sentNs;
        private long deadlineNs;

        Pending(int place) {
            this.place = place;
        }
    }

    private final MessageIds ids;
    private final Pending[] places;

    /* Places are taken from the bottom: above the highest that was ever in use there is nothing to look at. */
    private volatile int used;

    /* Stack of free places: the upper half counts the changes, so that a place that left and came back is noticed. */
    private final AtomicLong free = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final Thread sweeper = new Thread(this::sweepUntilClosed, "ringkernel-timer");
    private volatile boolean sweeperRests;
    private volatile boolean closed;

    RequestTable(int limit, MessageIds ids) {
        this.ids = ids;
        this.places = new Pending[limit];
        for (int i = 0; i < limit; i++) {
            places[i] = new Pending(i);
            places[i].nextFree = i + 1;
        }
        sweeper.setDaemon(true);
        sweeper.start();
    }

    /** Enters a request. {@return its message id} */
    <R> long enter(Kernel kernel, String message, Class<R> replyType, Duration timeout, CompletableFuture<R> future) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        Objects.requireNonNull(replyType, "reply");
        Pending pending = takeFree(kernel, message);
        pending.future = future;
        pending.replyType = replyType;
        pending.kernel = kernel;
        pending.message = message;
        pending.sentNs = System.nanoTime();
        pending.deadlineNs = pending.sentNs + timeoutNs;
        long key = ids.ofRequest(++pending.generation, pending.place);
        pending.key = key;
        waiting.incrementAndGet();
        if (sweeperRests) {
            LockSupport.unpark(sweeper);
        }
        return key;
    }

    private Pending takeFree(Kernel kernel, String message) {
        while (true) {
            long head = free.get();
            int place = (int) head;
            if (place == places.length) {
                throw new RequestLimitException("too many requests wait for an answer: limit=" + places.length
                        + ", kernel=" + kernel.id() + ", message=" + message
                        + "; await some, or raise RuntimeOptions.requestLimit");
            }
            Pending pending = places[place];
            if (free.compareAndSet(head, nextVersion(head) | pending.nextFree)) {
                noteUse(place);
                return pending;
            }
        }
    }

    private void noteUse(int place) {
        int seen = used;
        while (place >= seen && !USED.compareAndSet(this, seen, place + 1)) {
            seen = used;
        }
    }

    private void giveFree(Pending pending) {
        long head;
        do {
            head = free.get();
            pending.nextFree = (int) head;
        } while (!free.compareAndSet(head, nextVersion(head) | pending.place));
    }

    private static long nextVersion(long head) {
        return (head >>> Integer.SIZE) + 1 << Integer.SIZE;
    }

    /** Answers a request. {@return whether it still waited} */
    boolean complete(long key, Object reply) {
        return end(key, pending -> {
            Class<?> type = pending.replyType;
            if (type != null && !type.isInstance(reply)) {
                return failure(
                        pending,
                        "reply has another type: expected=" + type.getName() + ", actual="
                                + reply.getClass().getName(),
                        null);
            }
            return reply;
        });
    }

    /** Ends a request without an answer. {@return whether it still waited} */
    boolean fail(long key, String reason, @Nullable Throwable cause) {
        return end(key, pending -> failure(pending, reason, cause));
    }

    /** Takes a request back that was never sent. */
    void withdraw(long key) {
        end(key, pending -> null);
    }

    private interface Outcome {
        @Nullable
        Object of(Pending pending);
    }

    @SuppressWarnings("unchecked") // complete looked at the type of the reply
    private boolean end(long key, Outcome outcome) {
        Pending pending = places[MessageIds.place(key)];
        if (pending.key != key || !KEY.compareAndSet(pending, key, 0L)) {
            return false;
        }
        Object result = outcome.of(pending);
        CompletableFuture<Object> future = (CompletableFuture<Object>) pending.future;
        pending.future = null;
        pending.kernel = null;
        waiting.decrementAndGet();
        giveFree(pending);
        if (result instanceof RingKernelException e) {
            future.completeExceptionally(e);
        } else if (result != null) {
            future.complete(result);
        }
        return true;
    }

    private static RingKernelException failure(Pending pending, String reason, @Nullable Throwable cause) {
        return new RequestFailedException(reason + ": kernel=" + idOf(pending) + ", message=" + pending.message, cause);
    }

    private static String idOf(Pending pending) {
        Kernel kernel = pending.kernel;
        return kernel == null ? "?" : kernel.id();
    }

    /** Ends all requests that a kernel owes. */
    void failAllOf(Kernel kernel, String reason) {
        endWhere(pending -> pending.kernel == kernel, pending -> failure(pending, reason, null));
    }

    /** Ends all requests. */
    void close() {
        closed = true;
        LockSupport.unpark(sweeper);
        endWhere(
                pending -> true,
                pending -> new RuntimeClosedException("runtime was closed before the answer: kernel=" + idOf(pending)
                        + ", message=" + pending.message));
    }

    private void sweepUntilClosed() {
        while (!closed) {
            if (waiting.get() == 0) {
                sweeperRests = true;
                if (waiting.get() == 0 && !closed) {
                    LockSupport.park(this);
                }
                sweeperRests = false;
            } else {
                LockSupport.parkNanos(this, SWEEP_INTERVAL_NS);
                long now = System.nanoTime();
                endWhere(pending -> now - pending.deadlineNs >= 0, RequestTable::timeout);
            }
        }
    }

    private static RingKernelException timeout(Pending pending) {
        Kernel kernel = pending.kernel;
        return new RequestTimeoutException("request was not answered in time: kernel=" + idOf(pending) + ", message="
                + pending.message + ", waitedMs=" + (System.nanoTime() - pending.sentNs) / 1_000_000
                + (kernel == null
                        ? ""
                        : ", state=" + kernel.state() + ", waiting="
                                + kernel.counters().waiting()));
    }

    private void endWhere(Predicate<Pending> condition, Outcome outcome) {
        for (int place = 0; place < used; place++) {
            Pending pending = places[place];
            long key = pending.key;
            if (key != 0 && condition.test(pending)) {
                end(key, outcome);
            }
        }
    }
}
