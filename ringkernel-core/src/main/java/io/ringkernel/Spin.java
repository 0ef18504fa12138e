// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * How long a thread looks for what it waits for before it parks: a little longer than a park and the unpark that ends it take.
 * Two threads that hand each other messages so stay awake, and one that waits in vain loses no more than it would have paid
 * anyway. A virtual thread does not look: it would keep others from its carrier, and a park costs it little.
 */
final class Spin {
    private static final int LOOKS_PER_CLOCK = 8; // to read it takes as long as a look or two
    private static final long LONGEST_NS = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

    private Spin() {}

    /**
     * Begins.
     *
     * @param startNs now
     * @return when it is over
     */
    static long endNs(long startNs) {
        return startNs + (VirtualThreads.isOne(Thread.currentThread()) ? 0 : LONGEST_NS);
    }

    /**
     * Waits a moment.
     *
     * @param endNs when it is over
     * @param look  how often it was looked before, less one
     * @return whether to look again
     */
    static boolean goesOn(long endNs, int look) {
        if (look % LOOKS_PER_CLOCK == 0 && System.nanoTime() - endNs >= 0) {
            return false;
        }
        Thread.onSpinWait();
        return true;
    }
}
