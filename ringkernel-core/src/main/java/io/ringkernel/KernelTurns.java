// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.lane.Doorbell;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel does when it has its turn, from its first to its last: begins, handles, is restarted, ends. Run by one thread
 * at a time, as its doorbell says, but for {@link #hasWork} and {@link #end}.
 */
final class KernelTurns {
    /** Most messages that a kernel handles in one turn on a thread of its own. */
    static final int TURN_LIMIT = 256;

    private final Kernel kernel;
    private final DutyCycle duty;
    private final KernelInstance instance;
    private final Doorbell doorbell;

    /* Whether the timer will ring at the deadline of the end, for a kernel that waits for answers until then. */
    private volatile boolean isAlarmSet;

    /* Whether what comes after the last message is done; of a kernel that was given up its own thread does it later. */
    private volatile boolean isConcluded;

    /* Whether nobody was told of the last turn who may not have been seen to wait. Of the thread that runs the kernel. */
    private boolean owesWord;

    KernelTurns(Kernel kernel, DutyCycle duty, KernelInstance instance, Doorbell doorbell) {
        this.kernel = kernel;
        this.duty = duty;
        this.instance = instance;
        this.doorbell = doorbell;
    }

    /** Handles some messages, however long they take. {@return as {@link #turn(int, long)}} */
    int turn(int limit) {
        return turn(limit, Nanos.ENDLESS);
    }

    /**
     * Handles some messages.
     *
     * @param limit   how many, or a few more
     * @param limitNs how long, or until the message in hand is handled
     * @return number of slots passed; 0 if there is nothing to do now
     */
    int turn(int limit, long limitNs) {
        if (!hasWork() && !duty.isDue()) {
            tellAfterFence();
            return 0;
        }
        owesWord = true;
        kernel.life.enter();
        try {
            if (kernel.supervisor.isCalled()) {
                VarHandle.fullFence(); // begin does so, too, but is not there yet
                kernel.supervisor.settle();
            }
            KernelState stance = duty.begin();
            if (!stance.isAccepting()) {
                kernel.lanes.close(); // as who ended it is about to do: what is discarded must not make room for others
            }
            if (stance == KernelState.ACTIVE && kernel.watches.isDue()) {
                kernel.watches.put();
            }
            if (stance == KernelState.STARTING && !isPauseOver()) {
                return 0;
            }
            HeldSends held = kernel.held;
            int released = held.isEmpty() && !held.mustLook() ? 0 : held.release(kernel.life.isDiscarding(stance));
            if (held.holdsBack()) {
                return released;
            }
            if (stance == KernelState.STARTING) {
                return begin() ? 1 : 0;
            }
            if (stance == KernelState.DEACTIVATED && hasFailedInstance()) {
                stopInstance();
                return 1;
            }
            int passed = released + drain(limit, limitNs);
            if (passed == 0 && !stance.isAccepting()) {
                endIfDone(stance);
            }
            return passed;
        } catch (Throwable e) { // no handler threw: for want of memory, perhaps. It must not take the thread along
            Log.warn("turn was cut short, the kernel gets another", kernel, e);
            duty.superviseIdle(e);
            return 1;
        } finally {
            kernel.life.leave();
        }
    }

    /*
     * Who waits for the end of a turn, or for room, says so, fences, and looks; a turn says that it is over, and that there is
     * room, and those who run the kernel fence, and look who waits: here, or in rest, which fences anyway.
     */
    void tellAfterFence() {
        if (owesWord) {
            owesWord = false;
            VarHandle.fullFence();
            tell();
        }
    }

    private void tell() {
        kernel.life.tellWatchers();
        kernel.lanes.tellRoom();
    }

    private int drain(int limit, long limitNs) {
        ReentrantCoroutines reentry = kernel.reentry;
        return reentry == null
                ? kernel.lanes.drain(duty, limit, limitNs) + (duty.finish() ? 1 : 0)
                : reentry.takeIn(limit);
    }

    /** {@return whether coroutines wait that the kernel must do without before it gets a fresh instance, or ends} */
    private boolean hasCoroutines() {
        return kernel.reentry != null && !kernel.reentry.isEmpty();
    }

    // ---- the first turn, and the first after a failure

    private boolean isReadyToBegin() {
        return kernel.supervisor.isPausing()
                ? kernel.supervisor.isDue()
                : !kernel.family.isAwaited() && !hasCoroutines() && (kernel.supervisor.isDue() || instance.isStarted());
    }

    private boolean isPauseOver() {
        return !kernel.supervisor.isPausing()
                || kernel.supervisor.isDue()
                || kernel.life.state() != KernelState.STARTING;
    }

    /* The stop hook of an instance that failed does not wait for an activation; the fresh instance does. */
    private boolean hasFailedInstance() {
        return kernel.supervisor.isRestarting()
                && instance.isStarted()
                && !kernel.family.isAwaited()
                && !hasCoroutines();
    }

    /* What comes before the first message: after a failure the old instance is stopped first, and then waits its time. */
    private boolean begin() {
        if (!isReadyToBegin()) {
            return false;
        }
        boolean isRestart = kernel.supervisor.isRestarting();
        if (isRestart) {
            stopInstance();
        }
        if (kernel.supervisor.isDue()) {
            start(isRestart);
        }
        return true;
    }

    private void start(boolean isRestart) {
        kernel.supervisor.goOn();
        Throwable failure = isRestart ? renew() : instance.start(duty.context);
        duty.runTasks();
        if (failure == null) {
            if (!kernel.supervisor.isRestarting()) { // a task that the start hook deferred may have failed
                kernel.life.started();
            }
        } else if (!isRestart || !kernel.supervisor.startsAgainAfter(failure)) {
            kernel.control.fail(failure);
        }
    }

    private @Nullable Throwable renew() {
        kernel.family.beginAnew();
        Throwable failure = instance.renew();
        if (failure == null) {
            duty.handleWith(instance.dispatcher());
            failure = instance.start(duty.context);
        }
        if (failure == null) {
            kernel.supervisor.restarted();
        }
        return failure;
    }

    /** Ends the children, so that an instance can be stopped and another take its place. */
    void endChildrenSoon() {
        endChildren(System.nanoTime(), Family.LONGEST_WAIT_NS);
    }

    /** Ends the children. {@return whether none is left to wait for} */
    private boolean endChildren(long drainDeadlineNs, long patienceNs) {
        long waitNs = kernel.family.end(drainDeadlineNs, System.nanoTime() + patienceNs);
        if (waitNs > 0) {
            ringIn(waitNs);
        }
        return waitNs == 0;
    }

    void ringIn(long delayNs) {
        kernel.runtime.timer.schedule(doorbell::ring, delayNs);
    }

    // ---- the last turn

    private void endIfDone(KernelState stance) {
        if (!kernel.lanes.isEmpty() || !kernel.held.isEmpty() || kernel.isLooping() || hasSteps()) {
            return;
        }
        if (isAwaitingAnswers(stance)) {
            isAlarmSet = true;
            ringIn(kernel.life.drainLeftNs());
        } else if (!hasCoroutines()) {
            conclude(stance);
        }
    }

    /* What comes after the last message. */
    private void conclude(KernelState stance) {
        if (!stance.isEnded() && !endChildren()) {
            return;
        }
        stopInstance();
        duty.end();
        instance.giveBack();
        isConcluded = true;
        if (kernel.held.isEmpty() && kernel.life.takeEnd()) { // else after a last turn
            end();
        }
    }

    private boolean hasSteps() {
        return kernel.reentry != null && kernel.reentry.hasSteps();
    }

    /* A kernel that is to end waits for the answers that it asked for, and for its coroutines, as long as it has time. */
    private boolean isAwaitingAnswers(KernelState now) {
        return now == KernelState.TERMINATING
                && (kernel.continuations.isOutstanding() || hasCoroutines())
                && !kernel.life.isDrainOver();
    }

    private boolean isClearing() {
        return kernel.reentry != null && kernel.reentry.isClearing();
    }

    private boolean isWaitingToEnd(KernelState now) {
        return isAlarmSet && isAwaitingAnswers(now) || kernel.family.isAwaited() || isClearing();
    }

    /* Children get the time that whoever waits for their parent gives it; after a failure nobody waits. */
    private boolean endChildren() {
        return endChildren(
                kernel.life.drainDeadlineNs(),
                kernel.life.failure() == null ? kernel.life.drainLeftNs() + Family.GRACE_NS : Family.LONGEST_WAIT_NS);
    }

    private void stopInstance() {
        instance.stop(duty.context);
        duty.runLastTasks();
    }

    /**
     * Ends the kernel, of which the end was announced, if nothing is to be done before that could call what a user has written. Called
     * by whoever ended its rest; what is left then is for the next turn.
     */
    void endIfBare() {
        kernel.life.enter();
        try {
            KernelState stance = duty.begin();
            if (stance == KernelState.TERMINATING && isBare()) {
                conclude(stance);
            }
        } catch (Throwable e) { // for want of memory, perhaps
            Log.warn("turn was cut short, the kernel gets another", kernel, e);
        } finally {
            owesWord = true;
            kernel.life.leave();
        }
    }

    /* A message that is published from here on finds that the kernel has ended, and gets a turn in which it is counted. */
    private boolean isBare() {
        return kernel.lanes.isEmpty()
                && kernel.held.isEmpty()
                && kernel.family.isEmpty()
                && !kernel.continuations.isOutstanding()
                && !kernel.supervisor.isCalled()
                && !instance.isStarted()
                && !duty.hasInterlude()
                && !kernel.runtime.requests.isOwedBy(kernel);
    }

    /** Takes leave of everybody. Called by whoever was given the end by {@link KernelLife}. */
    void end() {
        try {
            kernel.runtime.onEnd(kernel);
            kernel.family.leave();
        } catch (Throwable e) { // the end comes all the same
            Log.warn("end of a kernel could not be told to all: kernel=" + kernel.id(), e);
        } finally {
            kernel.giveLaneMemory();
            kernel.life.end();
            kernel.held.look(); // what is there is undelivered
        }
        tellOfTheEnd();
    }

    private void tellOfTheEnd() {
        try {
            kernel.leaveParent();
            kernel.watches.end();
        } catch (Throwable e) { // it has ended all the same
            Log.warn("end of a kernel could not be told to all: kernel=" + kernel.id(), e);
        }
    }

    /** Says that the deadline of the end may be another. Called by any thread, before it rings. */
    void forgetAlarm() {
        isAlarmSet = false;
    }

    // ---- between two turns

    /*
     * What is put aside belongs to the thread that runs the kernel, which may be another as soon as this one rests: it is looked at
     * before that. Whether it can be seen to now depends on the state, which may change at any time: that is read after.
     */

    /** {@return whether the kernel now rests, to be woken by its doorbell; if not, it must get another turn} */
    boolean rest() {
        boolean hasDue =
                !kernel.held.holdsBack() && (kernel.reentry == null ? duty.hasDue() : kernel.reentry.hasStepsLeft());
        boolean owed = owesWord;
        owesWord = false;
        doorbell.rest();
        if (owed) {
            tell();
        }
        boolean isDue = hasDue && mayGoOn(kernel.life.state());
        return !isDue && !hasWork() && !isToSpin() && !kernel.isLoopDue() || !doorbell.rise();
    }

    private boolean mayGoOn(KernelState now) {
        return kernel.reentry == null ? DutyCycle.isHandling(now) : kernel.reentry.isGoingOn(now);
    }

    /* No publish rings for a kernel that spins: it must not rest when it may handle what is published. */
    private boolean isToSpin() {
        return kernel.spins && kernel.mayReceive();
    }

    /** Lets the kernel rest until somebody rings, although it may have work. For who was to wake it, and cannot. */
    void restAgain() {
        doorbell.rest();
    }

    /** Ends the rest, if nobody has. {@return whether this call did; if not, the executor is told to wake the kernel} */
    boolean rise() {
        return doorbell.rise();
    }

    boolean hasWork() {
        if (kernel.reentry != null && kernel.reentry.isCalled(kernel.life.state())) {
            return true;
        }
        if (kernel.held.mustLook() || kernel.held.holdsBack()) {
            return kernel.held.mustLook() && isPauseOver() || kernel.supervisor.isCalled();
        }
        KernelState now = kernel.life.state();
        return switch (now) {
            case ACTIVE -> hasMessages(now) || kernel.supervisor.isCalled() || kernel.watches.isDue();
            case STARTING -> isReadyToBegin() || kernel.supervisor.isCalled();
            case TERMINATING -> hasMessages(now) || !isWaitingToEnd(now);
            case TERMINATED, FAILED -> hasMessages(now) || !isConcluded && !isClearing();
            default -> kernel.supervisor.isCalled() || now == KernelState.DEACTIVATED && hasFailedInstance();
        };
    }

    private boolean hasMessages(KernelState now) {
        if (kernel.reentry != null) {
            return kernel.reentry.hasMessages(now);
        }
        return !kernel.lanes.isEmpty() || kernel.continuations.isDue();
    }

    /** Gives the kernel all the turns it wants on the calling thread, which was handed the right by the doorbell. */
    void runInline() {
        do {
            while (turn(TURN_LIMIT) > 0) {
                // until there is nothing left
            }
        } while (!rest());
    }
}
