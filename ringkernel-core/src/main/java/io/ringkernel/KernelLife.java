// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static io.ringkernel.KernelState.ACTIVE;
import static io.ringkernel.KernelState.CREATED;
import static io.ringkernel.KernelState.DEACTIVATED;
import static io.ringkernel.KernelState.FAILED;
import static io.ringkernel.KernelState.LAUNCHED;
import static io.ringkernel.KernelState.TERMINATED;
import static io.ringkernel.KernelState.TERMINATING;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one kernel, and who runs it at the moment.
 *
 * <p>Any thread changes the state; the thread that runs the kernel asks before each message whether somebody did. Who changes the state
 * and must know that no handler runs any more waits for the runner to leave: the runner writes that it left and then
 * reads whether anybody watches, the watcher writes that it watches and then reads whether there is a runner.
 */
final class KernelLife {
    private static final VarHandle STIRRED;

    static {
        try {
            STIRRED = MethodHandles.lookup().findVarHandle(KernelLife.class, "stirred", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String id;
    private final AtomicReference<KernelState> state = new AtomicReference<>(CREATED);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile int watchers;
    private volatile @Nullable Thread runner;
    private boolean stirred = true;
    private volatile boolean over;

    /* Written before the step to TERMINATING, read after it was seen; may come nearer later. */
    private volatile long drainDeadlineNs;

    KernelLife(String id) {
        this.id = id;
    }

    KernelState state() {
        return state.get();
    }

    void enter() {
        runner = Thread.currentThread();
    }

    /*
     * What the runner asks before each message is one plain byte, not the state: whoever changes the state says so
     * afterwards, and the runner forgets it before it reads the state anew.
     */

    /** Begins to watch for changes. {@return the state, from which on {@link #isStirred} tells of any other} */
    KernelState observe() {
        STIRRED.setVolatile(this, false);
        return state.get();
    }

    /** {@return whether the state may be another than {@link #observe} said; the truth about it takes a moment} */
    boolean isStirred() {
        return (boolean) STIRRED.getOpaque(this);
    }

    private boolean change(KernelState from, KernelState to) {
        boolean changed = state.compareAndSet(from, to);
        if (changed) {
            STIRRED.setVolatile(this, true);
        }
        return changed;
    }

    void leave() {
        runner = null;
        announce();
    }

    boolean isRunBy(Thread thread) {
        return runner == thread;
    }

    /** {@return whether messages may be taken from a lane, to be handled or, at the end, discarded} */
    boolean isTaking() {
        KernelState now = state.get();
        return now == ACTIVE || now == TERMINATING || now.isEnded();
    }

    /** {@return whether messages that are taken in a state are discarded} */
    boolean isDiscarding(KernelState stance) {
        return stance.isEnded() || stance == TERMINATING && isDrainOver();
    }

    /** {@return whether a terminating kernel has no time left to handle messages} */
    boolean isDrainOver() {
        return System.nanoTime() - drainDeadlineNs >= 0;
    }

    void launch() {
        step(CREATED, LAUNCHED, "launch");
    }

    void activate() {
        if (!change(DEACTIVATED, ACTIVE)) {
            step(LAUNCHED, ACTIVE, "activate");
        }
    }

    /** Stops the handling: when this returns no handler runs, unless it is called by one. */
    void deactivate() {
        step(ACTIVE, DEACTIVATED, "deactivate");
        await(() -> runner == null || isRunBy(Thread.currentThread()), Long.MAX_VALUE);
    }

    private void step(KernelState from, KernelState to, String operation) {
        if (!change(from, to)) {
            throw new KernelStateException(
                    "cannot " + operation + " kernel: kernel=" + id + ", state=" + state.get() + ", needed=" + from);
        }
    }

    /**
     * Starts the end, or brings it nearer.
     *
     * @param drainDeadlineNs until which messages are still handled, if the kernel is active
     * @return whether this call started it; if not, another has
     */
    boolean beginEnd(long drainDeadlineNs) {
        lock.lock();
        try {
            KernelState now = state.get();
            if (now == TERMINATING && drainDeadlineNs - this.drainDeadlineNs < 0) {
                this.drainDeadlineNs = drainDeadlineNs;
            }
            if (now == TERMINATING || now.isEnded()) {
                return false;
            }
            do {
                now = state.get();
                this.drainDeadlineNs = now == ACTIVE ? drainDeadlineNs : System.nanoTime();
            } while (!change(now, TERMINATING));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Completes the end, once the lanes are empty. */
    boolean completeEnd() {
        return change(TERMINATING, TERMINATED);
    }

    /** Gives up on a handler that does not return. */
    boolean giveUp() {
        return change(TERMINATING, FAILED);
    }

    /** Wakes whoever waits for the end. Called once, after everybody else was told. */
    void announceEnd() {
        over = true;
        announce();
    }

    /** Waits for the end; returns at once if the caller runs the kernel, which cannot end before it returns. */
    void awaitEnd(long timeoutNs) {
        await(() -> over || isRunBy(Thread.currentThread()), timeoutNs);
    }

    private void await(BooleanSupplier condition, long timeoutNs) {
        lock.lock();
        try {
            watchers++;
            long leftNs = timeoutNs;
            while (!condition.getAsBoolean() && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } catch (InterruptedException e) {
            throw new InterruptedSendException(
                    "interrupted while waiting for kernel: kernel=" + id + ", state=" + state.get(), e);
        } finally {
            watchers--;
            lock.unlock();
        }
    }

    private void announce() {
        if (watchers > 0) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
