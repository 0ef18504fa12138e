// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The workers that run pooled kernels. A kernel that was woken stands in one queue once, and is run by one worker for a bounded
 * number of messages and a bounded time, then goes to the end of that worker's queue.
 *
 * <p>A kernel that was woken by another is what the {@linkplain Worker worker} of that one runs next: what they say to each
 * other never leaves the core. Those that were woken by other threads {@linkplain Arrivals arrive} for all workers. A worker
 * that has nothing to run takes from the others.
 *
 * <p>A kernel that has got a message of the highest level comes before those that have none: each worker looks for such kernels
 * among those that it is to run, and the first {@value Arrivals#MOST_LOOKED_AT} that have arrived, when one was sent to.
 *
 * <p>A worker that has nothing to run looks for a while before it rests, and one that was called looks from that moment on. While
 * one looks no other is called: it takes the next kernel, and calls the next worker if there is more. So a burst of kernels that
 * are woken costs its sender one signal at most, and none while a worker looks.
 *
 * <p>A handler that waits, for room in a lane or for an answer, does not take its worker away from the others: another
 * worker runs meanwhile, {@value #MOST_SPARE_WORKERS} at most. When the handler goes on one of them rests, and ends if nobody needs
 * it for a second. The last one that runs does not wait for a kernel of the pool.
 */
final class WorkerPool implements KernelExecutor {
    private static final int MOST_SPARE_WORKERS = 256;
    private static final long SPARE_REST_NS = TimeUnit.SECONDS.toNanos(1);

    final Arrivals arrivals = new Arrivals();

    final long turnNs;
    final RuntimeThreads threads;

    /* How many messages of the highest level were sent to pooled kernels; a worker that sees another number looks for whom. */
    private final AtomicLong urgentSent = new AtomicLong();

    private final int workers;
    private final Watchdog watchdog;

    /*
     * How many workers look. Who puts a kernel into a queue fences and reads this, and calls somebody if it is 0; who stops to
     * look counts itself out, which fences, and reads the queues. So one of the two sees the other.
     */
    private final AtomicInteger looking = new AtomicInteger();

    /*
     * Why a monitor, and workers that park by themselves: a ReentrantLock allocates a node each time a thread has to
     * queue for it, and its conditions one for each wait. Waking a kernel is part of sending to it, and sending
     * allocates nothing. Nothing is done inside the monitor but to look and to enter.
     */
    private final Object monitor = new Object();

    /* Written under the monitor. A worker waits inside a handler, is idle, or is awake; who makes those fewer looks into the queues. */
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private volatile Worker[] all = {}; // each array is never written again
    private volatile int awake;
    private volatile int waiting;
    private volatile boolean mayCall = true; // whether one more may be awake, and is idle or may be started
    private volatile @Nullable Worker watch; // of the idle ones, that which gets up now and then
    private volatile boolean closed;
    private int created;

    WorkerPool(int workers, long turnNs, RuntimeThreads threads, Watchdog watchdog) {
        this.workers = workers;
        this.threads = threads;
        this.turnNs = turnNs;
        this.watchdog = watchdog;
    }

    // ---- kernels that are to run

    /* What a worker wakes costs it less than a look at the stack would. */
    @Override
    public void prepareWake() {
        if (runner() == null) {
            StackReserve.check();
        }
    }

    @Override
    public void wake(Kernel kernel) {
        Worker worker = runner();
        if (worker != null) {
            worker.putNext(kernel);
        } else if (closed) {
            kernel.turns.runInline();
        } else {
            arrivals.add(kernel);
            if (closed) { // by now, and perhaps nobody looks any more
                runArrivals();
            } else {
                call();
            }
        }
    }

    private void runArrivals() {
        for (Kernel next = arrivals.take(); next != null; next = arrivals.take()) {
            next.turns.runInline();
        }
    }

    /** {@return the worker that the caller is, and that comes to what it is to run next; not while its handler waits} */
    private @Nullable Worker runner() {
        Worker worker = current();
        return worker == null || worker.isWaiting() ? null : worker;
    }

    /** {@return the worker that the caller is, or null} */
    private @Nullable Worker current() {
        return Thread.currentThread() instanceof Worker worker && worker.pool == this ? worker : null;
    }

    /** {@return whether there is a kernel that any worker may take} */
    boolean hasQueued() {
        if (!arrivals.isEmpty()) {
            return true;
        }
        for (Worker worker : all) {
            if (!worker.queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Takes kernels from a worker that has several, for one that has none. {@return one of them, or null} */
    @Nullable
    Kernel stealFor(Worker thief) {
        for (Worker worker : all) {
            Kernel stolen = worker == thief ? null : worker.queue.stealFor(thief.queue);
            if (stolen != null) {
                return stolen;
            }
        }
        return null;
    }

    /** Takes what a worker was to run next, and does not come to, since this was asked the last time. {@return it, or null} */
    @Nullable
    Kernel takeHeldUp() {
        for (Worker worker : all) {
            Kernel next = worker.isHeldUp() ? worker.queue.takeNext() : null;
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    // ---- kernels that come before others

    /** Says that a kernel has got a message of the highest level, which is published already. For any thread. */
    void noteUrgent() {
        urgentSent.getAndIncrement();
    }

    /** {@return another number than before if that was said since} */
    long urgentSent() {
        return urgentSent.get();
    }

    // ---- workers that look, and that rest

    void beginLook() {
        looking.incrementAndGet();
    }

    /** Ends the look of a worker. What it leaves in the queues is for another. */
    void endLook() {
        looking.decrementAndGet();
        if (hasMore()) {
            call();
        }
    }

    /** {@return whether there is something for another worker: kernels that any may take, or one to run next that nobody watches} */
    private boolean hasMore() {
        return hasQueued() || mustCallWatch() && hasNext();
    }

    private boolean hasNext() {
        for (Worker worker : all) {
            if (worker.queue.hasNext()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return whether nobody sees to it that what a worker is to run next is not held up, and somebody could} Who is called finds
     * nothing, and rests with one eye open.
     */
    boolean mustCallWatch() {
        return watch == null && mayCall;
    }

    /** Calls a worker, if none looks and there is one. Called by whoever has put something into a queue. */
    void call() {
        VarHandle.fullFence();
        if (looking.get() > 0 || !mayCall) {
            return;
        }
        Worker worker = null;
        synchronized (monitor) {
            if (looking.get() == 0) {
                worker = awake < workers ? takeIdle() : null;
                if (worker == null && mayStart()) {
                    start();
                }
                noteCallable();
            }
        }
        if (worker != null) {
            worker.rise();
        }
    }

    /* The one that rested last has the warmest caches, but the one that watches goes on with that if it can. */
    private @Nullable Worker takeIdle() {
        Worker worker = idle.poll();
        if (worker == null) {
            return null;
        }
        if (worker == watch) {
            Worker other = idle.poll();
            if (other == null) {
                watch = null;
            } else {
                idle.push(worker);
                worker = other;
            }
        }
        awake++;
        worker.beginLook();
        return worker;
    }

    private boolean mayStart() {
        return awake < workers && all.length < workers + MOST_SPARE_WORKERS;
    }

    private void noteCallable() {
        mayCall = awake < workers && !idle.isEmpty() || mayStart();
    }

    private void start() {
        Worker worker = threads.prepare(new Worker(this, ++created));
        Worker[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = worker;
        worker.beginLook(); // before it runs
        try {
            worker.start();
        } catch (Throwable e) { // the system has no more threads: the books are as they were
            looking.decrementAndGet();
            throw e;
        }
        all = more;
        awake++;
        watchdog.watch(worker);
    }

    /**
     * Lets a worker rest that has looked and found nothing, or is one too many, until it is called. {@return whether it goes on; if
     * not, it is to end}
     */
    boolean rest(Worker worker) {
        boolean ends;
        synchronized (monitor) {
            ends = closed && (isCrowded() || !hasQueued());
            if (closed && !ends) {
                return true;
            }
            awake--;
            if (ends) {
                forget(worker);
            } else {
                idle.push(worker);
                if (watch == null && isOneToWatch()) {
                    watch = worker;
                }
            }
            noteCallable();
            worker.lieDown();
        }
        looking.decrementAndGet(); // which fences; from now on who puts a kernel into a queue calls
        boolean isNeeded = hasQueued();
        if (ends) {
            if (isNeeded) {
                call();
            }
            return false;
        }
        if (isNeeded) {
            getUp(worker);
        } else {
            watchIfNobodyDoes(worker);
        }
        return worker.lie();
    }

    /* Since it lay down another may have begun to wait, who saw that this one looked and so called nobody. */
    private void watchIfNobodyDoes(Worker worker) {
        if (watch == null && isOneToWatch()) {
            synchronized (monitor) {
                if (watch == null && isOneToWatch() && idle.contains(worker)) {
                    watch = worker;
                }
            }
        }
    }

    /** Ends the rest of a worker that has seen something to run; not if it was called already, or would be one too many. */
    void getUp(Worker worker) {
        synchronized (monitor) {
            if (awake < workers && idle.remove(worker)) {
                if (watch == worker) {
                    watch = null;
                }
                awake++;
                worker.beginLook();
                worker.rise();
                noteCallable();
            }
        }
    }

    /** {@return whether a worker that rests gets up now and then} It does while others run, and there may be one more. */
    boolean watches(Worker worker) {
        if (watch != worker) {
            return false;
        }
        synchronized (monitor) {
            if (watch == worker && !isOneToWatch()) {
                watch = null; // who runs next, and wakes a kernel, calls somebody
            }
            return watch == worker;
        }
    }

    private boolean isOneToWatch() {
        return awake > 0 && awake < workers;
    }

    // ---- workers that are too many

    /** {@return whether more workers are awake than may be} One of them is to rest. */
    boolean isCrowded() {
        return awake > workers;
    }

    /** {@return for how long a worker rests that nobody calls, until it ends, in ns} One ends if there are more than may be awake. */
    long restNs() {
        return all.length - waiting > workers ? SPARE_REST_NS : RestingThread.FOREVER;
    }

    /** Lets a worker end that has rested for so long. {@return whether it is to end; not if it was called, or is missing now} */
    boolean endRest(Worker worker) {
        synchronized (monitor) {
            boolean ends = all.length - waiting > workers && idle.remove(worker);
            if (ends) {
                forget(worker);
                noteCallable();
            }
            return ends;
        }
    }

    private void forget(Worker worker) {
        watchdog.forget(worker);
        all = Arrays.stream(all).filter(other -> other != worker).toArray(Worker[]::new);
        monitor.notifyAll();
    }

    // ---- handlers that wait

    /** {@return whether another worker can run while the calling one waits, or the caller is none} */
    boolean mayWait() {
        if (current() == null) {
            return true;
        }
        return waiting < MOST_SPARE_WORKERS;
    }

    /**
     * Lets another worker run while the handler of one waits.
     *
     * @param needsOthers whether it waits for a kernel of this pool, so that somebody must be left to run that
     * @return whether the wait has begun; not if nobody would be left
     */
    boolean beginWait(Worker worker, boolean needsOthers) {
        worker.offerNext();
        synchronized (monitor) {
            if (needsOthers && all.length == waiting + 1 && all.length >= workers + MOST_SPARE_WORKERS) {
                return false;
            }
            waiting++;
            awake--;
            noteCallable();
        }
        VarHandle.fullFence(); // who puts a kernel into a queue sees that somebody may be called, or it is seen here
        boolean isBegun = false;
        try {
            if (hasMore()) {
                call();
            }
            isBegun = true;
        } finally {
            if (!isBegun) { // the system has no more threads, and the handler fails
                countIn();
            }
        }
        return true;
    }

    /** Ends that. One worker too many may be awake until one of them has finished its turn. */
    void endWait(Worker worker) {
        countIn();
        if (worker.queue.hasNext() && mustCallWatch()) {
            call();
        }
    }

    private void countIn() {
        synchronized (monitor) {
            waiting--;
            awake++;
            noteCallable();
        }
    }

    // ---- the end

    /** Runs what is queued, ends the workers and waits for them. {@return whether all ended in time} */
    boolean close(long timeoutNs) {
        long deadlineNs = System.nanoTime() + timeoutNs;
        synchronized (monitor) {
            closed = true;
            for (Worker worker = takeIdle(); worker != null; worker = takeIdle()) {
                worker.rise();
            }
            noteCallable();
            try {
                long leftNs = timeoutNs;
                while (!isAlone() && leftNs > 0) {
                    TimeUnit.NANOSECONDS.timedWait(monitor, leftNs);
                    leftNs = deadlineNs - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return isAlone();
        }
    }

    private boolean isAlone() {
        Worker[] left = all;
        return left.length == 0 || left.length == 1 && left[0] == Thread.currentThread();
    }
}
