// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.lane.Doorbell;
import io.ringkernel.lane.DropHandler;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.PriorityLanes;
import io.ringkernel.lane.WaterMarks;
import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One incarnation of a kernel: its lanes, its doorbell, its life, and what runs it. A new launch makes a new one. */
final class Kernel implements DropHandler {
    /** Most messages a kernel handles before others on the same worker get their turn. */
    static final int TURN_LIMIT = 256;

    private static final int SLOT_UNIT = 64;
    private static final long GRACE_NS = 250_000_000;
    private static final long CHILD_GRACE_NS = 100_000_000;

    final KernelRuntime runtime;
    final int number;
    final KernelSettings settings;
    final KernelLife life;
    final PriorityLanes lanes;
    final Outbox outbox;
    final HeldSends held;
    final Replier replier = new Replier(this);
    final Continuations continuations = new Continuations();
    final Route outside = new Route(this, null, false);
    final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    final LongAdder unanswered = new LongAdder();

    /*
     * For what a handler or a hook of this kernel waits: the last request that it called, which may be over, and the
     * kernel of which it awaits a step. See WaitGraph.
     */
    volatile long waitsFor = RequestTable.NONE;
    volatile @Nullable Kernel awaited;

    private final String id;
    private final int slotLength;
    private final boolean spins;
    private final Doorbell doorbell;
    private final @Nullable Kernel parent;
    private final KernelInstance instance;
    final Supervisor supervisor;
    final Family family = new Family();
    final Watches watches = new Watches(this);
    private final List<KernelListener> listeners = new CopyOnWriteArrayList<>();
    private final LaunchOptions.@Nullable Marks marks;
    private final List<Consumer<LaneMark>> markListeners = new CopyOnWriteArrayList<>();
    private final DutyCycle duty;
    private final KernelExecutor executor;

    /* Of a kernel that receives by itself: what it has taken out of its lanes, and whether its loop runs. */
    private final @Nullable Inbox inbox;
    private @Nullable LoopThread loop;
    private volatile boolean isLooping;

    /* Whether the timer will ring at the deadline of the end, for a kernel that waits for answers until then. */
    private volatile boolean isAlarmSet;

    private final Map<Class<?>, MessageKind<?>> kinds = new HashMap<>();
    private final Map<Integer, MessageCodec<?>> codecs = new HashMap<>();

    Kernel(
            KernelRuntime runtime,
            String id,
            int number,
            KernelDefinition definition,
            KernelDispatcher dispatcher,
            LaunchOptions options,
            @Nullable Kernel parent) {
        this.runtime = runtime;
        this.id = id;
        this.number = number;
        this.marks = options.marks;
        this.settings = options.apply(definition.settings());
        for (MessageCodec<?> codec : definition.accepts()) {
            kinds.put(codec.messageType(), new MessageKind<>(codec));
            codecs.put(codec.typeId(), codec);
        }
        this.slotLength = settings.slotLength() == RingKernel.FITTING ? fittingSlotLength() : settings.slotLength();
        this.life = new KernelLife(id, KernelInstance.hasHooks(dispatcher), this::announce);
        this.parent = parent;
        this.instance = new KernelInstance(id, dispatcher, () -> options.newDispatcher(definition));
        this.supervisor = new Supervisor(this, options.policy(definition));
        this.spins = settings.execution() == Execution.DEDICATED
                && (settings.idle() == Idle.BUSY_SPIN || settings.idle() == Idle.YIELDING);
        this.doorbell = new Doorbell(this::wake, spins);
        this.lanes = new PriorityLanes(this::newLane, () -> newLane(Producers.MULTI));
        this.outbox = new Outbox(settings.capacity());
        this.held = new HeldSends(this, settings.capacity());
        this.inbox = dispatcher instanceof KernelLoop ? new Inbox(slotLength) : null;
        this.duty = new DutyCycle(this, inbox == null ? dispatcher : inbox, options.newDedupWindow());
        this.executor = executorOf(dispatcher);
    }

    private KernelExecutor executorOf(KernelDispatcher dispatcher) {
        if (inbox != null && dispatcher instanceof KernelLoop body) {
            LoopThread thread = new LoopThread(this, body, inbox, settings.idle());
            loop = thread;
            return thread;
        }
        return settings.execution() == Execution.POOLED ? runtime.pool : new DedicatedThread(this, settings.idle());
    }

    /* Room for the largest message, but of what can be long only as much as is usual: the rest may go elsewhere. */
    private int fittingSlotLength() {
        long length = 0;
        for (MessageKind<?> kind : kinds.values()) {
            long longest = (long) kind.headerLength() + kind.codec.maxEncodedLength();
            int shortest = kind.headerLength() + kind.codec.blockLength();
            length = Math.max(length, Math.max(shortest, Math.min(longest, RingKernel.LONGEST_FITTING_SLOT)));
        }
        return (int) Math.min(RingKernel.LONGEST_SLOT, (length + SLOT_UNIT - 1) / SLOT_UNIT * SLOT_UNIT);
    }

    private Lane newLane(Priority level) {
        Lane lane = newLane(settings.producers());
        if (marks != null) {
            lane.watch(
                    new WaterMarks(marks.low(), marks.high(), (isHigh, waiting) -> announce(level, isHigh, waiting)));
        }
        if (settings.backpressure() == Backpressure.DROP_OLDEST) {
            lane.takeOut();
        }
        return lane;
    }

    private Lane newLane(Producers producers) {
        return new Lane(
                settings.capacity(),
                slotLength,
                producers,
                runtime.options().latencySampling(),
                runtime.ids::takeBlock,
                doorbell);
    }

    String id() {
        return id;
    }

    KernelState state() {
        return life.state();
    }

    int slotLength() {
        return slotLength;
    }

    boolean handles(Class<?> type) {
        return kinds.containsKey(type);
    }

    boolean handles(int typeId) {
        return codecs.containsKey(typeId);
    }

    /** {@return the name of a message type that the kernel handles} */
    String nameOf(int typeId) {
        MessageCodec<?> codec = codecs.get(typeId);
        return codec == null
                ? "type " + Integer.toHexString(typeId)
                : codec.messageType().getName();
    }

    /** {@return the codec of a message type that the kernel handles, else null} */
    @Nullable
    MessageCodec<?> codecOf(int typeId) {
        return codecs.get(typeId);
    }

    @SuppressWarnings("unchecked") // the key of the map is the type of the codec
    <T> MessageKind<T> kindOf(Class<T> type) {
        MessageKind<?> kind = kinds.get(type);
        if (kind == null) {
            throw unhandled(type);
        }
        return (MessageKind<T>) kind;
    }

    UnhandledMessageException unhandled(Class<?> type) {
        TreeSet<String> handled = new TreeSet<>();
        codecs.values().forEach(codec -> handled.add(codec.messageType().getName()));
        return new UnhandledMessageException("kernel has no handler for message: kernel=" + id + ", message="
                + type.getName() + ", handled=" + handled);
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

    void start() {
        life.launch();
        if (executor instanceof DedicatedThread thread) {
            thread.start(); // awake until it says otherwise
        } else if (loop != null) {
            loop.start();
        } else {
            doorbell.rest();
        }
    }

    private void wake() {
        executor.wake(this);
    }

    /** Handles some messages. {@return number of slots passed; 0 if there is nothing to do now} */
    int turn(int limit) {
        if (!hasWork() && !duty.isDue()) {
            return 0;
        }
        life.enter();
        try {
            if (supervisor.isCalled()) {
                supervisor.settle();
            }
            KernelState stance = duty.begin();
            if (stance == KernelState.ACTIVE && watches.isDue()) {
                watches.put();
            }
            int released = held.isEmpty() && !held.mustLook() ? 0 : held.release(life.isDiscarding(stance));
            if (held.holdsBack()) {
                return released;
            }
            if (stance == KernelState.STARTING) {
                return begin() ? 1 : 0;
            }
            int passed = released + lanes.drain(duty, limit) + (duty.finish() ? 1 : 0);
            if (passed == 0 && !stance.isAccepting() && lanes.isEmpty() && held.isEmpty() && !isLooping) {
                if (isAwaitingAnswers(stance)) {
                    isAlarmSet = true;
                    ringIn(life.drainLeftNs());
                } else {
                    conclude(stance);
                }
            }
            return passed;
        } finally {
            life.leave();
        }
    }

    private boolean isReadyToBegin() {
        return !family.isAwaited() && (supervisor.isDue() || instance.isStarted());
    }

    /* What comes before the first message: after a failure the old instance is stopped first, and then waits its time. */
    private boolean begin() {
        if (!isReadyToBegin()) {
            return false;
        }
        boolean isRestart = supervisor.isRestarting();
        if (isRestart) {
            stopInstance();
        }
        if (supervisor.isDue()) {
            start(isRestart);
        }
        return true;
    }

    private void start(boolean isRestart) {
        Throwable failure = isRestart ? renew() : instance.start(duty.context);
        duty.runTasks();
        if (failure == null) {
            life.started();
        } else if (!isRestart || !supervisor.startsAgainAfter(failure)) {
            fail(failure);
        }
    }

    private void stopInstance() {
        instance.stop(duty.context);
        duty.runTasks();
    }

    private @Nullable Throwable renew() {
        family.end(System.nanoTime(), System.nanoTime()); // those that have not ended by now are given up
        Throwable failure = instance.renew();
        if (failure == null) {
            duty.handleWith(instance.dispatcher());
            failure = instance.start(duty.context);
        }
        if (failure == null) {
            supervisor.restarted();
        }
        return failure;
    }

    /** Ends the children, so that an instance can be stopped and another take its place. */
    void endChildrenSoon() {
        endChildren(System.nanoTime(), Family.LONGEST_WAIT_NS);
    }

    /** Ends the children. {@return whether none is left to wait for} */
    private boolean endChildren(long drainDeadlineNs, long patienceNs) {
        long waitNs = family.end(drainDeadlineNs, System.nanoTime() + patienceNs);
        if (waitNs > 0) {
            ringIn(waitNs);
        }
        return waitNs == 0;
    }

    /** Ends the kernel because of a failure: nothing is handled any more. */
    void fail(Throwable cause) {
        if (life.fail(cause)) {
            closeLanes();
        }
    }

    /** Leaves a failure to the kernel that launched this one. */
    void escalate(Throwable cause) {
        if (parent == null) {
            Log.warn("failure was escalated, but the kernel has no parent: kernel=" + id, cause);
        } else {
            parent.supervisor.escalate(cause);
            parent.doorbell.ring();
        }
    }

    void ringIn(long delayNs) {
        runtime.timer.schedule(doorbell::ring, delayNs);
    }

    /* What comes after the last message. */
    private void conclude(KernelState stance) {
        if (!stance.isEnded() && !endChildren()) {
            return;
        }
        stopInstance();
        duty.end();
        if (held.isEmpty() && life.takeEnd()) { // else after a last turn
            end();
        }
    }

    /* A kernel that is to end waits for the answers that it asked for, as long as it has time. */
    private boolean isAwaitingAnswers(KernelState now) {
        return now == KernelState.TERMINATING && continuations.isOutstanding() && !life.isDrainOver();
    }

    private boolean isWaitingToEnd(KernelState now) {
        return isAlarmSet && isAwaitingAnswers(now) || family.isAwaited();
    }

    /* Children get the time that whoever waits for their parent gives it; after a failure nobody waits. */
    private boolean endChildren() {
        return endChildren(
                life.drainDeadlineNs(),
                life.failure() == null ? life.drainLeftNs() + CHILD_GRACE_NS : Family.LONGEST_WAIT_NS);
    }

    private void end() {
        try {
            runtime.onEnd(this);
            family.leave();
        } catch (Throwable e) { // the end comes all the same
            Log.warn("end of a kernel could not be told to all: kernel=" + id, e);
        } finally {
            life.end();
            held.look(); // what is there is undelivered
        }
        tellOfTheEnd();
    }

    private void tellOfTheEnd() {
        try {
            if (parent != null) {
                parent.onEndOf(this);
            }
            watches.end();
        } catch (Throwable e) { // it has ended all the same
            Log.warn("end of a kernel could not be told to all: kernel=" + id, e);
        }
    }

    /** Takes a kernel in that one of its handlers or hooks has launched. */
    void adopt(Kernel child) {
        if (!state().isAccepting() || !family.adopt(child)) {
            child.end(System.nanoTime());
            throw new KernelStateException("kernel is ending and has no more children: kernel=" + id + ", state="
                    + state() + ", child=" + child.id);
        }
        if (child.state().isEnded()) { // perhaps before it was taken in
            family.forget(child);
        }
    }

    /** Forgets a child that has ended, and goes on if this one waited for it. */
    void onEndOf(Kernel child) {
        if (family.forget(child)) {
            doorbell.ring();
        }
    }

    /** {@return whether the kernel now rests, to be woken by its doorbell; if not, it must get another turn} */
    boolean rest() {
        boolean isDue = !held.holdsBack() && duty.isDue(); // before another thread may run the kernel
        doorbell.rest();
        return !isDue && !hasWork() || !doorbell.rise();
    }

    /** Ends the rest, if nobody has. */
    void rise() {
        doorbell.rise();
    }

    boolean isResting() {
        return doorbell.isResting();
    }

    boolean hasWork() {
        if (held.mustLook() || held.holdsBack()) {
            return held.mustLook() || supervisor.isCalled();
        }
        KernelState now = life.state();
        return switch (now) {
            case ACTIVE -> !lanes.isEmpty() || continuations.isDue() || supervisor.isCalled() || watches.isDue();
            case STARTING -> isReadyToBegin() || supervisor.isCalled();
            case TERMINATING -> !lanes.isEmpty() || continuations.isDue() || !isWaitingToEnd(now);
            case TERMINATED, FAILED -> !lanes.isEmpty() || continuations.isDue() || instance.isStarted();
            default -> supervisor.isCalled();
        };
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

    void beginLoop() {
        isLooping = true;
        enterLoop();
    }

    /** Says that the loop runs: in what the user has written, or about to take a message. */
    void enterLoop() {
        life.enter();
        duty.context.withoutMessage("the hand of its loop");
    }

    void leaveLoop() {
        life.leave();
    }

    void endLoop() {
        isLooping = false;
        if (life.state().isEnded()) {
            duty.end(); // who gave the loop up could not
        }
        duty.context.withoutMessage(null);
        life.leave();
    }

    /** Checks that some message of the kernel is of a type. */
    void checkReceives(Class<?> type) {
        if (codecs.values().stream().noneMatch(codec -> type.isAssignableFrom(codec.messageType()))) {
            throw unhandled(type);
        }
    }

    /** {@return whether there is something for a loop to do, or will be} */
    boolean mayLoop() {
        KernelState now = life.state();
        return now == KernelState.ACTIVE || now == KernelState.TERMINATING && !life.isDrainOver();
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

    /** Takes what the loop has not received, when the kernel has ended. {@return the next one, or null} */
    @Nullable
    MessageBuffer takeLeft() {
        return inbox == null ? null : inbox.take(any -> true);
    }

    /** Lets the kernel go on, on its turn, after a request of its own that has ended. Called by any thread. */
    void resume(KernelRequest<?> request) {
        continuations.add(request);
        life.stir();
        doorbell.ring();
    }

    /** Makes a dead letter of an answer to this kernel that it can do nothing with any more. */
    <T> void buryAnswer(MessageCodec<T> codec, T reply, int senderNumber) {
        SendOptions options = new MessageKind<>(codec).options(SendOptions.DEFAULT, reply);
        runtime.deadLetters()
                .add(
                        Reason.TERMINATED,
                        id,
                        codec,
                        reply,
                        options,
                        Route.NO_REQUEST,
                        Route.NO_CORRELATION,
                        senderNumber,
                        null);
    }

    /** Gives the kernel all the turns it wants on the calling thread, which was handed the right by the doorbell. */
    void runInline() {
        do {
            while (turn(TURN_LIMIT) > 0) {
                // until there is nothing left
            }
        } while (!rest());
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

    // ---- life; called by any thread

    /** Lets messages be handled; waits for the start hook. */
    void activate(Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        boolean starts = life.activate();
        doorbell.ring();
        if (starts) {
            awaitStart(timeout, timeoutNs);
        }
    }

    private void awaitStart(Duration timeout, long timeoutNs) {
        try (WaitGraph.Wait wait = runtime.waits.begin(this)) {
            checkOpenRing(wait);
            if (!life.awaitStart(timeoutNs)) {
                throw new KernelTimeoutException("start hook did not return in time: kernel=" + id + ", state="
                        + state() + ", timeout=" + timeout + "; it goes on, terminate the kernel if it is not to");
            }
        }
        if (life.hasFailedToStart()) {
            Throwable failure = life.failure();
            throw new KernelStateException(
                    (failure == null ? "kernel ended before it was started" : "kernel failed to start") + ": kernel="
                            + id + ", state=" + state() + (failure == null ? "" : ", failure=" + textOf(failure)),
                    failure);
        }
    }

    private void checkOpenRing(WaitGraph.Wait wait) {
        String ring = wait.ring();
        if (ring != null) {
            throw new KernelStateException("kernels would wait for each other: kernel=" + id + ", state=" + state()
                    + ", waits=" + ring + "; do not wait for one in a handler or a hook of the other");
        }
    }

    /** Stops the handling, and waits for the handler that runs. */
    void deactivate(Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        life.deactivate();
        if (life.isRunBy(Thread.currentThread())) {
            return;
        }
        try (WaitGraph.Wait wait = runtime.waits.begin(this)) {
            checkOpenRing(wait);
            if (!life.awaitTurnEnd(timeoutNs)) {
                throw new KernelTimeoutException("handler did not return in time: kernel=" + id + ", state=" + state()
                        + ", timeout=" + timeout + "; nothing is handled after it");
            }
        }
    }

    /** Waits for one of some states. {@return the one} */
    KernelState await(Set<KernelState> wanted, Duration timeout) {
        KernelState now = state();
        if (wanted.contains(now)) {
            return now;
        }
        if (life.isRunBy(Thread.currentThread())) {
            throw new KernelStateException("kernel cannot wait for a step of its own: kernel=" + id + ", awaited="
                    + EnumSet.copyOf(wanted) + ", state=" + now);
        }
        try (WaitGraph.Wait wait = runtime.waits.begin(this)) {
            checkOpenRing(wait);
            return life.awaitState(wanted, timeout);
        }
    }

    /** Ends the kernel, and waits for the end where that is possible. {@return how many messages were left unhandled} */
    long terminate(Duration timeout) {
        end(System.nanoTime() + Nanos.ofTimeout(timeout));
        return duty.undelivered.get();
    }

    /** Ends the kernel, and gives it up if it has not ended a moment after the deadline. */
    void end(long deadlineNs) {
        beginEnd(deadlineNs);
        if (!life.isRunBy(Thread.currentThread())) {
            try (WaitGraph.Wait wait = runtime.waits.begin(this)) {
                if (wait.ring() == null && !life.awaitEnd(deadlineNs + GRACE_NS - System.nanoTime())) {
                    giveUp();
                }
            }
        }
    }

    /** Ends the kernel although its handler, or a hook, has not returned. */
    void giveUp() {
        if (life.giveUp()) {
            end();
        }
    }

    /** Starts the end, or brings it nearer; waits for nothing. */
    void beginEnd(long deadlineNs) {
        if (life.beginEnd(deadlineNs)) {
            closeLanes();
        }
        held.look(); // the time of what is there may be over sooner
        isAlarmSet = false; // the deadline may be another
        doorbell.ring();
    }

    /** Takes no more messages, and wakes whoever waits for room. */
    private void closeLanes() {
        lanes.close();
        runtime.buffers().wake();
    }

    /** Rings the doorbell, after something was written that the kernel is to see. */
    void ring() {
        doorbell.ring();
    }

    // ---- sending; called by the thread that runs the kernel

    /** {@return whether earlier sends of this kernel wait for room in a lane, so that the next one must, too} */
    boolean mustQueue(Lane lane) {
        if (!life.isRunBy(Thread.currentThread())) {
            throw new IllegalStateException("what a kernel sends comes from its handlers: kernel=" + id + ", thread="
                    + Thread.currentThread().getName()
                    + "; use a reference of the runtime on other threads");
        }
        return !held.isEmpty() && held.waitsFor(lane);
    }

    LaneFullException laneFull(String laneName, String more) {
        return full("lane is full", laneName, more);
    }

    LaneFullException full(String what, String laneName, String more) {
        return new LaneFullException(what + ": kernel=" + id + ", lane=" + laneName + ", capacity="
                + settings.capacity() + ", state=" + state() + more);
    }

    void addListener(KernelListener listener) {
        listeners.add(listener);
    }

    void removeListener(KernelListener listener) {
        listeners.remove(listener);
    }

    void addMarkListener(Consumer<LaneMark> listener) {
        markListeners.add(listener);
    }

    private void announce(Priority level, boolean isHigh, int waiting) {
        LaneMark mark = new LaneMark(id, level, isHigh, waiting, settings.capacity());
        if (marks != null) {
            marks.subscribers().forEach(subscriber -> runtime.tell(subscriber, LaneMarkCodec.INSTANCE, mark));
        }
        for (Consumer<LaneMark> listener : markListeners) {
            runtime.events.tell("mark=" + mark, () -> listener.accept(mark));
        }
    }

    private void announce(KernelState before, KernelState after) {
        for (KernelListener listener : listeners) {
            runtime.events.tell(
                    "kernel=" + id + ", before=" + before + ", after=" + after,
                    () -> listener.onStep(new KernelHandle(this), before, after));
        }
    }

    static String textOf(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable unprintable) {
            return e.getClass().getName();
        }
    }

    /** Takes leave of a message that was dropped for a newer one. */
    @Override
    public void onDropped(MessageBuffer buffer, int offset) {
        displaced.increment();
        abandon(Reason.DROPPED_OLDEST, buffer, offset, "message was dropped for a newer one, its lane was full");
    }

    /** Sees to a message that will not be handled, and to what hangs on it: a requester, a payload buffer. */
    void abandon(Reason reason, MessageBuffer buffer, int offset, String text) {
        bury(reason, buffer, offset, null);
        freeSpilled(buffer, offset);
        failRequest(buffer, offset, text, null);
    }

    /** Makes a dead letter of a message. What hangs on it is still there after. */
    void bury(Reason reason, MessageBuffer buffer, int offset, @Nullable Throwable cause) {
        runtime.deadLetters().add(reason, this, buffer, offset, cause);
    }

    /** {@return whether the bytes of a message are one} */
    boolean isDecodable(MessageBuffer buffer, int offset, MessageHeader header) {
        int flags = Header.flags(buffer, offset);
        MessageCodec<?> codec = codecs.get(Header.typeId(buffer, offset));
        if (codec == null) {
            return true;
        }
        boolean isSpilled = (flags & Header.SPILLED) != 0;
        int start = (isSpilled ? 0 : offset + Header.LENGTH) + Header.extensionLength(flags);
        try {
            codec.decode(
                    isSpilled ? payloadOf(buffer, offset) : buffer,
                    start,
                    Header.length(buffer, offset),
                    Header.version(buffer, offset),
                    header);
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    MessageBuffer payloadOf(MessageBuffer buffer, int offset) {
        return runtime.buffers().open(spilledRef(buffer, offset)).bytes();
    }

    void failRequest(MessageBuffer buffer, int offset, String reason, @Nullable Throwable cause) {
        if ((Header.flags(buffer, offset) & Header.REQUEST) != 0) {
            runtime.requests.fail(Header.messageId(buffer, offset), reason, cause);
        }
    }

    void freeSpilled(MessageBuffer buffer, int offset) {
        if ((Header.flags(buffer, offset) & Header.SPILLED) != 0) {
            runtime.buffers().free(spilledRef(buffer, offset));
        }
    }

    static BufferRef spilledRef(MessageBuffer buffer, int offset) {
        return new BufferRef(Header.payload(buffer, offset));
    }

    KernelStateException ended() {
        return new KernelStateException(
                "kernel has ended: kernel=" + id + ", state=" + life.state() + "; launch it again to send to it");
    }

    KernelCounters counters() {
        long handled = duty.handled.get();
        long failed = duty.failed.get();
        long expired = duty.expired.get();
        long undelivered = duty.undelivered.get();
        long duplicates = duty.duplicates.get();
        long gone = displaced.sum();
        long accepted = lanes.accepted();
        long waiting = accepted - handled - failed - expired - duplicates - gone - undelivered;
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
                refused.sum(),
                dropped.sum(),
                unanswered.sum(),
                held.count(),
                duty.queueing.snapshot(),
                duty.handling.snapshot());
    }

    // ---- what others say of it

    /** {@return how many messages were handled, failed or expired} */
    long passed() {
        return duty.handled.get() + duty.failed.get() + duty.expired.get();
    }

    /** {@return whether a handler has a message in hand} */
    boolean isHandling() {
        return duty.typeIdInHand() != 0;
    }

    /** {@return whether a handler has this message in hand} */
    boolean isHandling(long messageId) {
        return duty.messageIdInHand() == messageId;
    }

    /** {@return what the kernel does at this moment, in words} */
    String doing() {
        int typeId = duty.typeIdInHand();
        if (typeId != 0) {
            return "handling " + nameOf(typeId);
        }
        if (held.holdsBack()) {
            return "held back by sends that wait for room";
        }
        return life.state() == KernelState.ACTIVE && !lanes.isEmpty() ? "waiting for a worker" : "idle";
    }

    Route routeFrom(@Nullable Kernel sender) {
        return sender == null ? outside : new Route(this, sender, false);
    }
}
