// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** What Ctrl-C does. Either the run comes to its end, or the last words are said: never both, and neither is cut off. */
final class Interruption {
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable lastWords;
    private final Thread hook = new Thread(this::sayLastWords, "fingerprint-interruption");
    private volatile boolean happened;

    Interruption(Runnable lastWords) {
        this.lastWords = lastWords;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void sayLastWords() {
        if (decided.compareAndSet(false, true)) {
            happened = true;
            lastWords.run();
        } else {
            await();
        }
    }

    boolean hasHappened() {
        return happened;
    }

    /** Ends the run as it should; if it was interrupted before, waits for the process to end instead. */
    int unlessHappened(IntSupplier end) {
        if (!decided.compareAndSet(false, true)) {
            await();
        }
        try {
            return end.getAsInt();
        } finally {
            ended.countDown();
            remove();
        }
    }

    private void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already, and waits for the end that has just come
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
