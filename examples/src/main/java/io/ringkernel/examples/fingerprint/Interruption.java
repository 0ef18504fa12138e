// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** What Ctrl-C does. Either the run comes to its end, or the last words are said: never both, and neither is cut off. */
final class Interruption {
    private static final Runnable NOTHING = () -> {};

    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::sayLastWords, "fingerprint-interruption");
    private volatile Runnable lastWords = NOTHING;
    private volatile boolean happened;

    Interruption() {
        if (!addHook(hook)) {
            decided.set(true);
            happened = true;
        }
    }

    /** Sets what is to be said from now on. Who is interrupted before that has done nothing yet, and says nothing. */
    void willSay(Runnable words) {
        lastWords = words;
    }

    private void sayLastWords() {
        if (decided.compareAndSet(false, true)) {
            happened = true;
            lastWords.run();
        } else {
            await();
        }
    }

    /** {@return whether the process is about to end, so that classes that want to do something then fail to load} */
    static boolean isShuttingDown() {
        Thread probe = new Thread(NOTHING, "fingerprint-probe");
        return !addHook(probe) || !removeHook(probe);
    }

    private static boolean addHook(Thread thread) {
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean removeHook(Thread thread) {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
            return true;
        } catch (IllegalStateException e) {
            return false;
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
            removeHook(hook); // or it runs already, and waits for the end that has just come
        }
    }

    /** Waits for the end of the process, if that is why something failed; if not, forgets the run. */
    void endIfHappened() {
        if (isShuttingDown()) {
            await();
        }
        removeHook(hook);
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
