// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.PriorityLanes;
import io.ringkernel.lane.SlotHandler;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs one kernel whose handlers let others in while they wait. The kernel is had by one coroutine at a time, like a monitor:
 * one that waits gives it up, and asks for it when its wait is over. Whoever has it and is through with a message gives it to the
 * first that asks, and else goes on with the next message, so each coroutine is the one that schedules when its turn has come.
 *
 * <p>Messages are copied out of their lanes, so that one that waits holds up no slot, and its readers stay valid.
 *
 * <p>What is not marked as for any thread is used by the coroutine that has the kernel.
 */
final class ReentrantCoroutines extends Coroutines implements SlotHandler {
    /** From how many coroutines on that wait no more messages are handled. */
    static final int MOST_WAITING = 1 << 20;

    /* How many that ask are served before a message is looked at, and how often before the lanes are. */
    private static final int MOST_IN_A_ROW = PriorityLanes.CHECK_INTERVAL;

    private final Kernel kernel;
    private final DutyCycle duty;
    private final Inbox inbox;
    private final ArrayDeque<Runnable> forks = new ArrayDeque<>();
    private final Set<Coroutine> waiting = new LinkedHashSet<>();
    private final Map<Object, ArrayDeque<Coroutine>> sleepers = new HashMap<>();

    /* Those that ask for the kernel, in their order; any thread adds its own. */
    private final ConcurrentLinkedQueue<Coroutine> woken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Coroutine> failed = new ConcurrentLinkedQueue<>();

    /* For which request the message of a coroutine waits that is a request itself; written in the monitor of the graph. */
    private final Map<Long, Long> awaited = new ConcurrentHashMap<>();

    /* How many wait, and how many of them know that they are cancelled. Read by whoever decides whether there is work. */
    private volatile int waitingCount;
    private volatile int cancelledCount;

    /* When the last that was cancelled had the kernel once more. Read by whoever ends the kernel. */
    private volatile long lastCancelNs = System.nanoTime();

    private int cleared; // how many of them had, and nothing was logged of them
    private int grants;
    private int steps;

    /* Whether the caller is in a handler that the loop of its thread has called, and so may give the kernel up. */
    private boolean isAtTop;

    /* Whether the coroutine that has the kernel was cancelled. */
    private boolean isUnwinding;

    ReentrantCoroutines(Kernel kernel, DutyCycle duty, int slotLength) {
        super(kernel);
        this.kernel = kernel;
        this.duty = duty;
        this.inbox = new Inbox(slotLength);
    }

    /** One coroutine that waits. */
    private final class Coroutine implements HandlerWait {
        private final Thread thread = Thread.currentThread();
        private final DutyCycle.Registers registers = duty.save();
        private final AtomicBoolean asks = new AtomicBoolean();
        private volatile boolean isGranted;
        private volatile boolean isCancelled;
        private boolean isWoken;

        /** Asks for the kernel; for any thread. {@return whether it had not asked before} */
        private boolean ask(boolean hasFailed) {
            if (!asks.compareAndSet(false, true)) {
                return false;
            }
            (hasFailed ? failed : woken).add(this);
            return true;
        }

        @Override
        public void end(boolean hasFailed) {
            if (ask(hasFailed)) {
                kernel.ring();
                takeBack();
            }
            boolean interrupted = Thread.interrupted();
            while (!isGranted) {
                LockSupport.park(kernel);
                interrupted |= Thread.interrupted();
            }
            resume(this);
            if (interrupted) {
                thread.interrupt();
            }
            if (isCancelled) {
                throw cancelled();
            }
        }

        /** Waits until it is woken, or the time is over; then it asks by itself. */
        private void sleep(long timeoutNs) {
            long startNs = System.nanoTime();
            long leftNs = timeoutNs;
            while (!asks.get() && leftNs > 0 && !thread.isInterrupted()) {
                LockSupport.parkNanos(kernel, leftNs);
                leftNs = timeoutNs - (System.nanoTime() - startNs);
            }
        }

        private void cancel() {
            isCancelled = true;
            thread.interrupt();
        }
    }

    // ---- giving the kernel up, and having it again

    /** {@return whether the caller, who has the kernel, gives it to others while it waits} */
    boolean givesWay() {
        return isAtTop && !duty.context.isStashed();
    }

    /**
     * Gives the kernel to others, if the caller is where it can.
     *
     * @return the wait that has begun
     * @throws CoroutineCancelledException if the caller is cancelled
     */
    HandlerWait beginWait() {
        checkCancelled();
        if (!givesWay()) {
            return HandlerWait.OF_NOBODY;
        }
        StackReserve.checkTwice(); // who gives the kernel up must be able to ask for it
        Coroutine self = new Coroutine();
        giveUp(self);
        return self;
    }

    private void checkCancelled() {
        if (isUnwinding && isAtTop) {
            throw cancelled();
        }
    }

    private CoroutineCancelledException cancelled() {
        Thread.currentThread().interrupt();
        return new CoroutineCancelledException("coroutine was cancelled: kernel=" + kernel.id() + ", state="
                + kernel.state() + "; its kernel ends, or is restarted");
    }

    private void giveUp(Coroutine self) {
        waiting.add(self);
        waitingCount = waiting.size();
        isAtTop = false;
        note(null);
        kernel.life.leaveAndTell();
        boolean isGivenUp = false;
        try {
            passOn();
            isGivenUp = true;
        } finally {
            if (!isGivenUp) {
                self.end(true); // no thread could be had for the others
            }
        }
    }

    private void passOn() {
        cancelAll();
        Coroutine next = next();
        if (next != null) {
            grant(next);
        } else if (!kernel.turns.rest()) {
            wake(kernel);
        }
    }

    private void resume(Coroutine self) {
        duty.restore(self.registers);
        isAtTop = true;
        isUnwinding = self.isCancelled;
        note(self.thread);
    }

    /* Like a turn: says that it runs, and then looks at the state, so that nobody who deactivates the kernel is deceived. */
    private @Nullable Coroutine next() {
        Coroutine first = first();
        if (first == null) {
            return null;
        }
        kernel.life.enter(first.thread);
        VarHandle.fullFence(); // before the state is read
        if (first.isCancelled || isGoingOn(kernel.state())) {
            (first == woken.peek() ? woken : failed).remove();
            return first;
        }
        kernel.life.leaveAndTell();
        return null;
    }

    private void grant(Coroutine next) {
        waiting.remove(next);
        waitingCount = waiting.size();
        if (next.isCancelled) {
            cancelledCount = cancelledCount - 1;
            cleared++;
            lastCancelNs = System.nanoTime();
        }
        Thread thread = next.thread;
        next.isGranted = true; // from here on the kernel is another's
        LockSupport.unpark(thread);
    }

    /** Called by whoever ended the rest of the kernel, and so has it, whatever thread that is. */
    @Override
    public void wake(Kernel woke) {
        do {
            Coroutine next = next();
            if (next != null) {
                grant(next);
                return;
            }
            super.wake(kernel);
        } while (hasAsked(kernel.state()) && kernel.runtime.coroutineThreads.takeBack(this));
    }

    /*
     * When the kernel waits in the queue for a platform thread, one that asks has a thread already. Who queues it and who asks
     * each look at what the other has written, after their own writing.
     */
    private void takeBack() {
        if (kernel.runtime.coroutineThreads.takeBack(this)) {
            wake(kernel);
        }
    }

    // ---- the loop of each thread

    @Override
    public void run() {
        while (true) {
            cancelAll();
            Coroutine next = grants < MOST_IN_A_ROW ? next() : null;
            if (next != null) {
                grants++;
                grant(next);
                return;
            }
            grants = 0;
            if (steps < KernelTurns.TURN_LIMIT && step()) {
                steps++;
            } else {
                breathe();
                if (turn(PriorityLanes.CHECK_INTERVAL) > 0) {
                    kernel.turns.tellAfterFence(); // it may be long until the next turn
                } else if (kernel.turns.rest()) {
                    return;
                }
            }
        }
    }

    private void breathe() {
        if (steps == KernelTurns.TURN_LIMIT) {
            Thread.yield(); // a virtual thread keeps its carrier until it waits
        }
        steps = 0;
    }

    /** Does what comes next. {@return whether there was something} */
    private boolean step() {
        kernel.life.enter();
        note(Thread.currentThread());
        try {
            if (!isGoingOn(duty.begin())) {
                return false;
            }
            if (!duty.runTasks()) {
                return true;
            }
            isAtTop = true;
            boolean hasStepped = runFork() || kernel.held.allowsMessages() && (duty.goOn() || handleNext());
            isAtTop = false;
            duty.runTasks();
            return hasStepped;
        } catch (Throwable e) { // no handler threw: as in a turn
            Log.warn("step was cut short, the kernel gets another", kernel, e);
            duty.superviseIdle(e);
            return true;
        } finally {
            isAtTop = false;
            endUnwinding();
            note(null);
            Thread.interrupted(); // what was meant for a handler, or left behind by it, ends with it
            kernel.life.leaveAndTell();
        }
    }

    /* What each of them throws is known to whoever asked, and a dead letter: in the log there is one line for all. */
    private void endUnwinding() {
        if (isUnwinding && waiting.isEmpty()) {
            Log.warn("coroutines were cancelled: kernel=" + kernel.id() + ", count=" + cleared, null);
            cleared = 0;
        }
        isUnwinding = false;
    }

    private boolean runFork() {
        Runnable fork = forks.poll();
        if (fork == null) {
            return false;
        }
        duty.run(DispatchContext.IN_FORK, fork);
        return true;
    }

    private boolean handleNext() {
        MessageBuffer slot = isCrowded() ? null : inbox.poll();
        if (slot == null) {
            return false;
        }
        duty.handleCopy(slot);
        inbox.recycle(slot);
        return true;
    }

    /** Has a task run by a coroutine, before the next message. */
    void fork(Runnable task) {
        Interlude.checkRoom(kernel.id(), forks.size());
        forks.add(task);
    }

    // ---- messages on their way from the lanes into the inbox

    int takeIn(int limit) {
        return kernel.lanes.drain(this, limit);
    }

    @Override
    public boolean isReady() {
        return !inbox.isFull() && duty.takesIn();
    }

    @Override
    public void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int typeId) {
        if (!duty.discards(lane, sequence, buffer, offset)) {
            inbox.add(buffer, offset);
        }
    }

    /** Takes a message that was not handled, when the kernel has ended. */
    @Nullable
    MessageBuffer takeLeft() {
        forks.clear();
        return inbox.poll();
    }

    // ---- what its turns ask

    /** {@return whether coroutines go on in a state; for any thread} */
    boolean isGoingOn(KernelState now) {
        return now == KernelState.ACTIVE || now == KernelState.TERMINATING && !kernel.life.isDrainOver();
    }

    private boolean isCrowded() {
        return waitingCount >= MOST_WAITING;
    }

    /** {@return whether there is something for a turn in the lanes, or a continuation; for any thread} */
    boolean hasMessages(KernelState now) {
        boolean isGoingOn = isGoingOn(now);
        return !kernel.lanes.isEmpty() && !(isGoingOn && isCrowded()) || isGoingOn && kernel.continuations.isDue();
    }

    /** {@return whether no coroutine waits; for any thread} */
    boolean isEmpty() {
        return waitingCount == 0;
    }

    /** {@return how many coroutines wait; for any thread} */
    int waitingCount() {
        return waitingCount;
    }

    /** {@return whether something is to be done by a step now} */
    boolean hasSteps() {
        return isGoingOn(kernel.state()) && hasStepsLeft();
    }

    /** {@return whether something is left for a step, now or when the kernel goes on} */
    boolean hasStepsLeft() {
        return !forks.isEmpty() || duty.hasDue() || !isCrowded() && !inbox.isEmpty();
    }

    /** {@return whether a coroutine is to be told something now, or given the kernel; for any thread} */
    boolean isCalled(KernelState now) {
        return hasAsked(now) || waitingCount > cancelledCount && isToCancel(now);
    }

    private boolean hasAsked(KernelState now) {
        Coroutine first = first();
        return first != null && (first.isCancelled || isGoingOn(now));
    }

    private @Nullable Coroutine first() {
        Coroutine first = woken.peek();
        return first == null ? failed.peek() : first;
    }

    /** {@return whether all that wait are cancelled, and have yet to clean up; for any thread} */
    boolean isClearing() {
        int count = waitingCount;
        return count > 0 && count == cancelledCount;
    }

    private boolean isToCancel(KernelState now) {
        return kernel.life.isDiscarding(now) || kernel.supervisor.isRestarting();
    }

    private void cancelAll() {
        if (waitingCount == cancelledCount || !isToCancel(kernel.state())) {
            return;
        }
        for (Coroutine each : waiting) {
            if (!each.isCancelled) {
                each.cancel();
            }
        }
        cancelledCount = waitingCount;
    }

    /** {@return when a coroutine that was cancelled had the kernel for the last time; for any thread} */
    long lastCancelNs() {
        return lastCancelNs;
    }

    /** {@return whether what runs now was cancelled, so that its failure says nothing of its kernel} */
    boolean isUnwinding() {
        return isUnwinding;
    }

    // ---- waiting for each other

    /** Waits to be woken. {@return whether it was, in time} */
    boolean waitFor(Object token, long timeoutNs) {
        checkCancelled();
        if (!givesWay()) {
            throw new IllegalStateException("coroutine cannot be woken where it keeps its kernel: kernel=" + kernel.id()
                    + ", token=" + token + "; wait in a handler, a continuation or a fork, and not after stash");
        }
        StackReserve.checkTwice();
        Coroutine self = new Coroutine();
        ArrayDeque<Coroutine> queue = sleepers.computeIfAbsent(token, any -> new ArrayDeque<>());
        queue.add(self);
        try {
            giveUp(self);
            self.sleep(timeoutNs);
            self.end(true); // asks only if it was not woken
        } finally {
            queue.remove(self);
            if (queue.isEmpty()) {
                sleepers.remove(token, queue);
            }
        }
        if (!self.isWoken && Thread.interrupted()) {
            throw CoroutineWait.interrupted(kernel, new InterruptedException());
        }
        return self.isWoken;
    }

    /** Wakes the one that has waited for longest. {@return whether somebody waited} */
    boolean wakeup(Object token) {
        ArrayDeque<Coroutine> queue = sleepers.get(token);
        Coroutine first = queue == null ? null : queue.poll();
        while (first != null && !first.ask(false)) {
            first = queue.poll(); // its time is over
        }
        if (queue != null && queue.isEmpty()) {
            sleepers.remove(token);
        }
        if (first == null) {
            return false;
        }
        first.isWoken = true;
        return true;
    }

    // ---- what the graph of waits knows

    /** Notes for which request the message in hand waits. Called in the monitor of the graph. */
    void await(long inHand, long request) {
        awaited.put(inHand, request);
    }

    /** Forgets what a message waited for, that is handled or may go on. */
    void forget(long inHand) {
        awaited.remove(inHand);
    }

    /** {@return for which request a message waits, or none; for any thread} */
    long awaitedBy(long inHand) {
        Long request = awaited.get(inHand);
        return request == null ? RequestTable.NONE : request;
    }
}
