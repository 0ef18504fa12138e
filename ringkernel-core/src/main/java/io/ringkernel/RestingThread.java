// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a kernel that has one of its own, and its rest.
 *
 * <p>The right to run the kernel lies with this thread while it does not rest. A rest gives it to whoever rings next, and
 * {@link #wake} brings it back: so the thread goes on when it was given the right or has taken it itself, and not because it
 * happens to see that the kernel is awake. When the thread is {@linkplain #end over}, those who ring run the kernel.
 */
final class RestingThread {
    static final long FOREVER = Long.MAX_VALUE / 2;

    private final Kernel kernel;
    private final Thread thread;
    private volatile boolean woken;
    private volatile boolean over;

    RestingThread(Kernel kernel, Runnable body) {
        this.kernel = kernel;
        this.thread = kernel.settings.execution() == Execution.COROUTINE
                ? KernelThread.ofCoroutine(kernel, body)
                : KernelThread.of(kernel, body);
    }

    void start() {
        thread.start();
    }

    /** Gives the right to run the kernel to the thread, or uses it. Called by whoever rang. */
    void wake() {
        if (over) {
            kernel.turns.runInline();
        } else {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Rests until somebody rings, the kernel has ended, or the time is over; not at all if there is work. */
    void rest(long longestNs) {
        if (!kernel.turns.rest()) {
            return;
        }
        long startNs = System.nanoTime();
        long leftNs = longestNs;
        while (!woken) {
            if ((leftNs <= 0 || kernel.state().isEnded()) && kernel.turns.rise()) {
                return;
            }
            LockSupport.parkNanos(this, Math.max(leftNs, 1));
            Thread.interrupted(); // a handler left the flag up: it must not turn the park into a spin
            leftNs = longestNs - (System.nanoTime() - startNs);
        }
        woken = false;
    }

    /** Says that the thread ends, and gives the kernel the turns that are left. */
    void end() {
        over = true;
        kernel.endSpin();
        kernel.turns.runInline();
    }
}
