// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads are about to do, without sleeping, and fails at a deadline. */
public final class Eventually {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private Eventually() {}

    /**
     * Waits until a condition holds.
     *
     * @param what      for the failure, a claim that is to come true
     * @param condition asked again and again
     */
    public static void holds(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > LONGEST_WAIT.toNanos()) {
                throw new AssertionError("did not come true in " + LONGEST_WAIT + ": " + what);
            }
            Thread.yield();
        }
    }

    /**
     * Waits until a thread has nothing to run: it parks, waits or has ended.
     *
     * @param thread to look at
     */
    public static void rests(Thread thread) {
        holds(thread.getName() + " rests", () -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
    }

    /**
     * Waits for the end of a thread.
     *
     * @param thread to wait for
     */
    public static void ends(Thread thread) {
        holds(thread.getName() + " ends", () -> !thread.isAlive());
    }
}
