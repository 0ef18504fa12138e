// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.testkit;

import java.util.concurrent.locks.LockSupport;

/**
 * Measures for how long the machine let nobody run: a thread that wants to wake up each millisecond notes how late it was.
 * What is to happen in a bounded time is then held to that bound on a busy machine, too.
 */
public final class Hiccups implements AutoCloseable {
    private static final long INTERVAL_NS = 1_000_000;

    private final Thread meter = new Thread(this::measure, "hiccups");
    private volatile long totalNs;
    private volatile boolean over;

    /** Begins to measure. */
    public Hiccups() {
        meter.setDaemon(true);
        meter.setPriority(Thread.MAX_PRIORITY);
        meter.start();
    }

    private void measure() {
        long lastNs = System.nanoTime();
        while (!over) {
            LockSupport.parkNanos(INTERVAL_NS);
            long nowNs = System.nanoTime();
            totalNs += Math.max(0, nowNs - lastNs - 2 * INTERVAL_NS);
            lastNs = nowNs;
        }
    }

    /** {@return the sum of all delays so far, in nanoseconds} */
    public long totalNs() {
        return totalNs;
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(meter);
    }
}
