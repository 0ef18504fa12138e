// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

/** What tasks do with threads. */
final class Threads {
    private Threads() {}

    /** Waits for the end of a thread that will end. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a thread was to end: thread=" + thread.getName(), e);
        }
    }
}
