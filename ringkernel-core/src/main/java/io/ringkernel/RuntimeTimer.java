// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a runtime does later: one thread for its own tasks, which are short and never wait, and others for what users
 * attached to futures. Threads start when there is something to do.
 */
final class RuntimeTimer {
    private static final long KEEP_ALIVE_MS = 1_000;

    private final ScheduledThreadPoolExecutor tasks;
    private final CallbackThreads callbacks;

    RuntimeTimer(RuntimeThreads threads) {
        tasks = new ScheduledThreadPoolExecutor(
                1, threads.named("ringkernel-timer"), new ThreadPoolExecutor.DiscardPolicy());
        callbacks = new CallbackThreads(threads.named("ringkernel-callback"));
        tasks.setRemoveOnCancelPolicy(true);
        tasks.setKeepAliveTime(KEEP_ALIVE_MS, TimeUnit.MILLISECONDS);
        tasks.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task later, on the one thread of the timer. After the close nothing is run any more.
     *
     * @param task    short, waits for nothing, and calls nothing of a user
     * @param delayNs from now
     */
    void schedule(Runnable task, long delayNs) {
        tasks.schedule(task, delayNs, TimeUnit.NANOSECONDS);
    }

    /** Runs what may call users, soon, on a thread that they may hold up; also after the close. */
    void callBack(Runnable callback) {
        callbacks.run(callback);
    }

    /** Forgets all tasks. */
    void close() {
        tasks.shutdownNow();
    }
}
