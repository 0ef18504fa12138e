// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the coroutines of one runtime. On JDK 21 and later each is a virtual thread of its own. Before, they are
 * platform threads of a bounded number, which are used again; what finds none waits for one in a queue.
 */
final class CoroutineThreads {
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);

    private final int limit;
    private final RuntimeThreads factory;
    private final long keepAliveNs;

    /* Guarded by the monitor, on which no virtual thread ever waits. */
    private final Object monitor = new Object();
    private final ArrayDeque<Coroutines> queue = new ArrayDeque<>();
    private int threads;
    private int idle;
    private int created;

    /**
     * Creates no thread yet.
     *
     * @param limit   most platform threads at one time
     * @param factory of these
     */
    CoroutineThreads(int limit, RuntimeThreads factory) {
        this(limit, factory, KEEP_ALIVE_NS);
    }

    /** Creates no thread yet; each ends when nothing came for it for so long. */
    CoroutineThreads(int limit, RuntimeThreads factory, long keepAliveNs) {
        this.limit = limit;
        this.factory = factory;
        this.keepAliveNs = keepAliveNs;
    }

    /** Has the coroutines of a kernel run by a thread soon. Never waits. */
    void start(Coroutines coroutines) {
        if (VirtualThreads.exist()) {
            KernelThread.ofCoroutine(coroutines.kernel(), coroutines).start();
        } else {
            queue(coroutines);
        }
    }

    /** Takes coroutines back that wait for a platform thread. {@return whether they did; then the caller runs the kernel} */
    boolean takeBack(Coroutines coroutines) {
        return !VirtualThreads.exist() && unqueue(coroutines);
    }

    /** Takes coroutines out of the queue for a platform thread. {@return whether they were there} */
    boolean unqueue(Coroutines coroutines) {
        synchronized (monitor) {
            return queue.remove(coroutines);
        }
    }

    /** {@return what a text says of coroutines that wait for a platform thread; nothing if they do not} */
    String hint(Coroutines coroutines) {
        synchronized (monitor) {
            return threads == limit && queue.contains(coroutines)
                    ? "; all threads for coroutines are taken: raise RuntimeOptions.coroutineLimit=" + limit
                    : "";
        }
    }

    /** Has coroutines run by a platform thread, one that idles or a new one if there may be more; else by the first that can. */
    void queue(Coroutines coroutines) {
        synchronized (monitor) {
            if (queue.size() < idle) {
                monitor.notify();
            } else if (threads < limit) {
                factory.prepare(new PlatformThread(created + 1)).start(); // throws if the system has no more
                created++;
                threads++;
            }
            queue.add(coroutines);
        }
    }

    /** One platform thread, for one kernel after the other. */
    private final class PlatformThread extends KernelThread {
        PlatformThread(int number) {
            super(factory, "ringkernel-coroutine-" + number);
        }

        @Override
        void work() {
            for (Coroutines next = next(); next != null; next = next()) {
                kernel = next.kernel();
                next.run();
                kernel = null;
            }
        }
    }

    /** {@return the next one to run, or null if none came for a while: then the thread is to end} */
    private @Nullable Coroutines next() {
        long startNs = System.nanoTime();
        synchronized (monitor) {
            idle++;
            long leftNs = keepAliveNs;
            while (queue.isEmpty() && leftNs > 0) {
                await(leftNs);
                leftNs = keepAliveNs - (System.nanoTime() - startNs);
            }
            idle--;
            if (queue.isEmpty()) {
                threads--;
            }
            return queue.poll();
        }
    }

    private void await(long timeoutNs) {
        try {
            TimeUnit.NANOSECONDS.timedWait(monitor, timeoutNs);
        } catch (InterruptedException e) { // came too late for the handler it was meant for
            Thread.interrupted();
        }
    }
}
