// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The workers that run pooled kernels. A kernel that was woken stands in the run queue once, and is run by one worker
 * for a bounded number of messages, then goes to the end of the queue.
 *
 * <p>A worker that has nothing to run looks for a while before it rests, and one that was called looks from that moment on. While
 * one looks no other is called: it takes the next kernel, and calls the next worker if there is more. So a burst of kernels that
 * are woken costs its sender one signal at most, and none while a worker looks.
 *
 * <p>A handler that waits, for room in a lane or for an answer, does not take its worker away from the others: another
 * worker runs meanwhile, {@value #MOST_SPARE_WORKERS} at most.
 */
final class WorkerPool implements KernelExecutor {
    private static final int MOST_SPARE_WORKERS = 256;

    /*
     * Why a monitor, and workers that park by themselves: a ReentrantLock allocates a node each time a thread has to
     * queue for it, and its conditions one for each wait. Waking a kernel is part of sending to it, and sending
     * allocates nothing. Nothing is done inside the monitor but to look and to enter.
     */
    private final Object monitor = new Object();

    private final int workers;

    /* Guarded by the monitor. Running workers are those that do not wait inside a handler; idle ones are among them. */
    private final ArrayDeque<Kernel> queue = new ArrayDeque<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final List<Worker> all = new ArrayList<>();
    private int running;
    private int created;
    private boolean closed;

    /* A hint for workers that look, so that they enter the monitor only when there is something in it. */
    private volatile int queueLength;

    /* How many workers look. Goes up anywhere; goes down under the monitor, where the worker then looks at the queue. */
    private final AtomicInteger looking = new AtomicInteger();

    WorkerPool(int workers) {
        this.workers = workers;
    }

    /** One worker. Threads start when there is something to run for them. */
    private final class Worker extends KernelThread {
        private volatile boolean rests;
        private boolean
                looks; // of the worker; while it rests or has not started, of whoever calls it, under the monitor

        Worker(int number) {
            super(null, "ringkernel-worker-" + number);
        }

        void look() {
            looks = true;
            looking.incrementAndGet();
        }

        WorkerPool pool() {
            return WorkerPool.this;
        }

        @Override
        public void run() {
            Kernel next = next(this, null);
            while (next != null) {
                kernel = next;
                boolean more = next.turns.turn(KernelTurns.TURN_LIMIT) > 0 || !next.turns.rest();
                kernel = null;
                Thread.interrupted(); // whatever the handler left behind is not meant for the next kernel
                next = next(this, more ? next : null);
            }
        }

        void rest() {
            while (rests) {
                LockSupport.park(this);
                Thread.interrupted(); // an interrupt must not turn the park into a spin
            }
        }

        void rise() {
            rests = false;
            LockSupport.unpark(this);
        }
    }

    @Override
    public void wake(Kernel kernel) {
        Worker worker = null;
        boolean inline;
        synchronized (monitor) {
            inline = closed;
            if (!inline) {
                queue.add(kernel);
                queueLength = queue.size();
                worker = call();
            }
        }
        if (worker != null) {
            worker.rise();
        } else if (inline) {
            kernel.turns.runInline();
        }
    }

    /** Calls a worker if there is something to run and none looks. {@return one that is to rise} */
    private @Nullable Worker call() {
        if (queue.isEmpty() || looking.get() > 0) {
            return null;
        }
        Worker worker = idle.poll();
        if (worker != null) {
            worker.look();
        } else if (running < workers && all.size() < workers + MOST_SPARE_WORKERS) {
            start();
        }
        return worker;
    }

    private void start() {
        Worker worker = new Worker(++created);
        worker.look(); // before it runs
        try {
            worker.start();
        } catch (Throwable e) { // the system has no more threads: the books are as they were
            endLook(worker);
            throw e;
        }
        all.add(worker);
        running++;
    }

    /** {@return the next kernel to run after putting one back, or null if the worker is to end} */
    private @Nullable Kernel next(Worker worker, @Nullable Kernel unfinished) {
        if (unfinished == null) {
            spin(worker);
        } else {
            synchronized (monitor) {
                queue.add(unfinished);
            }
        }
        while (true) {
            Worker other = null;
            Kernel kernel;
            boolean isOver;
            synchronized (monitor) {
                endLook(worker);
                isOver = running > workers;
                kernel = isOver ? null : queue.poll();
                queueLength = queue.size();
                isOver |= kernel == null && closed;
                if (isOver) {
                    retire(worker);
                } else if (kernel == null) {
                    worker.rests = true;
                    idle.push(worker); // the one that rested last has the warmest caches
                }
                other = call();
            }
            if (other != null) {
                other.rise();
            }
            if (isOver || kernel != null) {
                return kernel;
            }
            worker.rest();
        }
    }

    private void endLook(Worker worker) {
        if (worker.looks) {
            worker.looks = false;
            looking.decrementAndGet();
        }
    }

    private void retire(Worker worker) {
        running--;
        all.remove(worker);
        monitor.notifyAll();
    }

    private void spin(Worker worker) {
        if (!worker.looks) {
            worker.look();
        }
        long endNs = Spin.endNs();
        while (queueLength == 0 && Spin.goesOn(endNs)) {
            // nothing yet
        }
    }

    /** {@return whether another worker can run while the calling one waits, or the caller is none} */
    boolean mayWait() {
        if (!(Thread.currentThread() instanceof Worker worker) || worker.pool() != this) {
            return true;
        }
        synchronized (monitor) {
            return all.size() - running < MOST_SPARE_WORKERS;
        }
    }

    /** Called by a handler before it waits. {@return whether {@link #endWait} must be called after} */
    boolean beginWait() {
        if (!(Thread.currentThread() instanceof Worker worker) || worker.pool() != this) {
            return false;
        }
        Worker other;
        synchronized (monitor) {
            running--;
            other = call();
        }
        if (other != null) {
            other.rise();
        }
        return true;
    }

    /** Called by a handler after it waited. One worker too many may run until one of them has finished its turn. */
    void endWait() {
        Worker surplus;
        synchronized (monitor) {
            running++;
            surplus = running > workers ? idle.poll() : null;
        }
        if (surplus != null) {
            surplus.rise(); // to retire
        }
    }

    /** Runs what is queued, ends the workers and waits for them. {@return whether all ended in time} */
    boolean close(long timeoutNs) {
        long deadlineNs = System.nanoTime() + timeoutNs;
        synchronized (monitor) {
            closed = true;
            idle.forEach(Worker::rise);
            idle.clear();
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
        return all.isEmpty() || all.size() == 1 && all.get(0) == Thread.currentThread();
    }
}
