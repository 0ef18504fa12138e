// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.testkit;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures for how long threads stood still because none of them was told to go on. A thread that is ready to run, and only
 * has to wait for a processor that others use, does not stand still: so a bound holds on a busy machine, too.
 */
public final class Standstill {
    private static final long INTERVAL_NS = 100_000;
    private static final long LONGEST_GAP_NS = 2_000_000;

    private Standstill() {}

    /**
     * Watches some threads, and those of the runtimes, until the former have ended or the bound is reached.
     *
     * @param threads to watch
     * @param mostNs  after which to stop
     * @return for how long all of them waited, in nanoseconds
     */
    public static long ofNs(List<Thread> threads, long mostNs) {
        long stillNs = 0;
        long lastNs = System.nanoTime();
        while (threads.stream().anyMatch(Thread::isAlive) && stillNs < mostNs) {
            LockSupport.parkNanos(INTERVAL_NS);
            boolean still = threads.stream().noneMatch(Standstill::isReady) && !isARuntimeReady();
            long nowNs = System.nanoTime();
            if (still && nowNs - lastNs < LONGEST_GAP_NS) { // else this thread was not let run, and knows nothing
                stillNs += nowNs - lastNs;
            }
            lastNs = nowNs;
        }
        return stillNs;
    }

    /** {@return what all threads do now, for the failure} */
    public static String dump() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            text.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
            for (StackTraceElement element : trace) {
                text.append("    ").append(element).append('\n');
            }
        });
        return text.toString();
    }

    private static boolean isARuntimeReady() {
        Thread[] all = new Thread[2 * Thread.activeCount()];
        int count = Thread.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getName().startsWith("ringkernel-") && isReady(all[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReady(Thread thread) {
        return switch (thread.getState()) {
            case NEW, RUNNABLE, BLOCKED -> true;
            default -> false;
        };
    }
}
