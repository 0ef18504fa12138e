// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Takes a kernel from one state to the next, and waits for it. Called by any thread. */
final class KernelControl {
    private static final long GRACE_NS = 250_000_000;
    private static final long MOST_GRACE_NS = 5_000_000_000L;

    private final Kernel kernel;

    KernelControl(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Lets messages be handled; waits for the start hook. */
    void activate(Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        int start = kernel.life.activate();
        kernel.ring();
        if (start != KernelLife.NO_START) {
            awaitStart(start, timeout, timeoutNs);
        }
    }

    private void awaitStart(int start, Duration timeout, long timeoutNs) {
        WaitGraph.Wait wait = kernel.runtime.waits.begin(kernel);
        try {
            checkOpenRing(wait);
            if (!kernel.life.awaitStart(start, timeoutNs)) {
                throw new KernelTimeoutException(
                        "start hook did not return in time: kernel=" + kernel.id() + ", state=" + kernel.state()
                                + ", timeout=" + timeout + "; it goes on, terminate the kernel if it is not to");
            }
        } finally {
            wait.end();
        }
        if (kernel.life.hasFailedToStart(start)) {
            Throwable failure = kernel.life.failure();
            throw new KernelStateException(
                    (failure == null ? "kernel ended before it was started" : "kernel failed to start") + ": kernel="
                            + kernel.id() + ", state=" + kernel.state()
                            + (failure == null ? "" : ", failure=" + Log.textOf(failure)),
                    failure);
        }
    }

    private void checkOpenRing(WaitGraph.Wait wait) {
        String ring = wait.ring();
        if (ring != null) {
            throw new KernelStateException("kernels would wait for each other: kernel=" + kernel.id() + ", state="
                    + kernel.state() + ", waits=" + ring + "; do not wait for one in a handler or a hook of the other");
        }
    }

    /** Stops the handling, and waits for the handler that runs. */
    void deactivate(Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        kernel.life.deactivate();
        if (kernel.life.isRunBy(Thread.currentThread())) {
            return;
        }
        WaitGraph.Wait wait = kernel.runtime.waits.begin(kernel);
        try {
            checkOpenRing(wait);
            if (!kernel.life.awaitTurnEnd(timeoutNs)) {
                throw new KernelTimeoutException("handler did not return in time: kernel=" + kernel.id() + ", state="
                        + kernel.state() + ", timeout=" + timeout + "; nothing is handled after it");
            }
        } finally {
            wait.end();
        }
    }

    /** Waits for one of some states. {@return the one} */
    KernelState await(Set<KernelState> wanted, Duration timeout) {
        KernelState now = kernel.state();
        if (wanted.contains(now)) {
            return now;
        }
        if (kernel.life.isRunBy(Thread.currentThread())) {
            throw new KernelStateException("kernel cannot wait for a step of its own: kernel=" + kernel.id()
                    + ", awaited=" + EnumSet.copyOf(wanted) + ", state=" + now);
        }
        WaitGraph.Wait wait = kernel.runtime.waits.begin(kernel);
        try {
            checkOpenRing(wait);
            return kernel.life.awaitState(wanted, timeout);
        } finally {
            wait.end();
        }
    }

    /** Ends the kernel, and waits for the end where that is possible. {@return how many messages were left unhandled} */
    long terminate(Duration timeout) {
        end(System.nanoTime() + Nanos.ofTimeout(timeout));
        return kernel.undelivered();
    }

    /** Ends the kernel, and gives it up if it has not ended a moment after the deadline. */
    void end(long deadlineNs) {
        announceEnd(deadlineNs);
        if (!kernel.endAtRest()) {
            kernel.ring();
            awaitEnd(deadlineNs);
        }
    }

    private void awaitEnd(long deadlineNs) {
        if (!kernel.life.isRunBy(Thread.currentThread())) {
            WaitGraph.Wait wait = kernel.runtime.waits.begin(kernel);
            try {
                if (wait.ring() == null && !hasEnded(deadlineNs)) {
                    giveUp();
                }
            } finally {
                wait.end();
            }
        }
    }

    /** Waits until a moment after the deadline, or after a handler was cancelled. {@return whether the kernel has ended by then} */
    private boolean hasEnded(long deadlineNs) {
        if (kernel.life.awaitEnd(deadlineNs - System.nanoTime())) {
            return true;
        }
        kernel.interrupt();
        kernel.ring(); // those that wait are to be told
        long leftNs = graceLeftNs(deadlineNs);
        while (!kernel.life.awaitEnd(leftNs)) {
            leftNs = graceLeftNs(deadlineNs);
            if (leftNs <= 0) {
                return false;
            }
        }
        return true;
    }

    /*
     * The grace is for a handler that does not return. Of many that wait, and are cancelled one after the other, each has it, and so
     * has the kernel after its children; all of them together not for ever.
     */
    private long graceLeftNs(long deadlineNs) {
        long goneNs = System.nanoTime() - deadlineNs;
        long beginNs = kernel.graceFromNs(deadlineNs) - deadlineNs;
        return Math.min(beginNs + GRACE_NS, MOST_GRACE_NS) - goneNs;
    }

    /** Ends the kernel although its handler, or a hook, has not returned. */
    void giveUp() {
        if (kernel.life.giveUp()) {
            kernel.turns.end();
            kernel.ring(); // its thread may rest, and is to end, too
        }
    }

    /** Ends a kernel that nobody has seen yet. */
    void endAtOnce() {
        beginEnd(System.nanoTime());
        if (kernel.life.takeEnd()) {
            kernel.turns.end();
        }
    }

    /** Ends the kernel because of a failure: nothing is handled any more. */
    void fail(Throwable cause) {
        if (kernel.life.fail(cause)) {
            closeLanes();
        }
    }

    /** Starts the end, or brings it nearer; waits for nothing. */
    void beginEnd(long deadlineNs) {
        announceEnd(deadlineNs);
        kernel.ring();
    }

    private void announceEnd(long deadlineNs) {
        if (kernel.life.beginEnd(deadlineNs)) {
            closeLanes();
        }
        kernel.held.look(); // the time of what is there may be over sooner
        kernel.turns.forgetAlarm();
    }

    /** Takes no more messages, and wakes whoever waits for room. */
    private void closeLanes() {
        kernel.lanes.close();
        kernel.runtime.buffers().wake();
    }
}
