// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Condition ended = lock.newCondition();

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
        lock.lock();
        try {
            inline = closed;
            if (!inline) {
                enqueue(kernel);
            }
        } finally {
            lock.unlock();
        }
        if (inline) {
            kernel.runInline();
        }
    }

    private void enqueue(Kernel kernel) {
        queue.add(kernel);
        queueLength = queue.size();
        queued.signal();
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
        lock.lock();
        try {
            if (unfinished != null) {
                queue.add(unfinished);
            }
            while (queue.isEmpty() && !closed && running <= workers) {
                idle++;
                queued.awaitUninterruptibly();
                idle--;
            }
            Kernel kernel = running > workers ? null : queue.poll();
            queueLength = queue.size();
            if (kernel == null) {
                running--;
                all.remove(Thread.currentThread());
                ended.signalAll();
                if (idle > 0) {
                    queued.signal();
                }
            }
            return kernel;
        } finally {
            lock.unlock();
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
        lock.lock();
        try {
            running--;
            startWorkerIfNeeded();
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** Called by a handler after it waited. One worker too many may run until one of them has finished its turn. */
    void endWait() {
        lock.lock();
        try {
            running++;
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is queued, ends the workers and waits for them. {@return whether all ended in time} */
    boolean close(long timeoutNs) {
        lock.lock();
        try {
            closed = true;
            queued.signalAll();
            long leftNs = timeoutNs;
            while (!isAlone() && leftNs > 0) {
                leftNs = ended.awaitNanos(leftNs);
            }
            return isAlone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlone() {
        return all.isEmpty() || all.size() == 1 && all.get(0) == Thread.currentThread();
    }
}
