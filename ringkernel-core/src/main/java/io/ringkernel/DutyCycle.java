// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.SlotHandler;
import io.ringkernel.telemetry.Counter;
import io.ringkernel.telemetry.LatencyRecorder;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel does with each message: hands it to the handler, counts the outcome, and tells a waiting requester when
 * there is no answer. Run by one thread at a time.
 *
 * <p>On the hot path: allocates nothing. A handler's exception ends here; nothing it throws reaches the drain.
 */
final class DutyCycle implements SlotHandler {
    /** Most deferred tasks that are run in one go: those that are left, or were deferred by them, wait for another turn. */
    static final int TASK_LIMIT = 64;

    private final Kernel kernel;
    private final KernelLife life;
    final DispatchContext context;
    private final @Nullable DedupWindow dedup;
    private final Set<MessageId> idsInHand; // of a kernel that looks for duplicates
    private KernelDispatcher dispatcher;
    private @Nullable Interlude interlude;

    private KernelState stance = KernelState.CREATED;
    private boolean discarding;
    private boolean isInstanceStopped;

    final Counter handled = new Counter();

    /* What goes up when a handler returns; another while it is one that put its message aside, which waits on. */
    private final Counter usual;
    private Counter returned;

    /* Since the first message that is timed; written by the thread that runs the kernel. */
    private volatile Latencies latencies = Latencies.NONE;

    /** How long messages waited, and how long their handlers took. */
    record Latencies(LatencyRecorder queueing, LatencyRecorder handling) {
        private static final Latencies NONE = new Latencies(); // never written

        private Latencies() {
            this(new LatencyRecorder(), new LatencyRecorder());
        }
    }

    DutyCycle(Kernel kernel, KernelDispatcher dispatcher, @Nullable DedupWindow dedup) {
        this.kernel = kernel;
        this.life = kernel.life;
        this.dispatcher = dispatcher;
        this.context = new DispatchContext(kernel, this);
        this.dedup = dedup;
        this.idsInHand = dedup == null ? Set.of() : new HashSet<>(0);
        this.usual = dispatcher instanceof Inbox ? new Counter() : handled; // a loop has handled what it has received
        this.returned = usual;
    }

    /** Begins a turn: what is drained in it is handled or discarded as the state of the kernel says now. {@return it} */
    KernelState begin() {
        stance = life.observe();
        discarding = life.isDiscarding(stance);
        if (hasDue()) {
            life.stir(); // what was put aside comes before what is in the lanes
        }
        return stance;
    }

    /* When the state is another than at the begin of the turn, the turn is over. */
    @Override
    public boolean isReady() {
        return stance == KernelState.ACTIVE && !life.isStirred() || isReadyStill(life.state());
    }

    private boolean isReadyStill(KernelState now) {
        runTasks();
        if (!discarding && !kernel.held.allowsMessages()) {
            return false;
        }
        return now == KernelState.ACTIVE ? stance == KernelState.ACTIVE && isReadyAgain() : isReadyToEnd(now);
    }

    /* Active as before: a handler wants something done before the next message, or somebody changed the state twice. */
    private boolean isReadyAgain() {
        if (life.observe() != KernelState.ACTIVE) {
            life.stir(); // the other lanes ask, too, before the turn is over
            return false;
        }
        return catchUp();
    }

    private boolean isReadyToEnd(KernelState now) {
        boolean isDraining = now == KernelState.TERMINATING && !life.isDrainOver();
        return now == stance && (discarding || isDraining && catchUp());
    }

    /*
     * Does what comes before the next message. {@return whether that may come now} Not if something is left to be done
     * before, or what was done held the kernel back or changed its state: then nothing more is handled in this turn.
     */
    private boolean catchUp() {
        resumeAll();
        handleStashed();
        boolean isThrough = life.state() == stance && kernel.held.allowsMessages() && !hasDue();
        if (!isThrough) {
            life.stir();
        }
        return isThrough;
    }

    // ---- between two messages

    /** {@return whether messages that were put aside, continuations, or deferred tasks are to be seen to, and can be} */
    boolean isDue() {
        return hasDue() && isHandling(life.state());
    }

    /*
     * Whether something comes before the next message, whatever the state is: one that has just changed, and of which nobody
     * was told yet, must not let a message through.
     */
    boolean hasDue() {
        Interlude pending = interlude;
        return pending != null && (pending.due() > 0 || pending.hasTasks()) || kernel.continuations.isDue();
    }

    /** {@return whether what comes before the next message is seen to in a state} */
    static boolean isHandling(KernelState now) {
        return now == KernelState.ACTIVE || now == KernelState.TERMINATING;
    }

    /** Ends a turn. {@return whether there was something to do that is in no lane} */
    boolean finish() {
        runTasks();
        boolean wasDue = !discarding && isDue();
        if (wasDue) {
            isReady();
        }
        return wasDue;
    }

    /**
     * Does what a handler, or a hook, left to be done after it: runs the tasks that it deferred. {@return whether all are done}
     * If not, the next message has to wait, and other kernels get their turn.
     */
    boolean runTasks() {
        returned = usual;
        Interlude pending = interlude;
        if (pending == null) {
            return true;
        }
        for (int i = 0; i < TASK_LIMIT && pending.hasTasks(); i++) {
            run(DispatchContext.IN_TASK, pending.nextTask());
        }
        return !pending.hasTasks();
    }

    /** Runs the tasks that an instance left which was stopped; it is given up, and does not fail any more. */
    void runLastTasks() {
        isInstanceStopped = true;
        try {
            runTasks();
        } finally {
            isInstanceStopped = false;
        }
    }

    /* Runs what is to be done after requests that have ended. What a continuation stirs up is seen before the next message. */
    private void resumeAll() {
        while (runTasks() && kernel.held.allowsMessages() && life.state() == stance) {
            KernelRequest<?> request = kernel.continuations.next();
            if (request == null) {
                return;
            }
            resume(request);
        }
    }

    // ---- of a kernel whose handlers let others in while they wait; called at the top of its loop

    /** What belongs to the message in hand, or what else runs, while others run. */
    record Registers(DispatchContext.Registers context, Counter returned) {}

    /** Takes what belongs to the message in hand away. */
    Registers save() {
        return new Registers(context.save(), returned);
    }

    void restore(Registers registers) {
        context.restore(registers.context);
        returned = registers.returned;
    }

    /** {@return whether messages may be taken out of the lanes in this turn, to be handled later or discarded} */
    boolean takesIn() {
        return life.state() == stance && (discarding || isHandling(stance) && kernel.held.allowsMessages());
    }

    /** Takes a message out of its lane. {@return whether it is through, because its kernel has no time for it} */
    boolean discards(Lane lane, long sequence, MessageBuffer buffer, int offset) {
        if (discarding) {
            discard(buffer, offset);
        } else if (lane.isStamped(sequence)) {
            toRecord().queueing.record(System.nanoTime() - lane.stampNs(sequence));
        }
        return discarding;
    }

    /** Does one thing that comes before the next message. {@return whether there was one} */
    boolean goOn() {
        KernelRequest<?> request = kernel.continuations.next();
        if (request != null) {
            resume(request);
            return true;
        }
        Interlude pending = interlude;
        if (pending == null || pending.due() == 0) {
            return false;
        }
        MessageBuffer next = pending.next();
        handleCopy(next);
        pending.recycle(next);
        return true;
    }

    /** Handles a message that lies in a copy of its slot. */
    void handleCopy(MessageBuffer slot) {
        returned = usual;
        handle(slot, 0, Header.typeId(slot, 0));
        if (kernel.reentry != null && (Header.flags(slot, 0) & Header.REQUEST) != 0) {
            kernel.reentry.forget(Header.messageId(slot, 0));
        }
    }

    /** Runs what has no message. */
    void run(String where, Runnable task) {
        context.withoutMessage(where);
        try {
            task.run();
        } catch (Throwable e) { // as that of a handler
            warn(where + " threw: kernel=" + kernel.id(), e);
            if (!isGivenUp()) {
                supervise(e);
            }
        }
        context.withoutMessage(null);
        Thread.interrupted(); // as after a handler
    }

    private boolean isGivenUp() {
        return isInstanceStopped || kernel.supervisor.isRestarting() || life.failure() != null;
    }

    private void resume(KernelRequest<?> request) {
        if (request.isOfEarlierInstance()) {
            kernel.rareCounts().unanswered.increment(); // what it would go on with is no more
            return;
        }
        context.withoutMessage(DispatchContext.IN_CONTINUATION);
        try {
            request.resume(context);
        } catch (Throwable e) { // as that of a handler
            warn(
                    "continuation threw: kernel=" + kernel.id() + ", requestTo="
                            + request.target().id() + ", message="
                            + request.messageType().getName(),
                    e);
            supervise(e);
        } finally {
            context.withoutMessage(null);
            Thread.interrupted(); // as after a handler
        }
    }

    /* What is put aside again meanwhile waits for another turn, so that others get theirs. */
    private void handleStashed() {
        Interlude pending = interlude;
        if (pending == null) {
            return;
        }
        int due = pending.due();
        for (int i = 0; i < due && runTasks() && kernel.held.allowsMessages() && life.state() == stance; i++) {
            MessageBuffer next = pending.next();
            handle(next, 0, Header.typeId(next, 0));
            pending.recycle(next);
        }
        runTasks();
    }

    /** {@return whether messages or tasks may be put aside} */
    boolean hasInterlude() {
        return interlude != null;
    }

    Interlude interlude() {
        Interlude made = interlude;
        if (made == null) {
            made = new Interlude(kernel.id(), kernel.slotLength(), kernel.settings.capacity());
            interlude = made;
        }
        life.stir();
        return made;
    }

    /** Puts the message in hand aside: it counts as waiting, also when its handler has returned. */
    void stash(MessageBuffer buffer, int offset) {
        Interlude pending = interlude(); // which sees to it that the tasks are run before the next message
        pending.stash(buffer, offset);
        returned = pending.putAside;
    }

    /** Puts a fresh instance in the place of the one that was stopped. It gets what was put aside before anything else. */
    void handleWith(KernelDispatcher fresh) {
        dispatcher = dispatcher instanceof Inbox ? dispatcher : fresh; // a loop has no instance, and is run again
        if (interlude != null) {
            interlude.unstash();
        }
    }

    <T> void become(MessageCodec<T> codec, MessageHandler<T> handler) {
        Behavior behavior = dispatcher instanceof Behavior other ? other : new Behavior(dispatcher);
        behavior.become(codec, handler);
        dispatcher = behavior;
    }

    void unbecome(MessageCodec<?> codec) {
        if (dispatcher instanceof Behavior behavior) {
            behavior.unbecome(codec);
        }
    }

    /** Takes the messages that are still put aside when the kernel has ended, and the answers that came for it. */
    void end() {
        if (kernel.continuations.isOutstanding()) {
            kernel.runtime.requests.withdrawAllOf(kernel);
        }
        KernelRequest<?> request = kernel.continuations.next();
        while (request != null) {
            request.discard();
            request = kernel.continuations.next();
        }
        for (MessageBuffer next = kernel.takeLeft(); next != null; next = kernel.takeLeft()) {
            discard(next, 0);
        }
        Interlude left = interlude;
        if (left != null) {
            left.unstash();
            while (left.due() > 0) {
                discard(left.next(), 0);
            }
            int tasks = left.dropTasks();
            if (tasks > 0) {
                Log.warn("deferred tasks are left, the kernel ends: kernel=" + kernel.id() + ", tasks=" + tasks, null);
            }
        }
    }

    /*
     * From here to dispatch is the hot path. What is not the common case stands in methods of its own, so that the
     * compiler can make one piece of the rest.
     */
    @Override
    public void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int typeId) {
        if (discarding) {
            discard(buffer, offset);
        } else if (lane.isStamped(sequence)) {
            handleTimed(buffer, offset, typeId, lane.stampNs(sequence));
        } else {
            handle(buffer, offset, typeId);
        }
    }

    /** {@return how long messages waited and took so far; for any thread} */
    Latencies latencies() {
        return latencies;
    }

    private Latencies toRecord() {
        Latencies made = latencies;
        if (made == Latencies.NONE) {
            made = new Latencies();
            latencies = made;
        }
        return made;
    }

    private void handleTimed(MessageBuffer buffer, int offset, int typeId, long stampNs) {
        long startNs = System.nanoTime();
        Latencies recorded = toRecord();
        recorded.queueing.record(startNs - stampNs);
        handle(buffer, offset, typeId);
        recorded.handling.record(System.nanoTime() - startNs);
    }

    private void handle(MessageBuffer buffer, int offset, int typeId) {
        context.enter(buffer, offset);
        try {
            int traits = Header.traits(buffer, offset);
            int flags = Header.flagsOf(traits);
            if (flags == 0) {
                dispatcher.dispatch(
                        typeId,
                        Header.versionOf(traits),
                        buffer,
                        offset + Header.LENGTH,
                        Header.length(buffer, offset),
                        context);
                returned.increment();
            } else {
                handleFlagged(buffer, offset, flags);
            }
        } catch (Throwable e) { // whatever a handler throws, its kernel goes on
            fail(buffer, offset, e);
        }
        context.leave();
        Thread.interrupted(); // whatever the handler left behind is not meant for the next message; costs a read
    }

    private void handleFlagged(MessageBuffer buffer, int offset, int flags) throws Exception {
        if ((flags & Header.SPILLED) == 0) {
            handleExtended(buffer, offset, buffer, offset + Header.LENGTH, flags);
        } else {
            handleExtended(buffer, offset, kernel.disposal.payloadOf(buffer, offset), 0, flags);
        }
    }

    /** Handles a message whose header goes on, and whose fields follow, somewhere else than in the plain case. */
    private void handleExtended(MessageBuffer buffer, int offset, MessageBuffer extension, int index, int flags)
            throws Exception {
        if (isTurnedAway(buffer, offset, extension, index, flags)) {
            return;
        }
        if ((flags & Header.REQUEST) != 0) {
            kernel.runtime.requests.noteTaken(Header.messageId(buffer, offset));
        }
        context.extend(extension, index);
        MessageId id = beginId(flags);
        try {
            dispatcher.dispatch(
                    Header.typeId(buffer, offset),
                    Header.version(buffer, offset),
                    extension,
                    index + Header.extensionLength(flags),
                    Header.length(buffer, offset),
                    context);
        } finally {
            endId(id);
        }
        if (context.isOpen()) {
            kernel.disposal.failRequest(buffer, offset, "handler gave no answer", null);
        }
        if (!context.isStashed()) {
            remember(flags);
            kernel.disposal.freeSpilled(buffer, offset);
        }
        returned.increment();
    }

    /** Turns away what comes too late, or was handled before. {@return whether it did} */
    private boolean isTurnedAway(MessageBuffer buffer, int offset, MessageBuffer extension, int index, int flags) {
        if (HeaderExtension.leftNs(extension, index, flags) <= 0) {
            turnAway(kernel.rareCounts().expired, Reason.EXPIRED, buffer, offset, "message expired before its turn");
            return true;
        }
        if (isDuplicate(extension, index, flags)) {
            turnAway(
                    kernel.rareCounts().duplicates,
                    Reason.DUPLICATE,
                    buffer,
                    offset,
                    "message of the same id was handled before");
            return true;
        }
        return false;
    }

    /*
     * Sees to a message that is not handled. Whoever sees it counted finds it among the dead letters and its payload
     * freed; whoever is told of it finds it counted.
     */
    private void turnAway(Counter count, Reason reason, MessageBuffer buffer, int offset, String text) {
        try {
            try {
                kernel.disposal.bury(reason, buffer, offset, null);
            } finally {
                kernel.disposal.freeSpilled(buffer, offset);
                count.increment();
                kernel.disposal.failRequest(buffer, offset, text, null);
            }
        } catch (Throwable e) { // for want of memory; the message is through all the same, and nobody is to handle it
            Log.warn("message could not be turned away in full", kernel, e);
        }
    }

    private boolean isDuplicate(MessageBuffer extension, int index, int flags) {
        DedupWindow window = dedup;
        if (window == null || (flags & Header.MESSAGE_ID) == 0) {
            return false;
        }
        int at = Header.messageIdIndex(index, flags);
        long hi = extension.getLong(at);
        long lo = extension.getLong(at + Long.BYTES);
        return window.contains(hi, lo, System.nanoTime()) || idsInHand.contains(new MessageId(hi, lo));
    }

    /* A message of the same id may come while the handler of the first waits, and lets others in. */
    private @Nullable MessageId beginId(int flags) {
        if (dedup == null || kernel.reentry == null || (flags & Header.MESSAGE_ID) == 0) {
            return null;
        }
        MessageId id = context.messageId();
        idsInHand.add(id);
        return id;
    }

    private void endId(@Nullable MessageId id) {
        if (id != null) {
            idsInHand.remove(id);
        }
    }

    /** Remembers the id of the message in hand, which was handled, if its sender gave it one. */
    private void remember(int flags) {
        DedupWindow window = dedup;
        if (window != null && (flags & Header.MESSAGE_ID) != 0) {
            MessageHeader header = context.header();
            window.add(header.messageIdHi(), header.messageIdLo(), System.nanoTime());
        }
    }

    /* Nothing gets past this: what cannot be told, for want of memory, is missed by nobody but its reader. */
    private void fail(MessageBuffer buffer, int offset, Throwable e) {
        try {
            settle(buffer, offset, e);
        } catch (Throwable second) {
            Log.warn("failure could not be told in full", kernel, second);
        }
        context.leave();
        supervise(e);
    }

    /** Does with the kernel what its policy says of a failure. */
    void supervise(Throwable e) {
        supervise(e, false);
    }

    /** The same of a failure that used no message up, and comes again at once unless the kernel pauses. */
    void superviseIdle(Throwable e) {
        supervise(e, true);
    }

    private void supervise(Throwable e, boolean isIdle) {
        if (kernel.reentry != null && kernel.reentry.isUnwinding()) {
            return; // its kernel did that to it
        }
        try {
            kernel.supervisor.onFailure(e, isIdle);
        } catch (Throwable second) {
            Log.warn("failure policy could not be followed", kernel, second);
        }
    }

    private void settle(MessageBuffer buffer, int offset, Throwable e) {
        try {
            if (context.isForwarded()) {
                remember(Header.flags(buffer, offset)); // another kernel has it now, and it is no letter of this one
            } else {
                kernel.disposal.bury(isDecodable(buffer, offset, e) ? Reason.FAILED : Reason.DECODE, buffer, offset, e);
            }
        } finally {
            kernel.disposal.freeSpilled(buffer, offset);
            if (context.isStashed()) {
                interlude().unstashLast();
                returned = usual;
            }
            context.leave();
            kernel.rareCounts().failed.increment();
            reportFailure(buffer, offset, e);
        }
    }

    /* A handler may read a message where it lies, or throw a CodecException of its own: the bytes themselves decide. */
    private boolean isDecodable(MessageBuffer buffer, int offset, Throwable e) {
        return !(e instanceof CodecException) || kernel.disposal.isDecodable(buffer, offset, context.header());
    }

    private void reportFailure(MessageBuffer buffer, int offset, Throwable e) {
        if (!context.isForwarded()) {
            kernel.disposal.failRequest(buffer, offset, "handler threw " + Log.textOf(e), e);
        }
        warn(
                "handler threw: kernel=" + kernel.id() + ", message="
                        + kernel.kinds.nameOf(Header.typeId(buffer, offset)) + ", id="
                        + kernel.runtime.ids.full(Header.messageId(buffer, offset)),
                e);
    }

    /* Those that are cancelled are logged together. */
    private void warn(String text, Throwable e) {
        if (!(e instanceof CoroutineCancelledException && kernel.reentry != null && kernel.reentry.isUnwinding())) {
            Log.warn(text, e);
        }
    }

    // ---- messages of a loop, which are in hand from one receive to the next

    /** Takes a message into hand. {@return it; null if it is not to be handled, which is seen to then} */
    @Nullable
    Object takeInHand(MessageBuffer slot) {
        context.enter(slot, 0);
        try {
            int flags = Header.flags(slot, 0);
            boolean isSpilled = (flags & Header.SPILLED) != 0;
            MessageBuffer rest = isSpilled ? kernel.disposal.payloadOf(slot, 0) : slot;
            int index = isSpilled ? 0 : Header.LENGTH;
            if (isTurnedAway(slot, 0, rest, index, flags)) { // perhaps by one that lay before it in the inbox
                context.leave();
                return null;
            }
            if ((flags & Header.REQUEST) != 0) {
                kernel.runtime.requests.noteTaken(Header.messageId(slot, 0));
            }
            context.extend(rest, index);
            return decode(
                    Objects.requireNonNull(kernel.kinds.codecOf(Header.typeId(slot, 0))), slot, rest, index, flags);
        } catch (Throwable e) { // bytes that are no such message
            fail(slot, 0, e);
            return null;
        }
    }

    private <T> T decode(MessageCodec<T> codec, MessageBuffer slot, MessageBuffer rest, int index, int flags) {
        return codec.decode(
                rest,
                index + Header.extensionLength(flags),
                Header.length(slot, 0),
                Header.version(slot, 0),
                context.header());
    }

    /** Sees to the message in hand, when the loop has done with it or failed over it. */
    void finishInHand(MessageBuffer slot, @Nullable Throwable failure) {
        if (failure != null) {
            fail(slot, 0, failure);
            return;
        }
        if (context.isOpen()) {
            kernel.disposal.failRequest(slot, 0, "kernel received the next message without an answer to this", null);
        }
        if (!context.isStashed()) {
            remember(Header.flags(slot, 0));
            kernel.disposal.freeSpilled(slot, 0);
            handled.increment();
        }
        context.leave();
    }

    /** {@return the type id of the message in hand, or 0; for any thread, a hint} */
    int typeIdInHand() {
        return context.typeIdInHand();
    }

    /** {@return the id of the message in hand, or 0; for any thread, a hint} */
    long messageIdInHand() {
        return context.messageIdInHand();
    }

    /** Takes the messages that are left when the kernel has ended. */
    private void discard(MessageBuffer buffer, int offset) {
        turnAway(kernel.rareCounts().undelivered, Reason.TERMINATED, buffer, offset, "kernel ended before the answer");
    }
}
