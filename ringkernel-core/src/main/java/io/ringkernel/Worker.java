// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One worker of a {@link WorkerPool}. What it runs is, in this order: one with a message of the highest level; the kernel that the last one woke, unless that has gone on
 * for {@value #MOST_NEXT_IN_A_ROW} turns; the oldest of its own queue; {@linkplain Arrivals what arrived}; half of what another worker
 * has. Every {@value #ARRIVALS_INTERVAL} turns the oldest that arrived comes first, so that no worker is too busy for it.
 */
final class Worker extends KernelThread {
    /** Most messages a kernel handles before others on the same worker get their turn. */
    static final int TURN_LIMIT = 64;

    static final int MOST_NEXT_IN_A_ROW = 16;
    static final int ARRIVALS_INTERVAL = 64; // a power of 2

    private static final int ARRIVALS_TOGETHER = 16;
    private static final long WATCH_INTERVAL_NS = 1_000_000;
    private static final VarHandle TURNS;

    static {
        try {
            TURNS = MethodHandles.lookup().findVarHandle(Worker.class, "turns", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final WorkerPool pool;
    final RunQueue queue = new RunQueue();

    private int turns; // so far; read by the worker that watches
    private int turnsWhenWatched = -1; // of the worker that watches
    private int nextInARow;
    private int urgentInARow;
    private long urgentSeen;
    private boolean looks; // of the worker; while it rests or has not started, of whoever calls it
    private volatile boolean rests;

    Worker(WorkerPool pool, int number) {
        super(pool.threads, "ringkernel-worker-" + number);
        this.pool = pool;
    }

    @Override
    void work() {
        while (runNext()) {
            // until the worker is to end
        }
    }

    /* A method of its own: while a worker rests, no variable of it holds the last kernel, which may have ended. */
    private boolean runNext() {
        Kernel next = findNext();
        if (next == null) {
            return false;
        }
        run(next);
        return true;
    }

    private void run(Kernel next) {
        kernel = next;
        int passed;
        int lag = 0;
        do {
            TURNS.setOpaque(this, turns + 1);
            passed = next.turns.turn(TURN_LIMIT, pool.turnNs);
            lag = passed < TURN_LIMIT ? Lag.after(lag, passed) : lag;
        } while (passed > 0 && isWorthStaying(next, passed < TURN_LIMIT ? lag : 0));
        boolean isDone = passed < TURN_LIMIT && next.turns.rest();
        kernel = null;
        Thread.interrupted(); // whatever the handler left behind is not meant for the next kernel
        if (!isDone) {
            putBack(next);
        }
    }

    /*
     * A kernel that is sent to all the time stays awake, and nobody has to wake it, while there is nothing else to run; its senders may
     * get ahead meanwhile. One that has only to end, as its handler wanted, does so at once.
     */
    private boolean isWorthStaying(Kernel last, int lag) {
        if (last.isOnlyToEnd()) {
            return true;
        }
        for (int i = 0; i < lag && !hasOthers(); i++) {
            Thread.onSpinWait();
        }
        if (hasOthers() || pool.isCrowded()) {
            return false;
        }
        if (last.turns.hasWork()) {
            return true;
        }
        beginLook();
        long endNs = Spin.endNs(System.nanoTime());
        int look = 0;
        do {
            if (last.turns.hasWork()) {
                endLook();
                return true;
            }
        } while (!hasOthers() && Spin.goesOn(endNs, look++));
        return false;
    }

    private boolean hasOthers() {
        return queue.hasNext() || !queue.isEmpty() || !pool.arrivals.isEmpty();
    }

    // ---- kernels that are to run here

    /** Takes a kernel in that the one has woken that runs here. */
    void putNext(Kernel woken) {
        Kernel other = queue.putNext(woken);
        if (other != null) {
            if (!queue.add(other)) {
                pool.arrivals.addSurplus(other);
            }
            pool.call();
        } else if (pool.mustCallWatch()) {
            pool.call();
        }
    }

    /* A kernel that has more to do goes behind those that have arrived: its own queue is looked at before them. */
    private void putBack(Kernel unfinished) {
        boolean isAlone = !hasOthers();
        if (pool.arrivals.isEmpty()) {
            add(unfinished);
        } else {
            pool.arrivals.add(unfinished);
        }
        if (!isAlone) {
            pool.call();
        }
    }

    private void add(Kernel last) {
        if (!queue.add(last)) {
            pool.arrivals.add(last);
        }
    }

    /** Lets others have what was to run here next. */
    void offerNext() {
        Kernel next = queue.takeNext();
        if (next != null) {
            add(next);
        }
    }

    private void offerAll() {
        offerNext();
        for (Kernel next = queue.poll(); next != null; next = queue.poll()) {
            pool.arrivals.add(next);
        }
    }

    @Override
    boolean beforeWait(boolean needsOthers) {
        return pool.beginWait(this, needsOthers);
    }

    @Override
    void afterWait() {
        pool.endWait(this);
    }

    // ---- looking for one to run

    /** {@return the next kernel to run, or null if the worker is to end} */
    private @Nullable Kernel findNext() {
        boolean goesOn = true;
        while (goesOn) {
            if (pool.isCrowded()) {
                offerAll();
                beginLook();
            } else {
                Kernel found = poll();
                if (found == null) {
                    found = lookAround();
                }
                if (found != null) {
                    endLook();
                    return found;
                }
            }
            queue.clear();
            goesOn = pool.rest(this);
        }
        return null;
    }

    private @Nullable Kernel poll() {
        if (pool.urgentSent() != urgentSeen || pool.arrivals.hasUrgent()) {
            Kernel urgent = findUrgent();
            if (urgent != null) {
                return urgent;
            }
        }
        if ((turns & ARRIVALS_INTERVAL - 1) == 0) {
            Kernel arrived = oldestArrived();
            if (arrived != null) {
                return arrived;
            }
        }
        if (nextInARow++ == MOST_NEXT_IN_A_ROW) {
            offerNext();
        }
        Kernel next = queue.takeNext();
        if (next == null) {
            nextInARow = 0;
            next = queue.poll();
        }
        return next != null ? next : arrived();
    }

    /*
     * Looks at what has arrived, and goes once round the queue, which leaves its order as it is. While one is found there may be more;
     * but after a few of them one of the others gets a turn: in turns one that has arrived and one of the queue.
     */
    private @Nullable Kernel findUrgent() {
        if (urgentInARow == MOST_NEXT_IN_A_ROW) {
            urgentInARow = 0;
            return (turns & 1) == 0 ? oldestArrived() : null;
        }
        urgentInARow++;
        Kernel urgent = takeUrgent();
        callForMore();
        return urgent;
    }

    private @Nullable Kernel takeUrgent() {
        long sent = pool.urgentSent();
        Kernel arrived = pool.arrivals.takeUrgent();
        if (arrived != null) {
            return arrived;
        }
        for (int left = RunQueue.CAPACITY - queue.room(); left > 0; left--) {
            Kernel queued = queue.poll();
            if (queued == null || queued.hasUrgent()) {
                return queued;
            }
            add(queued);
        }
        urgentSeen = sent;
        urgentInARow = 0;
        return null;
    }

    private @Nullable Kernel arrived() {
        return andCallForMore(pool.arrivals.takeFor(queue, ARRIVALS_TOGETHER));
    }

    private @Nullable Kernel oldestArrived() {
        return andCallForMore(pool.arrivals.takeOldest());
    }

    private @Nullable Kernel andCallForMore(@Nullable Kernel arrived) {
        if (arrived != null) {
            callForMore();
        }
        return arrived;
    }

    /* While a worker has in hand what it took, or looks through, others that look find nothing: so it calls if there is more. */
    private void callForMore() {
        if (!(queue.isEmpty() && pool.arrivals.isEmpty())) {
            pool.call();
        }
    }

    private @Nullable Kernel lookAround() {
        beginLook();
        long endNs = Spin.endNs(System.nanoTime());
        int look = 0;
        Kernel found;
        do {
            found = arrived();
            if (found == null) {
                found = pool.stealFor(this);
            }
        } while (found == null && Spin.goesOn(endNs, look++));
        return found;
    }

    /** Counts this worker as one that looks. */
    void beginLook() {
        if (!looks) {
            looks = true;
            pool.beginLook();
        }
    }

    /** Does not any more. */
    void endLook() {
        if (looks) {
            looks = false;
            pool.endLook();
        }
    }

    // ---- resting

    /** Begins a rest; called under the monitor of the pool, which counts the worker out of those that look. */
    void lieDown() {
        looks = false;
        rests = true;
    }

    /** Rests until somebody calls. {@return whether somebody did; if not, this worker is to end} */
    boolean lie() {
        long startNs = System.nanoTime();
        while (rests) {
            if (pool.watches(this)) {
                LockSupport.parkNanos(this, WATCH_INTERVAL_NS);
                takeHeldUp();
            } else {
                long limitNs = pool.restNs();
                LockSupport.parkNanos(this, limitNs);
                if (System.nanoTime() - startNs >= limitNs && pool.endRest(this)) {
                    return false;
                }
            }
            Thread.interrupted(); // an interrupt must not turn the park into a spin
        }
        return true;
    }

    private void takeHeldUp() {
        Kernel heldUp = pool.takeHeldUp();
        if (heldUp != null) {
            pool.arrivals.add(heldUp); // so others can take it if this worker is not to get up any more
            pool.getUp(this);
        }
    }

    /** {@return whether this worker is in the same turn still as when that was asked the last time} */
    boolean isHeldUp() {
        int now = (int) TURNS.getOpaque(this);
        boolean isHeldUp = now == turnsWhenWatched;
        turnsWhenWatched = now;
        return isHeldUp;
    }

    /** Ends the rest. Called by whoever took this worker from the idle ones. */
    void rise() {
        rests = false;
        LockSupport.unpark(this);
    }
}
