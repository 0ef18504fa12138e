// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The workers that run pooled kernels. A kernel that was woken stands in the run queue once, and is run by one worker
 * for a bounded number of messages, then goes to the end of the queue.
 *
 * <p>A handler that waits, for room in a lane or for an answer, does not take its worker away from the others: another
 * worker runs meanwhile, {@value #MOST_SPARE_WORKERS} at most.
 */
final class WorkerPool implements KernelExecutor {
    private static final int MOST_SPARE_WORKERS = 256;
    private static final int SPINS = 200;

    private final int workers;

    /*
     * A monitor, because a contended or waiting java.util.concurrent lock allocates a node each time, and a kernel that
     * keeps up with its senders rests after every few messages. Idle workers wait on it, and nobody else until close.
     */
    private final Object lock = new Object();

    /* Guarded by the lock. Running workers are those that do not wait inside a handler. */
    private final ArrayDeque<Kernel> queue = new ArrayDeque<>();
    private final List<Worker> all = new ArrayList<>();
    private int running;
    private int idle;
    private int created;
    private boolean closed;

    /* A hint for spinning workers, so that they look at the lock only when there is something behind it. */
    private volatile int queueLength;

    WorkerPool(int workers) {
        this.workers = workers;
    }

    /** One worker. Threads start when there is something to run for them. */
    private final class Worker extends Thread {
        Worker(int number) {
            super("ringkernel-worker-" + number);
            setDaemon(true);
        }

        WorkerPool pool() {
            return WorkerPool.this;
        }

        @Override
        public void run() {
            Kernel kernel = next(null);
            while (kernel != null) {
                boolean more = kernel.turn(Kernel.TURN_LIMIT) > 0 || !kernel.rest();
                Thread.interrupted(); // whatever the handler left behind is not meant for the next kernel
                kernel = next(more ? kernel : null);
            }
        }
    }

    @Override
    public void wake(Kernel kernel) {
        boolean inline;
        synchronized (lock) {
            inline = closed;
            if (!inline) {
                enqueue(kernel);
            }
        }
        if (inline) {
            kernel.runInline();
        }
    }

    private void enqueue(Kernel kernel) {
        queue.add(kernel);
        queueLength = queue.size();
        lock.notify();
        startWorkerIfNeeded();
    }

    /** Starts a worker for a kernel that none is there for. An idle worker counts for one kernel, signalled or not. */
    private void startWorkerIfNeeded() {
        if (queue.size() > idle && running < workers && all.size() < workers + MOST_SPARE_WORKERS) {
            Worker worker = new Worker(++created);
            worker.start(); // first: if the system has no more threads, the books are as they were
            all.add(worker);
            running++;
        }
    }

    /** {@return the next kernel to run after putting one back, or null if the worker is to end} */
    private @Nullable Kernel next(@Nullable Kernel unfinished) {
        if (unfinished == null) {
            spin();
        }
        synchronized (lock) {
            if (unfinished != null) {
                queue.add(unfinished);
            }
            while (queue.isEmpty() && !closed && running <= workers) {
                idle++;
                awaitUninterruptibly();
                idle--;
            }
            Kernel kernel = running > workers ? null : queue.poll();
            queueLength = queue.size();
            if (kernel == null) {
                running--;
                all.remove(Thread.currentThread());
                lock.notifyAll(); // whoever closes, and an idle worker if this one was signalled in its place
            }
            return kernel;
        }
    }

    private void awaitUninterruptibly() {
        try {
            lock.wait();
        } catch (InterruptedException e) { // not meant for an idle worker
        }
    }

    private void spin() {
        for (int i = 0; i < SPINS && queueLength == 0; i++) {
            Thread.onSpinWait();
        }
    }

    /** Called by a handler before it waits. {@return whether {@link #endWait} must be called after} */
    boolean beginWait() {
        if (!(Thread.currentThread() instanceof Worker worker) || worker.pool() != this) {
            return false;
        }
        synchronized (lock) {
            running--;
            startWorkerIfNeeded();
        }
        return true;
    }

    /** Called by a handler after it waited. One worker too many may run until one of them has finished its turn. */
    void endWait() {
        synchronized (lock) {
            running++;
        }
    }

    /** Runs what is queued, ends the workers and waits for them. {@return whether all ended in time} */
    boolean close(long timeoutNs) {
        long deadlineNs = System.nanoTime() + timeoutNs;
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            try {
                for (long leftNs = timeoutNs; !isAlone() && leftNs > 0; leftNs = deadlineNs - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, leftNs);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return isAlone();
        }
    }

    private boolean isAlone() {
        return all.isEmpty() || all.size() == 1 && all.get(0) == Thread.currentThread();
    }
}
