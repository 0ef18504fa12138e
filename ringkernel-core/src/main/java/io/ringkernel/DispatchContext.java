// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The context of one kernel, set to one message after the other. */
final class DispatchContext implements KernelContext {
    private static final int NOWHERE = -1;

    /* What the handler has done with the message so far. */
    private static final int OPEN = 0;
    private static final int ANSWERED = 1;
    private static final int STASHED = 2;
    private static final int DEFERRED = 3;
    private static final int FORWARDED = 4;
    private static final String[] DONE = {"open", "answered", "stashed", "deferred", "forwarded"};

    /* In what the context is used without a message; said when one is asked for. */
    static final String IN_HOOK = "a hook";
    static final String IN_CONTINUATION = "a continuation";
    static final String IN_TASK = "a deferred task";
    static final String IN_FORK = "a forked task";
    static final String IN_LOOP = "the hand of its loop";

    private final Kernel kernel;
    private final DutyCycle duty;
    private final Copier copier = new Copier();
    private @Nullable MessageBuffer buffer;
    private int offset = NOWHERE;

    /* Where the extension of the header lies: behind the header, or in a payload buffer. Unset without flags. */
    private @Nullable MessageBuffer extension;
    private int extensionIndex;

    private @Nullable WrittenReply written;

    private final SlotHeader header = new SlotHeader();
    private final InHand inHand = new InHand();
    private int outcome;
    private @Nullable String insteadOfHandler;

    DispatchContext(Kernel kernel, DutyCycle duty) {
        this.kernel = kernel;
        this.duty = duty;
    }

    void enter(MessageBuffer slotBuffer, int slotOffset) {
        if (buffer != slotBuffer) { // a reference costs a card mark: write it when the lane changes
            buffer = slotBuffer;
        }
        offset = slotOffset;
        outcome = OPEN;
    }

    /** Says where the extension lies of a message that has flags. */
    void extend(MessageBuffer at, int index) {
        extension = at;
        extensionIndex = index;
    }

    /** Ends the use of this context for a message. */
    void leave() {
        offset = NOWHERE;
    }

    /** Begins the use of this context without a message, in what is named; with null ends it. */
    void withoutMessage(@Nullable String where) {
        insteadOfHandler = where;
    }

    /** {@return what the context is used in without a message, if it is; for any thread, a hint} */
    @Nullable
    String whereWithoutMessage() {
        String where = insteadOfHandler;
        return IN_LOOP.equals(where) ? null : where; // a loop is there all the time
    }

    /** All that is said of what is in hand. */
    record Registers(
            @Nullable MessageBuffer buffer,
            int offset,
            @Nullable MessageBuffer extension,
            int extensionIndex,
            @Nullable WrittenReply written,
            int outcome,
            @Nullable String insteadOfHandler) {}

    /** Takes it away, so that another message can be in hand. */
    Registers save() {
        Registers registers =
                new Registers(buffer, offset, extension, extensionIndex, written, outcome, insteadOfHandler);
        leave();
        written = null;
        insteadOfHandler = null;
        return registers;
    }

    void restore(Registers registers) {
        buffer = registers.buffer;
        offset = registers.offset;
        extension = registers.extension;
        extensionIndex = registers.extensionIndex;
        written = registers.written;
        outcome = registers.outcome;
        insteadOfHandler = registers.insteadOfHandler;
    }

    /** {@return the request in hand, or none} */
    long requestInHand() {
        MessageBuffer slot = buffer;
        return slot == null || offset == NOWHERE || (Header.flags(slot, offset) & Header.REQUEST) == 0
                ? RequestTable.NONE
                : Header.messageId(slot, offset);
    }

    /* Looks over the shoulder of the thread that runs the kernel: what is read may be of two messages, or old. */
    int typeIdInHand() {
        MessageBuffer slots = buffer;
        int at = offset;
        return slots == null || at == NOWHERE || at > slots.capacity() - Header.LENGTH ? 0 : Header.typeId(slots, at);
    }

    /* The same. */
    long messageIdInHand() {
        MessageBuffer slots = buffer;
        int at = offset;
        return slots == null || at == NOWHERE || at > slots.capacity() - Header.LENGTH
                ? 0
                : Header.messageId(slots, at);
    }

    /** {@return whether what runs is no hook; of a turn that has not ended, asked by any thread, and may be old} */
    boolean isInterruptible() {
        String where = insteadOfHandler;
        return offset != NOWHERE || IN_CONTINUATION.equals(where) || IN_FORK.equals(where) || IN_LOOP.equals(where);
    }

    /** {@return whether nothing has become of the message: no answer, and nobody that will give one} */
    boolean isOpen() {
        return outcome == OPEN;
    }

    boolean isForwarded() {
        return outcome == FORWARDED;
    }

    boolean isStashed() {
        return outcome == STASHED;
    }

    private MessageBuffer slot() {
        MessageBuffer slot = buffer;
        if (slot == null || offset == NOWHERE) {
            throw new IllegalStateException((insteadOfHandler == null
                            ? "context is valid only while its handler runs"
                            : "there is no message in " + insteadOfHandler)
                    + ": kernel=" + kernel.id());
        }
        return slot;
    }

    private long messageIdLo() {
        return Header.messageId(slot(), offset);
    }

    @Override
    public String kernelId() {
        return kernel.id();
    }

    private int flags() {
        return Header.flags(slot(), offset);
    }

    private MessageBuffer extension() {
        MessageBuffer at = extension;
        if (at == null) {
            throw new IllegalStateException("header has no extension: kernel=" + kernel.id());
        }
        return at;
    }

    private MessageId idAt(int index) {
        return new MessageId(extension().getLong(index), extension().getLong(index + Long.BYTES));
    }

    @Override
    public MessageId messageId() {
        int flags = flags();
        return (flags & Header.MESSAGE_ID) == 0
                ? kernel.runtime.ids.full(messageIdLo())
                : idAt(Header.messageIdIndex(extensionIndex, flags));
    }

    @Override
    public MessageId correlationId() {
        int flags = flags();
        return (flags & Header.CORRELATION_ID) == 0
                ? kernel.runtime.ids.full(Header.correlation(slot(), offset))
                : idAt(Header.correlationIdIndex(extensionIndex, flags));
    }

    @Override
    public int priority() {
        return Header.priority(slot(), offset);
    }

    @Override
    public Optional<String> sender() {
        return Optional.ofNullable(header.senderOrNull());
    }

    @Override
    public MessageHeader header() {
        return header;
    }

    /** The header of the current message, read from the slot each time: nothing is kept, nothing is created. */
    private final class SlotHeader implements MessageHeader {
        @Override
        public long messageIdHi() {
            int flags = flags();
            return (flags & Header.MESSAGE_ID) == 0
                    ? kernel.runtime.ids.hi()
                    : extension().getLong(Header.messageIdIndex(extensionIndex, flags));
        }

        @Override
        public long messageIdLo() {
            int flags = flags();
            return (flags & Header.MESSAGE_ID) == 0
                    ? Header.messageId(slot(), offset)
                    : extension().getLong(Header.messageIdIndex(extensionIndex, flags) + Long.BYTES);
        }

        @Override
        public int priority() {
            return DispatchContext.this.priority();
        }

        @Override
        public long correlationIdHi() {
            int flags = flags();
            if ((flags & Header.CORRELATION_ID) != 0) {
                return extension().getLong(Header.correlationIdIndex(extensionIndex, flags));
            }
            return Header.correlation(slot(), offset) == 0 ? 0 : kernel.runtime.ids.hi();
        }

        @Override
        public long correlationIdLo() {
            int flags = flags();
            return (flags & Header.CORRELATION_ID) == 0
                    ? Header.correlation(slot(), offset)
                    : extension().getLong(Header.correlationIdIndex(extensionIndex, flags) + Long.BYTES);
        }

        @Override
        public long timestampNs() {
            int flags = flags();
            return (flags & Header.TIMESTAMP) == 0 ? 0 : Header.timestampNs(extension(), extensionIndex, flags);
        }

        @Override
        public long deadlineNs() {
            int flags = flags();
            if ((flags & Header.WALL_CLOCK) != 0) {
                return Header.deadline(extension(), extensionIndex);
            }
            return (flags & Header.DEADLINE) == 0 ? 0 : Nanos.sinceEpoch() + timeLeftNs();
        }

        @Override
        public long timeLeftNs() {
            int flags = flags();
            if ((flags & Header.DEADLINE) == 0) {
                return 0;
            }
            long nowNs = (flags & Header.WALL_CLOCK) == 0 ? System.nanoTime() : Nanos.sinceEpoch();
            return Math.max(1, Header.deadline(extension(), extensionIndex) - nowNs);
        }

        @Override
        public @Nullable String senderOrNull() {
            Kernel sender = kernel.runtime.kernelOf(Header.sender(slot(), offset));
            return sender == null ? null : sender.id();
        }
    }

    @Override
    public void reply(Object reply) {
        replyAs(Codecs.of(Objects.requireNonNull(reply, "reply").getClass()), reply);
    }

    @SuppressWarnings("unchecked") // the codec was found by the class of the reply
    private <T> void replyAs(MessageCodec<T> codec, Object reply) {
        reply(codec, (T) reply);
    }

    @Override
    public <T> void reply(MessageCodec<T> codec, T reply) {
        Objects.requireNonNull(codec, "codec");
        slot();
        checkThread();
        checkAnswerable();
        if (reply == null) {
            throw new IllegalStateException("handler returned null: kernel=" + kernel.id() + ", message="
                    + kernel.kinds.nameOf(Header.typeId(slot(), offset)) + "; return a message, or declare it void");
        }
        kernel.replier.reply(inHand, codec, reply, copier);
        outcome = ANSWERED;
    }

    private void checkAnswerable() {
        if (outcome > ANSWERED || outcome == ANSWERED && inHand.isRequest()) {
            throw notOpen();
        }
    }

    @Override
    public void claimReply(MessageCodec<?> codec, Claim claim) {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(claim, "claim");
        long messageId = messageIdLo();
        checkThread();
        checkAnswerable();
        claim.checkFree();
        WrittenReply reply = writtenReply();
        if (reply.isOpenFor(messageId)) {
            throw new IllegalStateException("an answer is being written already: kernel=" + kernel.id() + ", message="
                    + kernel.kinds.nameOf(inHand.typeId()) + "; publish or abort it first");
        }
        long number = reply.begin(codec, messageId);
        claim.hold(this, number, reply.buffer().capacity() - Header.LENGTH);
    }

    /** {@return the answer that is being written, or will be} */
    WrittenReply writtenReply() {
        WrittenReply reply = written;
        if (reply == null) {
            reply = new WrittenReply();
            written = reply;
        }
        return reply;
    }

    /** Sends the answer that was written. */
    void publishReply(long number, int length) {
        long messageId = messageIdLo();
        checkThread();
        WrittenReply reply = writtenReply();
        boolean isOpen = reply.isOpenFor(messageId);
        MessageCodec<?> codec = reply.end(number);
        if (codec == null || !isOpen) {
            throw new IllegalStateException("claim was made to answer another message: kernel=" + kernel.id()
                    + ", message=" + kernel.kinds.nameOf(inHand.typeId()) + "; publish it before the handler returns");
        }
        checkAnswerable();
        kernel.replier.replyWritten(inHand, codec, reply.buffer(), length, copier);
        outcome = ANSWERED;
    }

    /** Forgets the answer that was begun. */
    void abortReply(long number) {
        writtenReply().end(number);
    }

    /** The message in hand as one to be answered. */
    private final class InHand implements Question {
        @Override
        public boolean isRequest() {
            return (flags() & Header.REQUEST) != 0;
        }

        @Override
        public long messageIdLo() {
            return DispatchContext.this.messageIdLo();
        }

        @Override
        public MessageId messageId() {
            return DispatchContext.this.messageId();
        }

        @Override
        public boolean isGivenId() {
            return (flags() & Header.MESSAGE_ID) != 0;
        }

        @Override
        public int senderNumber() {
            return Header.sender(slot(), offset);
        }

        @Override
        public int priority() {
            return DispatchContext.this.priority();
        }

        @Override
        public int typeId() {
            return Header.typeId(slot(), offset);
        }
    }

    @Override
    public <T> ReplyTo<T> replyTo(Class<T> type) {
        Objects.requireNonNull(type, "type");
        checkThread();
        if (outcome != OPEN) {
            throw notOpen();
        }
        ReplyTo<T> replyTo = new ReplyTo<>(type, kernel, Question.Kept.of(inHand));
        if (inHand.isRequest()) {
            kernel.runtime.requests.defer(messageIdLo());
        }
        outcome = DEFERRED;
        return replyTo;
    }

    @Override
    public void forward(String kernelId) {
        Objects.requireNonNull(kernelId, "kernelId");
        MessageBuffer slot = slot();
        checkThread();
        if (outcome != OPEN) {
            throw notOpen();
        }
        Kernel target = kernel.runtime.launched(kernelId);
        int flags = flags();
        boolean isSpilled = (flags & Header.SPILLED) != 0;
        kernel.runtime.forward(
                kernel, target, slot, offset, isSpilled ? extension() : slot, isSpilled ? 0 : offset + Header.LENGTH);
        outcome = FORWARDED;
    }

    @Override
    public MessageId send(String kernelId, Object message) {
        return send(kernelId, message, SendOptions.DEFAULT);
    }

    @Override
    public MessageId send(String kernelId, Object message, SendOptions options) {
        return kernel.runtime.send(Objects.requireNonNull(kernelId, "kernelId"), message, options, kernel);
    }

    @Override
    public Delivery offer(String kernelId, Object message, SendOptions options) {
        return kernel.runtime.offer(Objects.requireNonNull(kernelId, "kernelId"), message, options, kernel);
    }

    @Override
    public <T> KernelRef<T> ref(String kernelId, Class<T> type) {
        return kernel.runtime.ref(Objects.requireNonNull(kernelId, "kernelId"), type, kernel);
    }

    @Override
    public <R> CompletableFuture<R> request(
            String kernelId, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        Objects.requireNonNull(kernelId, "kernelId");
        return kernel.runtime.request(kernelId, message, reply, timeout, options, kernel);
    }

    @Override
    public <R> CompletableFuture<R> request(String kernelId, Object message, Class<R> reply, Duration timeout) {
        return request(kernelId, message, reply, timeout, SendOptions.DEFAULT);
    }

    @Override
    public <R> CompletableFuture<R> request(String kernelId, Object message, Class<R> reply) {
        return request(kernelId, message, reply, kernel.runtime.options().requestTimeout());
    }

    @Override
    public <R> void request(
            String kernelId,
            Object message,
            Class<R> reply,
            Duration timeout,
            SendOptions options,
            Continuation<R> continuation) {
        Objects.requireNonNull(kernelId, "kernelId");
        checkThread();
        kernel.runtime.request(kernel, kernelId, message, reply, timeout, options, continuation);
    }

    @Override
    public <R> void request(
            String kernelId, Object message, Class<R> reply, Duration timeout, Continuation<R> continuation) {
        request(kernelId, message, reply, timeout, SendOptions.DEFAULT, continuation);
    }

    @Override
    public <R> void request(String kernelId, Object message, Class<R> reply, Continuation<R> continuation) {
        request(kernelId, message, reply, kernel.runtime.options().requestTimeout(), continuation);
    }

    /** Puts the current message into the inbox of a loop: it counts as waiting. */
    void putInto(Inbox inbox) {
        inbox.add(slot(), offset);
        outcome = STASHED;
    }

    @Override
    public <T> Optional<T> receive(Class<T> type, Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        Objects.requireNonNull(type, "type");
        LoopThread loop = kernel.loop();
        if (loop == null) {
            throw new IllegalStateException("kernel is called for each message: kernel=" + kernel.id()
                    + "; declare a handler, or a kernel that takes the KernelContext alone");
        }
        checkThread();
        kernel.kinds.checkReceives(type);
        return loop.receive(type, timeoutNs);
    }

    @Override
    public Delivery emit(Object message) {
        Objects.requireNonNull(message, "message");
        checkThread();
        return emitWith(Codecs.of(message.getClass()), message);
    }

    @SuppressWarnings("unchecked") // the codec was found by the class of the message
    private <T> Delivery emitWith(MessageCodec<T> codec, Object message) {
        Question question = offset == NOWHERE ? Question.NONE : inHand;
        return kernel.replier.emit(question, codec, (T) message, copier) ? Delivery.ACCEPTED : Delivery.FULL;
    }

    @Override
    public boolean shouldTerminate() {
        if (kernel.loop() != null) {
            return kernel.isLoopOver();
        }
        KernelState now = kernel.state();
        return now == KernelState.TERMINATING || now.isEnded();
    }

    @Override
    public void defer(Runnable task) {
        checkThread();
        duty.interlude().defer(Objects.requireNonNull(task, "task"));
    }

    @Override
    public void fork(Runnable task) {
        checkCoroutine();
        Objects.requireNonNull(task, "task");
        ReentrantCoroutines reentry = kernel.reentry;
        if (reentry == null) {
            duty.interlude().defer(() -> duty.run(IN_FORK, task));
        } else {
            reentry.fork(task);
        }
    }

    @Override
    public void sleep(Duration time) {
        Objects.requireNonNull(time, "time");
        long timeNs = Nanos.ofTimeout(time);
        checkCoroutine();
        CoroutineWait.sleep(kernel, timeNs);
    }

    @Override
    public <T extends @Nullable Object> T await(CompletionStage<T> stage, Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        Objects.requireNonNull(stage, "stage");
        checkCoroutine();
        return CoroutineWait.await(kernel, stage.toCompletableFuture(), timeoutNs);
    }

    @Override
    public boolean waitFor(Object token, Duration timeout) {
        Objects.requireNonNull(token, "token");
        long timeoutNs = Nanos.ofTimeout(timeout);
        return reentry().waitFor(token, timeoutNs);
    }

    @Override
    public boolean wakeup(Object token) {
        Objects.requireNonNull(token, "token");
        return reentry().wakeup(token);
    }

    Kernel kernel() {
        return kernel;
    }

    /** {@return what is in hand, in words} */
    String textOfHand() {
        return offset == NOWHERE
                ? String.valueOf(insteadOfHandler)
                : kernel.kinds.nameOf(inHand.typeId()) + ", id=" + messageId();
    }

    /** Checks that the caller is a handler in a coroutine. {@return what it waits with, if others may be let in} */
    @Nullable
    ReentrantCoroutines checkLock() {
        checkCoroutine();
        return kernel.reentry;
    }

    private ReentrantCoroutines reentry() {
        checkCoroutine();
        ReentrantCoroutines reentry = kernel.reentry;
        if (reentry == null) {
            throw new IllegalStateException("kernel is not re-entrant, nobody could wake what waits in it: kernel="
                    + kernel.id() + "; declare it with reentrant = true");
        }
        return reentry;
    }

    private void checkCoroutine() {
        Execution execution = kernel.settings.execution();
        if (execution != Execution.COROUTINE) {
            throw new IllegalStateException("kernel has no coroutines: kernel=" + kernel.id() + ", execution="
                    + execution + "; declare it with execution = Execution.COROUTINE,"
                    + " or launch it with LaunchOptions.coroutine()");
        }
        checkThread();
    }

    @Override
    public void stash() {
        MessageBuffer slot = slot();
        checkThread();
        if (outcome != OPEN) {
            throw notOpen();
        }
        duty.stash(slot, offset);
        outcome = STASHED;
    }

    private IllegalStateException notOpen() {
        return new IllegalStateException("message is " + DONE[outcome] + " already: kernel=" + kernel.id()
                + ", message=" + kernel.kinds.nameOf(Header.typeId(slot(), offset)) + ", id=" + messageId());
    }

    @Override
    public int unstash() {
        checkThread();
        return duty.interlude().unstash();
    }

    @Override
    public <T> void become(Class<T> type, MessageHandler<T> handler) {
        checkThread();
        Objects.requireNonNull(handler, "handler");
        duty.become(kernel.kinds.kindOf(Objects.requireNonNull(type, "type")).codec, handler);
    }

    @Override
    public void unbecome(Class<?> type) {
        checkThread();
        duty.unbecome(kernel.kinds.kindOf(Objects.requireNonNull(type, "type")).codec);
    }

    @Override
    public void watch(String kernelId) {
        checkThread();
        kernel.watches.watch(kernelId, kernel.runtime.kernelOf(Objects.requireNonNull(kernelId, "kernelId")));
    }

    @Override
    public void unwatch(String kernelId) {
        checkThread();
        kernel.watches.unwatch(Objects.requireNonNull(kernelId, "kernelId"));
    }

    @Override
    public KernelHandle launch(String id, LaunchOptions options) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(options, "options");
        return launch(kernel.runtime.definitions().find(id), options);
    }

    @Override
    public KernelHandle launch(Class<?> type, LaunchOptions options) {
        Objects.requireNonNull(type, "kernel");
        Objects.requireNonNull(options, "options");
        return launch(kernel.runtime.definitions().find(type), options);
    }

    @Override
    public KernelHandle launch(Object child, LaunchOptions options) {
        Objects.requireNonNull(child, "kernel");
        Objects.requireNonNull(options, "options");
        return launch(kernel.runtime.definitions().find(child.getClass()), options.with(child));
    }

    private KernelHandle launch(KernelDefinition definition, LaunchOptions options) {
        checkThread();
        return kernel.runtime.launch(definition, options, kernel);
    }

    private void checkThread() {
        if (!kernel.life.isRunBy(Thread.currentThread())) {
            throw new IllegalStateException("context is valid only on the thread of its handler: kernel=" + kernel.id()
                    + ", thread=" + Thread.currentThread().getName());
        }
    }

    @Override
    public BufferPool buffers() {
        return kernel.runtime.buffers();
    }
}
