// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.lane.Doorbell;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.PriorityLanes;
import io.ringkernel.lane.SlotMemory;
import io.ringkernel.lane.WaterMarks;
import io.ringkernel.telemetry.KernelCounters;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a kernel: its lanes, its doorbell, its life, and what runs it. A new launch makes a new one.
 *
 * <p>The way of a message through it: {@link Route} writes it into a lane and so rings the doorbell, which wakes the executor;
 * that gives the kernel a turn ({@link KernelTurns}), in which the lanes are drained into the {@link DutyCycle}, which calls
 * the handler. What becomes of those that are not handled stands in {@link Disposal}.
 */
final class Kernel extends Linked<Kernel> implements Doorbell.Wake, KernelLife.Observer {
    final Launch launch;
    final KernelRuntime runtime;
    final int number;
    final KernelSettings settings;
    final MessageKinds kinds;
    final KernelLife life;
    final KernelTurns turns;
    final KernelControl control = new KernelControl(this);
    final Disposal disposal = new Disposal(this);
    final PriorityLanes lanes;
    final HeldSends held;
    final Replier replier = new Replier(this);
    final Continuations continuations = new Continuations();
    final Route outside = new Route(this, null, false);

    /*
     * For what a handler or a hook of this kernel waits: the last request that it called, which may be over, and the
     * kernel of which it awaits a step. See WaitGraph.
     */
    volatile long waitsFor = RequestTable.NONE;
    volatile @Nullable Kernel awaited;

    @Nullable
    Kernel earlierArrival; // of Surplus

    private final int slotLength;
    final boolean spins;
    private final Doorbell doorbell;
    private final @Nullable Kernel parent;
    final Supervisor supervisor;
    final Family family = new Family();
    final Watches watches = new Watches(this);
    private volatile RareCounts rareCounts =
            RareCounts.NONE; // another since there is something to count; written under the monitor
    private volatile @Nullable Outbox outbox; // since somebody wants it; written under the monitor
    private boolean isOutboxClosed; // guarded by this
    private volatile List<KernelListener> listeners = List.of(); // replaced under the monitor
    private final LaunchOptions.@Nullable Marks marks;
    /* What the lanes have, and whether that is nobody's any more. Guarded by this. */
    private long laneBytes;
    private boolean areLanesOver;

    /* Of the timer: what had come and gone when it looked last, and whether lanes may have memory that they do not need. */
    private long lastSeen;
    private boolean mayBeIdle;

    private volatile List<Consumer<LaneMark>> markListeners = List.of(); // the same
    private final DutyCycle duty;
    private final KernelExecutor executor;

    /* Of a kernel whose handlers let others in while they wait. */
    final @Nullable ReentrantCoroutines reentry;

    /* Of a kernel that receives by itself: what it has taken out of its lanes, and whether its loop runs. */
    private final @Nullable Inbox inbox;
    private @Nullable LoopThread loop;
    private volatile boolean isLooping;

    /**
     * Makes the kernel of a launch. Nobody runs it before {@link #start}.
     *
     * @param launch which gives it what it is made of
     * @param parent whose handler or hook launched it; null if none did
     */
    Kernel(Launch launch, @Nullable Kernel parent) {
        LaunchOptions options = launch.options();
        this.launch = launch;
        this.runtime = launch.runtime;
        this.number = launch.number;
        this.marks = options.marks;
        this.settings = launch.settings();
        this.kinds = launch.kinds();
        this.slotLength =
                settings.slotLength() == RingKernel.FITTING ? kinds.fittingSlotLength() : settings.slotLength();
        this.parent = parent;
        this.supervisor = new Supervisor(this, launch.policy());
        this.spins = settings.execution() == Execution.DEDICATED
                && (settings.idle() == Idle.BUSY_SPIN || settings.idle() == Idle.YIELDING);
        this.doorbell = new Doorbell(this, spins);
        this.lanes = new PriorityLanes(
                this::newLane, () -> newLane(Producers.MULTI, "replies"), () -> newGrowingLane("closed"));
        this.held = new HeldSends(this, settings.capacity());
        LaunchOptions.Made made = launch.takeMade();
        KernelDispatcher dispatcher = made.dispatcher();
        this.life = new KernelLife(launch.id, KernelInstance.hasHooks(dispatcher), this);
        this.inbox = dispatcher instanceof KernelLoop ? new Inbox(slotLength) : null;
        this.duty = new DutyCycle(this, inbox == null ? dispatcher : inbox, options.newDedupWindow());
        this.turns = new KernelTurns(this, duty, new KernelInstance(this, made), doorbell);
        this.reentry = isReentrant() ? new ReentrantCoroutines(this, duty, slotLength) : null;
        this.executor = executorOf(dispatcher, options.thread);
    }

    private boolean isReentrant() {
        if (settings.reentrant() && (settings.execution() != Execution.COROUTINE || inbox != null)) {
            throw new IllegalArgumentException("kernel cannot be re-entrant: kernel=" + id() + ", execution="
                    + settings.execution() + ", receivesByItself=" + (inbox != null)
                    + "; declare it with execution = Execution.COROUTINE, and with handlers");
        }
        return settings.reentrant();
    }

    private KernelExecutor executorOf(KernelDispatcher dispatcher, @Nullable String shared) {
        if (shared != null && inbox != null) {
            throw new IllegalArgumentException("kernel receives by itself and cannot share a thread: kernel=" + id()
                    + ", thread=" + shared + "; give it handlers, or launch it without a name for its thread");
        }
        if (inbox != null && dispatcher instanceof KernelLoop body) {
            LoopThread thread = new LoopThread(this, body, inbox);
            loop = thread;
            return thread;
        }
        return switch (settings.execution()) {
            case POOLED -> runtime.pool;
            case DEDICATED ->
                shared == null
                        ? new DedicatedThread(this, settings.idle())
                        : new SharedThread.Seat(this, shared, settings.idle());
            case COROUTINE -> reentry == null ? new Coroutines(this) : reentry;
        };
    }

    private Lane newLane(Priority level) {
        Lane lane = newLane(settings.producers(), level.name());
        if (marks != null) {
            lane.watch(
                    new WaterMarks(marks.low(), marks.high(), (isHigh, waiting) -> announce(level, isHigh, waiting)));
        }
        if (settings.backpressure() == Backpressure.DROP_OLDEST) {
            lane.takeOut();
        }
        if (level == Priority.HIGH && isPooled()) {
            lane.tellOfMessages(runtime.pool::noteUrgent);
        }
        return lane;
    }

    private Lane newLane(Producers producers, String name) {
        if (producers == Producers.SINGLE || settings.execution() == Execution.DEDICATED) {
            return newWholeLane(producers, name);
        }
        runtime.idleLanes.begin();
        return newGrowingLane(name);
    }

    private Lane newGrowingLane(String name) {
        return new Lane(
                settings.capacity(),
                slotLength,
                new Slots(name),
                runtime.options().latencySampling(),
                runtime.ids::takeBlock,
                doorbell);
    }

    private Lane newWholeLane(Producers producers, String name) {
        Slots memory = new Slots(name);
        MessageBuffer slots = memory.take(settings.capacity());
        boolean isMade = false;
        try {
            Lane lane = new Lane(
                    slots,
                    slotLength,
                    producers,
                    runtime.options().latencySampling(),
                    runtime.ids::takeBlock,
                    doorbell);
            isMade = true;
            return lane;
        } finally {
            if (!isMade) {
                memory.give(slots);
            }
        }
    }

    /* Those of one lane. */
    private final class Slots implements SlotMemory {
        private final String laneName;

        Slots(String laneName) {
            this.laneName = laneName;
        }

        @Override
        public MessageBuffer take(int slots) {
            MessageBuffer memory = runtime.laneMemory.take(Math.multiplyExact(slots, slotLength), id(), laneName);
            count(memory.capacity());
            return memory;
        }

        @Override
        public void give(MessageBuffer slots) {
            count(-slots.capacity());
            runtime.laneMemory.giveBack(slots);
        }
    }

    private synchronized void count(int bytes) {
        if (areLanesOver) {
            runtime.laneMemory.release(bytes); // who came too late
        } else {
            laneBytes += bytes;
        }
    }

    /** Says that the memory of the lanes is for others now. Called once, at the end, by the thread that runs the kernel if it may. */
    void giveLaneMemory() {
        lanes.close(); // there will be no other, and all that were made are seen
        if (!life.isGivenUp()) {
            lanes.vacate(); // what nobody writes or reads any more can be used again
        }
        synchronized (this) {
            runtime.laneMemory.release(laneBytes);
            areLanesOver = true;
        }
    }

    /** Gives the memory of lanes away that had nothing to do since this was called last. Called by the timer. */
    void vacateIfIdle() {
        long seen = lanes.accepted() + passed();
        if (seen != lastSeen) {
            lastSeen = seen;
            mayBeIdle = true;
        } else if (mayBeIdle && lanes.isEmpty()) {
            mayBeIdle = !atRest(lanes::vacate);
        }
    }

    String id() {
        return launch.id;
    }

    KernelState state() {
        return life.state();
    }

    int slotLength() {
        return slotLength;
    }

    /** {@return a payload buffer, or null if there is no room for it now or the pool is closed} */
    @Nullable
    PayloadBuffer tryAllocate(int length) {
        try {
            return runtime.buffers().tryAllocate(length);
        } catch (IllegalStateException e) { // the pool is closed after the last kernel has ended
            return null;
        }
    }

    // ---- running; called by the executor

    /**
     * Makes the kernel one that takes messages. Its parent takes it in first, or refuses it, and then it was never there.
     *
     * @param from which state on: one that is active handles messages at once, one that has ended never will
     */
    void start(KernelState from) {
        life.launch();
        if (from == KernelState.ACTIVE) {
            life.activate();
        } else if (from.isEnded()) {
            control.endAtOnce();
            return;
        }
        boolean isStarted = false;
        try {
            if (parent != null) {
                parent.adopt(this);
            }
            startExecutor();
            isStarted = true;
        } finally {
            if (!isStarted && parent != null) {
                parent.family.forget(this);
            }
        }
    }

    /** Gives the kernel its thread, or has it rest; it may have come to its end by now. */
    void startExecutor() {
        if (executor instanceof DedicatedThread thread) {
            thread.start(); // awake until it says otherwise
        } else if (executor instanceof SharedThread.Seat seat) {
            seat.take(); // as well
        } else if (loop != null) {
            loop.start();
        } else if (!turns.rest()) {
            wake();
        }
    }

    /** Gives all slots back that were drained, amid a turn. Called by the thread that runs the kernel. */
    void giveBack() {
        lanes.giveBack();
        VarHandle.fullFence();
        lanes.tellRoom();
    }

    /** {@return whether messages of the highest level wait; a hint for any thread} */
    boolean hasUrgent() {
        return lanes.backlog(Priority.HIGH) > 0;
    }

    /** {@return whether the kernel is to end, and has no more messages; a hint} */
    boolean isOnlyToEnd() {
        return state() == KernelState.TERMINATING && lanes.isEmpty();
    }

    /** {@return whether workers of the pool run it} */
    boolean isPooled() {
        return executor == runtime.pool;
    }

    /** {@return its place on a thread that it shares with others; null if it does not} */
    SharedThread.@Nullable Seat seat() {
        return executor instanceof SharedThread.Seat seat ? seat : null;
    }

    /** {@return whether the kernel can have no turn while a thread waits, because it is that of the kernel} */
    boolean isHeldUpBy(Thread waiting) {
        SharedThread.Seat seat = seat();
        return life.isRunBy(waiting) || seat != null && seat.isOn(waiting);
    }

    /** {@return the other kernel that has the thread which this one shares, or null; for any thread, and exact of one that waits} */
    @Nullable
    Kernel threadHolder() {
        SharedThread.Seat seat = seat();
        return seat == null ? null : seat.holder();
    }

    /** {@return whether the handler that runs gives its kernel to others while it waits; asked by that handler} */
    boolean givesWay() {
        return reentry != null && reentry.givesWay();
    }

    /* As Doorbell.Wake. */
    @Override
    public void prepare() {
        executor.prepareWake();
    }

    @Override
    public void wake() {
        executor.wake(this);
    }

    /** Interrupts the handler that runs, if it is a coroutine. Called by any thread, at the deadline of the end. */
    void interrupt() {
        executor.interrupt(this);
    }

    /** Takes a kernel in that one of its handlers or hooks launches. */
    private void adopt(Kernel child) {
        boolean isEnding = !state().isAccepting();
        if (isEnding || !family.adopt(child)) {
            throw new KernelStateException((!isEnding && supervisor.isRestarting()
                            ? "instance has failed and has no more children"
                            : "kernel is ending and has no more children")
                    + ": kernel=" + id() + ", state=" + state() + ", child=" + child.id());
        }
    }

    /**
     * {@return the deadline of the end, or when a coroutine of the kernel, or of one that ends with it, was cancelled for the last time,
     * if that is later: the grace of who does not return begins then} For any thread.
     */
    long graceFromNs(long deadlineNs) {
        long ownNs = reentry == null ? deadlineNs : Nanos.later(reentry.lastCancelNs(), deadlineNs);
        return family.graceFromNs(ownNs);
    }

    /** Tells the kernel that launched this one that it has ended. */
    void leaveParent() {
        if (parent != null && parent.family.forget(this)) {
            parent.ring(); // it may wait for that
        }
    }

    /** Leaves a failure to the kernel that launched this one. */
    void escalate(Throwable cause) {
        if (parent == null) {
            Log.warn("failure was escalated, but the kernel has no parent: kernel=" + id(), cause);
        } else {
            parent.supervisor.escalate(cause);
            parent.ring();
        }
    }

    // ---- receiving; called by the thread of a loop

    /** {@return the loop, for its receives} */
    @Nullable
    LoopThread loop() {
        return loop;
    }

    DispatchContext context() {
        return duty.context;
    }

    boolean isLooping() {
        return isLooping;
    }

    void beginLoop() {
        isLooping = true;
        enterLoop();
    }

    /** Says that the loop runs: in what the user has written, or about to take a message. */
    void enterLoop() {
        life.enter();
        VarHandle.fullFence(); // before the state is read
        duty.context.withoutMessage(DispatchContext.IN_LOOP);
    }

    void leaveLoop() {
        life.leaveAndTell();
    }

    void endLoop() {
        isLooping = false;
        if (life.state().isEnded()) {
            duty.end(); // who gave the loop up could not
        }
        duty.context.withoutMessage(null);
        leaveLoop();
    }

    /** {@return whether something comes before the next message} */
    boolean hasDue() {
        return duty.hasDue();
    }

    /** A loop threw while it had no message in hand. */
    void failLoop(Throwable failure) {
        duty.superviseIdle(failure);
    }

    /** {@return whether there is something for a loop to do, or will be} */
    boolean mayLoop() {
        KernelState now = life.state();
        return now == KernelState.ACTIVE || now == KernelState.TERMINATING && !life.isDrainOver();
    }

    /** {@return whether the loop is to be run, and does not run; asked by its thread, which must not rest then} */
    boolean isLoopDue() {
        return loop != null && !isLooping && mayLoop() && !loop.isDone();
    }

    /** {@return whether a message may go to the loop now} */
    boolean mayReceive() {
        return mayLoop() && held.allowsMessages();
    }

    /** {@return whether the kernel is to end, and nothing more comes, or there is no time for it} */
    boolean isLoopOver() {
        KernelState now = life.state();
        return now.isEnded()
                || now == KernelState.TERMINATING
                        && (life.isDrainOver()
                                || lanes.isEmpty()
                                        && held.isEmpty()
                                        && !continuations.isOutstanding()
                                        && (inbox == null || inbox.isEmpty()));
    }

    @Nullable
    Object takeInHand(MessageBuffer slot) {
        return duty.takeInHand(slot);
    }

    void finishInHand(MessageBuffer slot, @Nullable Throwable failure) {
        duty.finishInHand(slot, failure);
    }

    /** Takes what was taken out of the lanes and not received or handled, when the kernel has ended. {@return the next one, or null} */
    @Nullable
    MessageBuffer takeLeft() {
        return reentry != null ? reentry.takeLeft() : inbox == null ? null : inbox.poll();
    }

    /** Lets the kernel go on, on its turn, after a request of its own that has ended. Called by any thread. */
    void resume(KernelRequest<?> request) {
        continuations.add(request);
        life.stir();
        doorbell.ring();
    }

    /** Called by a thread that spun for this kernel, when it stops: from now on publishing rings. */
    void endSpin() {
        doorbell.endSpin();
    }

    /**
     * Called after a message was published that somebody must look at even if the kernel ended meanwhile: a request, or
     * one that holds a payload buffer. A publish to a kernel that spins does not ring by itself.
     */
    void ringIfSpinning() {
        if (spins) {
            doorbell.ring();
        }
    }

    /** Rings the doorbell, after something was written that the kernel is to see. */
    void ring() {
        doorbell.ring();
    }

    // ---- sending; called by the thread that runs the kernel

    /** {@return whether earlier sends of this kernel wait for room in a lane, so that the next one must, too} */
    boolean mustQueue(Lane lane) {
        if (!life.isRunBy(Thread.currentThread())) {
            throw new IllegalStateException("what a kernel sends comes from its handlers: kernel=" + id() + ", thread="
                    + Thread.currentThread().getName()
                    + "; use a reference of the runtime on other threads");
        }
        return !held.isEmpty() && held.waitsFor(lane);
    }

    /** Drops the oldest message of a lane that the kernel has not taken yet. Called by any thread. {@return whether it could} */
    boolean dropOldest(Lane lane) {
        return lane.dropOldest(disposal) || !lane.takesOut() && takeOut(lane) && lane.dropOldest(disposal);
    }

    /*
     * A kernel that rests reads no message where it lies: who ends its rest has the right to run it, and may do for the lane what
     * the kernel would do in its next turn.
     */
    private boolean takeOut(Lane lane) {
        return atRest(lane::beginTakeOut);
    }

    /**
     * Ends the kernel on the calling thread, which has announced the end, instead of a worker that is to be woken for it: if it rests,
     * and nothing but the end is left. {@return whether it has ended} If not, the caller rings.
     */
    boolean endAtRest() {
        if (!isPooled()) {
            return false;
        }
        StackReserve.checkTwice();
        return atRest(turns::endIfBare) && state().isEnded();
    }

    private boolean atRest(Runnable action) {
        executor.prepareWake();
        if (!turns.rise()) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            if (!turns.rest()) {
                wake();
            }
        }
    }

    LaneFullException laneFull(Lane lane, String laneName, String more) {
        String slots = lane.slots() < settings.capacity() ? ", slots=" + lane.slots() : "";
        String hint = slots.isEmpty() ? "" : "; RuntimeOptions.laneLimitBytes leaves no memory for more slots";
        return full("lane is full", laneName, slots + more + hint + executor.hint());
    }

    LaneFullException full(String what, String laneName, String more) {
        return new LaneFullException(what + ": kernel=" + id() + ", lane=" + laneName + ", capacity="
                + settings.capacity() + ", state=" + state() + more);
    }

    /** {@return what the kernel sent out without a caller} */
    Outbox outbox() {
        Outbox made = outbox;
        return made == null ? makeOutbox() : made;
    }

    private synchronized Outbox makeOutbox() {
        Outbox made = outbox;
        if (made == null) {
            made = new Outbox(settings.capacity());
            if (isOutboxClosed) {
                made.close();
            }
            outbox = made;
        }
        return made;
    }

    /** {@return what the kernel sent out; null if it sent nothing} */
    @Nullable
    Outbox existingOutbox() {
        return outbox;
    }

    /** Wakes whoever receives what the kernel sends out; there will be no more. */
    synchronized void closeOutbox() {
        isOutboxClosed = true;
        Outbox made = outbox;
        if (made != null) {
            made.close();
        }
    }

    /** {@return what is counted seldom, to be added to} */
    RareCounts rareCounts() {
        RareCounts made = rareCounts;
        return made == RareCounts.NONE ? makeRareCounts() : made;
    }

    private synchronized RareCounts makeRareCounts() {
        RareCounts made = rareCounts == RareCounts.NONE ? new RareCounts() : rareCounts;
        rareCounts = made;
        return made;
    }

    void addListener(KernelListener listener) {
        synchronized (this) {
            listeners = with(listener, listeners);
        }
    }

    void removeListener(KernelListener listener) {
        synchronized (this) {
            List<KernelListener> left = new ArrayList<>(listeners);
            left.remove(listener);
            listeners = List.copyOf(left);
        }
    }

    void addMarkListener(Consumer<LaneMark> listener) {
        synchronized (this) {
            markListeners = with(listener, markListeners);
        }
    }

    private static <T> List<T> with(T last, List<T> others) {
        List<T> all = new ArrayList<>(others);
        all.add(last);
        return List.copyOf(all);
    }

    private void announce(Priority level, boolean isHigh, int waiting) {
        LaneMark mark = new LaneMark(id(), level, isHigh, waiting, settings.capacity());
        if (marks != null) {
            marks.subscribers().forEach(subscriber -> runtime.tell(subscriber, LaneMarkCodec.INSTANCE, mark));
        }
        for (Consumer<LaneMark> listener : markListeners) {
            runtime.events.tell("mark=" + mark, () -> listener.accept(mark));
        }
    }

    @Override
    public void onStep(KernelState before, KernelState after) {
        for (KernelListener listener : listeners) {
            runtime.events.tell(
                    "kernel=" + id() + ", before=" + before + ", after=" + after,
                    () -> listener.onStep(new KernelHandle(launch), before, after));
        }
    }

    KernelStateException ended() {
        return new KernelStateException(
                "kernel has ended: kernel=" + id() + ", state=" + life.state() + "; launch it again to send to it");
    }

    /** {@return how many messages were left unhandled} */
    long undelivered() {
        return rareCounts.undelivered.get();
    }

    KernelCounters counters() {
        RareCounts rare = rareCounts; // first, as what it holds
        long handled = duty.handled.get();
        long failed = rare.failed.get();
        long expired = rare.expired.get();
        long undelivered = rare.undelivered.get();
        long duplicates = rare.duplicates.get();
        long gone = rare.displaced.sum();
        long accepted = lanes.accepted();
        long waiting = accepted - handled - failed - expired - duplicates - gone - undelivered;
        DutyCycle.Latencies latencies = duty.latencies();
        boolean ended = life.state().isEnded() && !life.isGivenUp(); // one that was given up has a message in hand
        return new KernelCounters(
                accepted,
                handled,
                failed,
                expired,
                duplicates,
                gone,
                ended ? undelivered + waiting : undelivered,
                ended ? 0 : waiting,
                rare.refused.sum(),
                rare.dropped.sum(),
                rare.unanswered.sum(),
                held.count(),
                latencies.queueing().snapshot(),
                latencies.handling().snapshot());
    }

    // ---- what others say of it

    /** {@return how many messages were handled, failed or expired} */
    long passed() {
        return duty.handled.get() + rareCounts.failed.get() + rareCounts.expired.get();
    }

    /** {@return whether a handler has a message in hand} */
    boolean isHandling() {
        return duty.typeIdInHand() != 0;
    }

    /** {@return the id of the message that a handler has in hand, or 0; for any thread, a hint} */
    long messageIdInHand() {
        return duty.messageIdInHand();
    }

    /** {@return whether a handler has this message in hand} */
    boolean isHandling(long messageId) {
        return messageIdInHand() == messageId;
    }

    /** {@return what the kernel does at this moment, in words} */
    String doing() {
        int typeId = duty.typeIdInHand();
        if (typeId != 0) {
            return "handling " + kinds.nameOf(typeId);
        }
        if (held.holdsBack()) {
            return "held back by sends that wait for room";
        }
        String where = duty.context.whereWithoutMessage();
        if (where != null) {
            return "in " + where;
        }
        if (supervisor.isRestarting()) {
            return "waiting for its restart";
        }
        if (supervisor.isPausing()) {
            return "pausing after a failure";
        }
        return life.state() == KernelState.ACTIVE && !lanes.isEmpty() ? "waiting for a worker" : "idle";
    }

    Route routeFrom(@Nullable Kernel sender) {
        return sender == null ? outside : new Route(this, sender, false);
    }
}
