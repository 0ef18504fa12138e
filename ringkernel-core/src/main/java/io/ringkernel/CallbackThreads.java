// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that complete futures whose time is over, and so run what users attached to them. That may block, and must not
 * hold up the futures of others: so there are {@value #USUAL} threads at most while what waits for one is taken soon, and more
 * when it is not. May be used by any thread.
 */
final class CallbackThreads {
    /** Most threads as long as none of them is awaited for long. */
    static final int USUAL = 64;

    /** Most threads, whatever blocks them. */
    static final int MOST = 4096;

    private static final long KEEP_ALIVE_MS = 1_000;
    private static final long PATIENCE_NS = 50_000_000;
    private static final long LOOK_INTERVAL_NS = 20_000_000;

    /* The JDK's thread, which goes on when the runtime is closed. */
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(LOOK_INTERVAL_NS, TimeUnit.NANOSECONDS, Runnable::run);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads;
    private final long patienceNs;
    private boolean looks; // guarded by this

    CallbackThreads(ThreadFactory factory) {
        this(factory, PATIENCE_NS);
    }

    /** There are more threads when somebody has waited for one so long. */
    CallbackThreads(ThreadFactory factory, long patienceNs) {
        this.patienceNs = patienceNs;
        threads = new ThreadPoolExecutor(USUAL, USUAL, KEEP_ALIVE_MS, TimeUnit.MILLISECONDS, queue, factory);
        threads.allowCoreThreadTimeOut(true);
    }

    private record Callback(Runnable body, long sinceNs) implements Runnable {
        @Override
        public void run() {
            body.run();
        }
    }

    /** Runs it soon, on a thread that it may hold up. */
    void run(Runnable body) {
        Callback callback = new Callback(body, System.nanoTime());
        try {
            threads.execute(callback);
        } catch (OutOfMemoryError e) {
            queue.add(callback); // the system has no more threads: one of those that are there takes it, or a later one
        }
        if (!queue.isEmpty()) {
            watch();
        }
    }

    private synchronized void watch() {
        if (!looks) {
            looks = true;
            LATER.execute(this::look);
        }
    }

    private synchronized void look() {
        if (!(queue.peek() instanceof Callback first)) {
            looks = false;
            threads.setCorePoolSize(USUAL);
            threads.setMaximumPoolSize(USUAL);
            return;
        }
        LATER.execute(this::look);
        if (System.nanoTime() - first.sinceNs > patienceNs) {
            addThreads();
        }
    }

    private void addThreads() {
        int before = threads.getCorePoolSize();
        int more = Math.min(before + Math.min(before, queue.size()), MOST);
        if (more == before) {
            return;
        }
        Log.warn(
                "callbacks on futures block, there will be more threads: threads=" + more + ", limit=" + MOST
                        + ", waiting=" + queue.size() + "; attach what waits with whenCompleteAsync",
                null);
        try {
            threads.setMaximumPoolSize(more);
            threads.setCorePoolSize(more);
        } catch (OutOfMemoryError e) { // as above
            Log.warn("no thread for a callback could be had", e);
        }
    }
}
