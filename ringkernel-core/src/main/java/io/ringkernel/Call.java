// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request whose caller waits for the answer, and reads it where it lies. Reusable, for one request after the other; one
 * per thread. Nothing is allocated once its buffer has the length of the longest answer.
 *
 * <pre>{@code
 * Call<Price> call = new Call<>(Price.class);
 * PriceCodec.Reader price = new PriceCodec.Reader();
 *
 * ref.call(new PriceOf("ACME"), call, Duration.ofMillis(50));
 * price.wrap(call.buffer(), call.offset(), call.length(), call.version());
 * }</pre>
 *
 * <p>With a {@link Claim} the request, too, is written in place:
 *
 * <pre>{@code
 * if (ref.claimRequest(claim, call).isAccepted()) {
 *     question.wrap(claim.buffer(), claim.offset()).symbol("ACME");
 *     claim.publish(question.encodedLength());
 *     call.await(Duration.ofMillis(50));
 *     price.wrap(call.buffer(), call.offset(), call.length(), call.version());
 * }
 * }</pre>
 *
 * @param <R> type of the answer
 */
public final class Call<R> {
    private static final int LEAST_CAPACITY = 256;
    private static final int MOST_KEPT = 1 << 16;
    private static final ThreadLocal<@Nullable Call<?>> SPARE = new ThreadLocal<>();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Call.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private enum State {
        EMPTY,
        WAITING,
        ANSWERED,
        FAILED
    }

    private Class<R> replyType;
    private final Waiter waiter = new Waiter();

    /*
     * What the replier writes is published by the state. The state and the thread are a handshake: the caller writes who
     * waits and then looks at the state, the replier writes the state and then looks who waits. See
     * docs/memory-ordering.md.
     */
    private volatile State state = State.EMPTY;
    private volatile @Nullable Thread thread;

    private @Nullable Kernel target;
    private Class<?> messageType = Void.class;
    private long key;

    private MessageBuffer buffer = MessageBuffer.allocate(LEAST_CAPACITY);
    private int length;
    private @Nullable MessageCodec<?> codec;
    private @Nullable MessageHeader header;
    private @Nullable RingKernelException failure;

    /**
     * Creates a call that holds nothing.
     *
     * @param replyType type of the answers, or a type that all of them have
     */
    public Call(Class<R> replyType) {
        this.replyType = Objects.requireNonNull(replyType, "replyType");
    }

    /** What the table knows of a call. */
    private final class Waiter implements Requester {
        @Override
        public Kernel target() {
            return Objects.requireNonNull(target);
        }

        @Override
        public Class<?> messageType() {
            return messageType;
        }

        @Override
        public Class<?> replyType() {
            return replyType;
        }

        @Override
        public <T> boolean complete(MessageCodec<T> replyCodec, T reply, MessageHeader itsHeader, Copier copier) {
            int measured = replyCodec.encodedLength(reply);
            makeRoom(measured);
            Measured.encode(replyCodec, reply, buffer, 0, measured);
            length = measured;
            end(replyCodec, itsHeader);
            return true;
        }

        @Override
        public <T> boolean complete(
                MessageCodec<T> replyCodec, MessageBuffer from, int offset, int itsLength, MessageHeader itsHeader) {
            makeRoom(itsLength);
            buffer.putBytes(0, from, offset, itsLength);
            length = itsLength;
            end(replyCodec, itsHeader);
            return true;
        }

        private void makeRoom(int needed) {
            if (needed > buffer.capacity()) {
                buffer = MessageBuffer.allocate(needed);
            }
        }

        private void end(MessageCodec<?> replyCodec, MessageHeader itsHeader) {
            codec = replyCodec;
            header = itsHeader instanceof HeaderFields ? itsHeader : null; // a header in a slot is gone soon
            end(State.ANSWERED);
        }

        @Override
        public void fail(RingKernelException e) {
            failure = e;
            end(State.FAILED);
        }

        @Override
        public boolean callsBack() {
            return false;
        }

        private void end(State last) {
            state = last;
            LockSupport.unpark(thread);
        }
    }

    /** Enters a request, as {@link RequestTable#enter}, of which the answer comes here. {@return its message id} */
    long enter(Kernel asked, MessageKind<?> kind, SendOptions options, long nowNs, long timeoutNs) {
        if (state == State.WAITING) {
            throw new IllegalStateException("call waits for an answer already: kernel="
                    + waiter.target().id() + ", message=" + messageType.getName() + "; await or cancel it first");
        }
        clear();
        target = asked;
        messageType = kind.codec.messageType();
        STATE.setRelease(this, State.WAITING); // before the table, which may answer at once, and fences
        try {
            key = asked.runtime.requests.enter(waiter, options.level, nowNs, timeoutNs, false);
        } catch (RuntimeException | Error e) {
            state = State.EMPTY;
            throw e;
        }
        return key;
    }

    /**
     * Says that the calling handler, if it is one, waits for the answer from now on.
     *
     * @throws RequestCycleException if kernels would wait for each other
     */
    void declareWait() {
        Kernel self = KernelThread.currentKernel();
        if (self == null) {
            return;
        }
        String ring = waiter.target().runtime.waits.enter(self, key);
        if (ring != null && withdraw()) {
            throw new RequestCycleException("kernels would wait for each other: ring=" + ring + ", message="
                    + messageType.getName() + "; use KernelContext.request, which does not wait");
        }
        waiter.target().runtime.holds.heldBehind(self).forEach(held -> held.held.look());
    }

    /**
     * Waits for the answer to the request that was claimed with this call, see {@link KernelRef#claimRequest}.
     *
     * @param timeout from now on
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if there is no request
     * @throws RequestCycleException if the kernel of the calling handler would wait for itself
     * @throws RequestTimeoutException if no answer came in time
     * @throws RequestFailedException if there will be none
     * @throws RuntimeClosedException if the runtime was closed before the answer
     * @throws InterruptedSendException if the caller is interrupted
     */
    public void await(Duration timeout) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        boolean waits = state == State.WAITING;
        long startNs = waits ? System.nanoTime() : 0;
        if (waits) {
            declareWait();
        }
        await(startNs, timeoutNs);
    }

    /** Waits for the answer, if it is not there, so long after a moment that has just been. */
    void await(long startNs, long timeoutNs) {
        Kernel asked = target;
        if (asked == null || state == State.EMPTY) {
            throw new IllegalStateException(
                    "call has no request; ask KernelRef.call or KernelRef.claimRequest for one");
        }
        if (!endsBefore(Spin.endNs(startNs))) {
            HandlerWait wait = beginWait(asked);
            if (wait == null) {
                refuseToWait();
            } else {
                try {
                    park(asked.runtime.requests, startNs, timeoutNs);
                } finally {
                    thread = null; // or each answer from now on would wake who does not sleep
                    wait.end(state != State.ANSWERED);
                }
            }
        }
        RingKernelException e = failure;
        if (e != null) {
            throw e;
        }
    }

    /* Who cannot wait, as its coroutine is cancelled or the system has no more threads, asks for nothing any more. */
    private @Nullable HandlerWait beginWait(Kernel asked) {
        try {
            return asked.runtime.beginWaitFor(asked);
        } catch (RuntimeException | Error e) {
            withdraw();
            throw e;
        }
    }

    private boolean endsBefore(long endNs) {
        for (int look = 0; state == State.WAITING; look++) {
            if (!Spin.goesOn(endNs, look)) {
                return false;
            }
        }
        return true;
    }

    private void refuseToWait() {
        if (withdraw()) {
            throw new RequestFailedException(
                    "no worker is left to run the kernel, all wait in handlers: kernel="
                            + waiter.target().id() + ", message=" + messageType.getName()
                            + ", spareWorkers=0; use KernelContext.request, which does not wait",
                    null);
        }
    }

    /** Gives the request up, if it still waits. {@return whether it did; if not, it has ended} */
    private boolean withdraw() {
        boolean withdrawn = waiter.target().runtime.requests.withdraw(key);
        if (withdrawn) {
            state = State.EMPTY;
        }
        while (state == State.WAITING) {
            Thread.yield(); // somebody writes the answer
        }
        return withdrawn;
    }

    /* Who does not get the request back from the table waits a moment: somebody writes the answer. */
    private void park(RequestTable requests, long startNs, long timeoutNs) {
        boolean interrupted = false;
        requests.observe(key, startNs);
        thread = Thread.currentThread();
        while (state == State.WAITING) {
            long leftNs = timeoutNs - (System.nanoTime() - startNs);
            if (leftNs > 0 && !interrupted) {
                LockSupport.parkNanos(this, leftNs);
            } else if (!requests.timeOut(key)) {
                Thread.yield();
            }
            if (Thread.interrupted()) {
                interrupted = true;
                if (requests.withdraw(key)) {
                    state = State.EMPTY;
                    throw new InterruptedSendException(
                            "interrupted while waiting for the answer: kernel="
                                    + waiter.target().id(),
                            new InterruptedException());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void ringIfSpinning() {
        waiter.target().ringIfSpinning();
    }

    /** Gives the request up, if it still waits; a reply that comes later is counted as unanswered. */
    public void cancel() {
        if (target != null) {
            withdraw();
            state = State.EMPTY;
        }
    }

    /** {@return the memory in which the answer lies, until the next request} */
    public MessageBuffer buffer() {
        checkAnswered();
        return buffer;
    }

    /** {@return the index in {@link #buffer} at which the answer begins} */
    public int offset() {
        checkAnswered();
        return 0;
    }

    /** {@return the length of the answer in bytes} */
    public int length() {
        checkAnswered();
        return length;
    }

    /** {@return the version of the layout of the answer} */
    public int version() {
        return checkAnswered().version();
    }

    /** {@return the answer as a new record} */
    public R reply() {
        MessageCodec<?> itsCodec = checkAnswered();
        MessageHeader itsHeader = header;
        return replyType.cast(
                itsHeader == null
                        ? itsCodec.decode(buffer, 0, length, itsCodec.version())
                        : itsCodec.decode(buffer, 0, length, itsCodec.version(), itsHeader));
    }

    private MessageCodec<?> checkAnswered() {
        MessageCodec<?> itsCodec = codec;
        if (state != State.ANSWERED || itsCodec == null) {
            throw new IllegalStateException("call has no answer: replyType=" + replyType.getName());
        }
        return itsCodec;
    }

    private void clear() {
        target = null;
        codec = null;
        header = null;
        failure = null;
        STATE.setRelease(this, State.EMPTY);
    }

    // ---- the call that each thread has for records

    /** Takes the call of this thread, or a new one if it is in use. */
    @SuppressWarnings("unchecked") // holds no answer, and takes the type
    static <R> Call<R> borrow(Class<R> replyType) {
        Call<R> call = (Call<R>) SPARE.get();
        if (call == null) {
            return new Call<>(replyType);
        }
        SPARE.set(null);
        call.replyType = replyType;
        return call;
    }

    /** Puts the call of this thread back. */
    void giveBack() {
        clear();
        if (buffer.capacity() <= MOST_KEPT) {
            SPARE.set(this);
        }
    }
}
