// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls listeners, one after the other, on a thread that exists only while there is something to tell. No kernel ever
 * waits for it.
 */
final class EventThread {
    /** Most events that wait for a slow listener; those beyond are lost, and the first of them is logged. */
    static final int MOST_WAITING = 65_536;

    private static final long KEEP_ALIVE_MS = 1_000;

    private final AtomicBoolean isFull = new AtomicBoolean();
    private final ThreadPoolExecutor executor;
    private volatile @Nullable Thread running;

    EventThread(RuntimeThreads threads) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                KEEP_ALIVE_MS,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                threads.named("ringkernel-events"),
                (event, full) -> warnOnce());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Tells one listener of one thing. */
    interface Event {
        void tell() throws Exception;
    }

    /** Tells it soon; what is told first comes first. Never waits. */
    void tell(String what, Event event) {
        executor.execute(() -> {
            running = Thread.currentThread();
            try {
                event.tell();
            } catch (Throwable e) { // a listener's failure is its own: the next one is called
                Log.warn("listener threw: " + what, e);
            } finally {
                running = null;
            }
        });
    }

    private void warnOnce() {
        if (isFull.compareAndSet(false, true)) {
            Log.warn("a listener is too slow, events are lost from now on: waiting=" + MOST_WAITING, null);
        }
    }

    /** {@return whether the calling thread is in a listener} */
    boolean isTelling() {
        return running == Thread.currentThread();
    }

    /** Waits until all that was told so far has been heard; a listener that calls this waits for nothing. */
    void flush(long timeoutNs) throws InterruptedException {
        if (isTelling() || executor.getQueue().isEmpty() && executor.getActiveCount() == 0) {
            return;
        }
        CountDownLatch heard = new CountDownLatch(1);
        executor.execute(heard::countDown);
        heard.await(timeoutNs, TimeUnit.NANOSECONDS);
    }
}
