// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static io.ringkernel.KernelState.ACTIVE;
import static io.ringkernel.KernelState.CREATED;
import static io.ringkernel.KernelState.DEACTIVATED;
import static io.ringkernel.KernelState.FAILED;
import static io.ringkernel.KernelState.LAUNCHED;
import static io.ringkernel.KernelState.STARTING;
import static io.ringkernel.KernelState.TERMINATED;
import static io.ringkernel.KernelState.TERMINATING;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one kernel, and who runs it at the moment.
 *
 * <p>A step is made under a lock, by any thread; the thread that runs the kernel asks before each message whether there
 * was one, without the lock. Who made a step and must know that no handler runs any more waits for the runner to leave: the
 * runner writes that it left and then reads whether anybody watches, the watcher writes that it watches and then reads
 * whether there is a runner.
 */
final class KernelLife {
    private static final VarHandle STIRRED;
    private static final VarHandle RUNNER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STIRRED = lookup.findVarHandle(KernelLife.class, "stirred", boolean.class);
            RUNNER = lookup.findVarHandle(KernelLife.class, "runner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What {@link #activate} returns for a kernel that handles messages from then on. */
    static final int NO_START = 0;

    /** Told of each step, in order, under the lock. */
    interface Observer {
        void onStep(KernelState before, KernelState after);
    }

    /** Somebody who waits for one of some states, and must not miss one that lasts for a moment only. */
    private static final class Vigil {
        private final Set<KernelState> wanted;
        private @Nullable KernelState seen;

        Vigil(Set<KernelState> wanted) {
            this.wanted = wanted;
        }

        void see(KernelState state) {
            if (seen == null && wanted.contains(state)) {
                seen = state;
            }
        }
    }

    private final String id;
    private final Observer observer;
    private final ReentrantLock lock = new ReentrantLock();

    /* Written under the lock, read by anyone. The failure and the deadline are written before the step that they belong to. */
    private volatile KernelState state = CREATED;
    private volatile @Nullable Throwable failure;
    private volatile boolean givenUp;
    private volatile long drainDeadlineNs;

    private volatile boolean mustStart;

    /* Guarded by the lock. */
    private @Nullable Condition changed; // since somebody waits
    private List<Vigil> vigils = Collections.emptyList();
    private boolean ending;
    private int startsOver; // how often the state was STARTING, and is no more
    private int lastStarted; // the number of the last of these that led to ACTIVE

    private volatile int watchers;
    private volatile @Nullable Thread runner;
    private int turns; // plain: of the runner, and read by who has read the runner before
    private boolean stirred = true;

    /**
     * Creates the life of a kernel.
     *
     * @param id        of the kernel
     * @param mustStart whether something is to be done between the activation and the first message
     * @param observer  of its steps
     */
    KernelLife(String id, boolean mustStart, Observer observer) {
        this.id = id;
        this.mustStart = mustStart;
        this.observer = observer;
    }

    KernelState state() {
        return state;
    }

    /** {@return why the kernel failed, if it did} */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** {@return whether the end came while a handler or a hook was running} */
    boolean isGivenUp() {
        return givenUp;
    }

    // ---- what the runner does and asks

    /** Says who runs the kernel. The runner fences after that, for which {@link #observe} will do, and reads the state. */
    void enter() {
        enter(Thread.currentThread());
    }

    /** Lets a thread be the runner to which the caller gives the right to run the kernel; as {@link #enter()}. */
    void enter(Thread next) {
        RUNNER.setOpaque(this, next);
    }

    /*
     * What the runner asks before each message is one plain byte, not the state: whoever changes the state says so
     * afterwards, and the runner forgets it before it reads the state anew.
     */

    /** Begins to watch for changes. {@return the state, from which on {@link #isStirred} tells of any other} */
    KernelState observe() {
        STIRRED.setOpaque(this, false);
        VarHandle.fullFence();
        return state;
    }

    /** {@return whether the state may be another than {@link #observe} said; the truth about it takes a moment} */
    boolean isStirred() {
        return (boolean) STIRRED.getOpaque(this);
    }

    /** Makes the runner stop before the next message and look, as if the state had changed. */
    void stir() {
        STIRRED.setVolatile(this, true);
    }

    /**
     * Says that nobody runs the kernel, and tells those who are seen to wait for that. For the others the runner fences, as soon as
     * it likes, and calls {@link #tellWatchers}.
     */
    void leave() {
        turns++;
        RUNNER.setRelease(this, null);
        tellWatchers();
    }

    /** Says that nobody runs the kernel, and tells all who wait for that. */
    void leaveAndTell() {
        leave();
        VarHandle.fullFence();
        tellWatchers();
    }

    /** Tells those who wait for the end of a turn. */
    void tellWatchers() {
        if (watchers > 0) {
            locked(this::signalAll);
        }
    }

    boolean isRunBy(Thread thread) {
        return runner == thread;
    }

    /** {@return whether messages that are taken in a state are discarded} */
    boolean isDiscarding(KernelState stance) {
        return stance.isEnded() || stance == TERMINATING && isDrainOver();
    }

    /** {@return how long a terminating kernel still has to handle messages} */
    long drainLeftNs() {
        return Math.max(0, drainDeadlineNs - System.nanoTime());
    }

    /** {@return until when a terminating kernel handles messages} */
    long drainDeadlineNs() {
        return drainDeadlineNs;
    }

    /** {@return whether a terminating kernel has no time left to handle messages} */
    boolean isDrainOver() {
        return System.nanoTime() - drainDeadlineNs >= 0;
    }

    /** {@return how long a terminating kernel may still handle messages; if it is not terminating, for ever} */
    long drainLeftNs(long nowNs) {
        return state == TERMINATING ? drainDeadlineNs - nowNs : Long.MAX_VALUE;
    }

    // ---- steps

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private void change(KernelState to) {
        KernelState before = state;
        state = to;
        startsOver += before == STARTING ? 1 : 0;
        stir();
        for (Vigil vigil : vigils) {
            vigil.see(to);
        }
        signalAll();
        observer.onStep(before, to);
    }

    private void signalAll() {
        if (changed != null) {
            changed.signalAll();
        }
    }

    private void check(String operation, KernelState needed, KernelState orNeeded) {
        KernelState now = state;
        if (now != needed && now != orNeeded) {
            throw new KernelStateException(
                    "cannot " + operation + " kernel: kernel=" + id + ", state=" + now + ", needed=" + needed
                            + (needed == orNeeded ? "" : " or " + orNeeded),
                    failure);
        }
    }

    void launch() {
        locked(() -> {
            check("launch", CREATED, CREATED);
            change(LAUNCHED);
        });
    }

    /**
     * Lets messages be handled, or first what comes before them be done.
     *
     * @return the number of that start, to be {@linkplain #awaitStart awaited}; or {@link #NO_START}
     */
    int activate() {
        lock.lock();
        try {
            check("activate", LAUNCHED, DEACTIVATED);
            change(mustStart ? STARTING : ACTIVE);
            return mustStart ? startsOver + 1 : NO_START;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the kernel ended, or is about to, before what comes before the first message was done} */
    boolean hasFailedToStart(int start) {
        lock.lock();
        try {
            return lastStarted < start && mustStart && (state == TERMINATING || state.isEnded());
        } finally {
            lock.unlock();
        }
    }

    /** Notes that what comes before the first message is done; for a kernel that is ending it comes too late. */
    void started() {
        locked(() -> {
            mustStart = mustStart && !state.isAccepting();
            if (state == STARTING) {
                change(ACTIVE);
                lastStarted = startsOver;
            }
        });
    }

    /** Notes that something must be done again before the next message; a kernel that is ending handles no more. */
    void restart() {
        locked(() -> {
            mustStart = true;
            if (state == ACTIVE) {
                change(STARTING);
            } else if (state == TERMINATING) {
                drainDeadlineNs = System.nanoTime();
                stir();
            }
        });
    }

    /** Stops the handling from the next message on; for the one in hand see {@link #awaitTurnEnd}. */
    void deactivate() {
        locked(() -> {
            check("deactivate", STARTING, ACTIVE);
            change(DEACTIVATED);
        });
    }

    /**
     * Starts the end, or brings it nearer.
     *
     * @param drainDeadlineNs until which messages are still handled, if the kernel is active
     * @return whether this call started it; if not, another has
     */
    boolean beginEnd(long drainDeadlineNs) {
        return beginEnd(drainDeadlineNs, null);
    }

    /** Starts the end because of a failure, at once. {@return whether this call started it} */
    boolean fail(Throwable cause) {
        return beginEnd(System.nanoTime(), cause);
    }

    private boolean beginEnd(long deadlineNs, @Nullable Throwable cause) {
        lock.lock();
        try {
            if (failure == null && !ending) {
                failure = cause;
            }
            if (state == TERMINATING && deadlineNs - drainDeadlineNs < 0) {
                drainDeadlineNs = deadlineNs;
            }
            if (state == TERMINATING || state.isEnded()) {
                return false;
            }
            drainDeadlineNs = state == ACTIVE ? deadlineNs : System.nanoTime();
            change(TERMINATING);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Claims the right to end the kernel, once nothing is left to do. {@return whether the caller is to end it} */
    boolean takeEnd() {
        return takeEnd(false);
    }

    /** Claims the right to end a kernel whose handler does not return. {@return whether the caller is to end it} */
    boolean giveUp() {
        return takeEnd(true);
    }

    private boolean takeEnd(boolean givesUp) {
        lock.lock();
        try {
            if (state != TERMINATING || ending) {
                return false;
            }
            ending = true;
            if (givesUp) {
                givenUp = true;
                failure = failure != null
                        ? failure
                        : new KernelTimeoutException(
                                "handler did not return before the end, and may still run: kernel=" + id);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the life; called once, by whoever took the end, after everybody else was told. */
    void end() {
        locked(() -> change(failure == null ? TERMINATED : FAILED));
    }

    // ---- waits

    /** Waits until the handler that runs now, if one does, has returned. {@return whether it has, in time} */
    boolean awaitTurnEnd(long timeoutNs) {
        lock.lock();
        try {
            watchers++; // before the runner is looked at
            if (runner == null) {
                return true;
            }
            int turn = turns;
            return await(() -> runner == null || turns != turn, timeoutNs);
        } finally {
            watchers--;
            lock.unlock();
        }
    }

    /**
     * Waits until a start has come to something. After it the kernel may have failed, and start again: that is no part of it.
     *
     * @return whether it has, in time
     */
    boolean awaitStart(int start, long timeoutNs) {
        return await(
                () -> lastStarted >= start || startsOver >= start && (state != TERMINATING || failure == null),
                timeoutNs);
    }

    /** Waits for the end. {@return whether it came in time} */
    boolean awaitEnd(long timeoutNs) {
        return await(() -> state.isEnded(), timeoutNs);
    }

    /**
     * Waits for one of some states; one that passes by counts, too.
     *
     * @return the state
     * @throws KernelStateException if none of them can come any more
     * @throws KernelTimeoutException if none came in time
     */
    KernelState awaitState(Set<KernelState> wanted, Duration timeout) {
        Vigil vigil = new Vigil(wanted);
        lock.lock();
        try {
            vigil.see(state);
            if (vigils == Collections.<Vigil>emptyList()) {
                vigils = new ArrayList<>();
            }
            vigils.add(vigil);
            await(() -> vigil.seen != null || !canBecome(wanted), Nanos.ofTimeout(timeout));
            if (vigil.seen != null) {
                return vigil.seen;
            }
            String text = ": kernel=" + id + ", awaited=" + EnumSet.copyOf(wanted) + ", state=" + state;
            if (!canBecome(wanted)) {
                throw new KernelStateException("kernel cannot get there any more" + text, failure);
            }
            throw new KernelTimeoutException("kernel did not get there in time" + text + ", timeout=" + timeout);
        } finally {
            vigils.remove(vigil);
            lock.unlock();
        }
    }

    private Condition changed() {
        Condition made = changed == null ? lock.newCondition() : changed;
        changed = made;
        return made;
    }

    private boolean canBecome(Set<KernelState> wanted) {
        return wanted.stream().anyMatch(state::leadsTo);
    }

    private boolean await(BooleanSupplier condition, long timeoutNs) {
        lock.lock();
        try {
            long leftNs = timeoutNs;
            while (!condition.getAsBoolean() && leftNs > 0) {
                leftNs = changed().awaitNanos(leftNs);
            }
            return condition.getAsBoolean();
        } catch (InterruptedException e) {
            throw new InterruptedSendException(
                    "interrupted while waiting for kernel: kernel=" + id + ", state=" + state, e);
        } finally {
            lock.unlock();
        }
    }
}
