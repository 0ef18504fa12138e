// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.SlotHandler;
import io.ringkernel.telemetry.Counter;
import io.ringkernel.telemetry.LatencyRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel does with each message: hands it to the handler, counts the outcome, and tells a waiting requester when
 * there is no answer. Run by one thread at a time.
 *
 * <p>On the hot path: allocates nothing. A handler's exception ends here; nothing it throws reaches the drain.
 */
final class DutyCycle implements SlotHandler {
    private static final System.Logger LOG = System.getLogger("io.ringkernel");

    private final Kernel kernel;
    private final KernelLife life;
    private final KernelDispatcher dispatcher;
    private final DispatchContext context;

    private KernelState stance = KernelState.CREATED;
    private boolean discarding;

    final Counter handled = new Counter();
    final Counter failed = new Counter();
    final Counter expired = new Counter();
    final Counter undelivered = new Counter();
    final LatencyRecorder queueing = new LatencyRecorder();
    final LatencyRecorder handling = new LatencyRecorder();

    DutyCycle(Kernel kernel, KernelDispatcher dispatcher) {
        this.kernel = kernel;
        this.life = kernel.life;
        this.dispatcher = dispatcher;
        this.context = new DispatchContext(kernel);
    }

    /** Begins a turn: what is drained in it is handled or discarded as the state of the kernel says now. */
    void begin() {
        stance = life.state();
        discarding = life.isDiscarding(stance);
    }

    /* When the state is another than at the begin of the turn, the turn is over. */
    @Override
    public boolean isReady() {
        KernelState now = life.state();
        return now == KernelState.ACTIVE ? stance == KernelState.ACTIVE : isReadyToEnd(now);
    }

    private boolean isReadyToEnd(KernelState now) {
        return now == stance && (discarding || now == KernelState.TERMINATING && !life.isDrainOver());
    }

    @Override
    public void onSlot(Lane lane, long sequence) {
        MessageBuffer buffer = lane.buffer();
        int offset = lane.offset(sequence);
        if (discarding) {
            discard(buffer, offset);
            return;
        }
        long stampNs = lane.stampNs(sequence);
        if (stampNs == 0) {
            handle(buffer, offset);
            return;
        }
        long startNs = System.nanoTime();
        queueing.record(startNs - stampNs);
        handle(buffer, offset);
        handling.record(System.nanoTime() - startNs);
    }

    private void handle(MessageBuffer buffer, int offset) {
        int flags = Header.flags(buffer, offset);
        if ((flags & Header.EXTENDED) != 0 && isExpired(Header.deadlineNs(buffer, offset))) {
            expired.increment();
            failRequest(buffer, offset, "message expired before its turn", null);
            freeSpilled(buffer, offset);
            return;
        }
        context.enter(buffer, offset);
        try {
            dispatch(buffer, offset, flags);
            context.leave();
            handled.increment();
        } catch (Throwable e) { // whatever a handler throws, its kernel goes on
            context.abandon();
            failed.increment();
            reportFailure(buffer, offset, e);
        }
        if ((flags & Header.SPILLED) != 0) {
            freeSpilled(buffer, offset);
        }
    }

    private static boolean isExpired(long deadlineNs) {
        return deadlineNs != 0 && System.nanoTime() - deadlineNs >= 0;
    }

    private void dispatch(MessageBuffer buffer, int offset, int flags) throws Exception {
        int typeId = Header.typeId(buffer, offset);
        int length = Header.length(buffer, offset);
        int start = offset + ((flags & Header.EXTENDED) != 0 ? Header.EXTENDED_LENGTH : Header.LENGTH);
        if ((flags & Header.SPILLED) == 0) {
            dispatcher.dispatch(typeId, buffer, start, length, context);
        } else {
            MessageBuffer payload =
                    kernel.runtime.buffers().open(spilledRef(buffer, offset)).bytes();
            dispatcher.dispatch(typeId, payload, 0, length, context);
        }
    }

    private void reportFailure(MessageBuffer buffer, int offset, Throwable e) {
        failRequest(buffer, offset, "handler threw " + textOf(e), e);
        try {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "handler threw: kernel=" + kernel.id() + ", message="
                            + kernel.nameOf(Header.typeId(buffer, offset)) + ", id="
                            + kernel.runtime.ids.full(Header.messageId(buffer, offset)),
                    e);
        } catch (Throwable unlogged) { // an exception that cannot be printed does not end the kernel either
        }
    }

    private static String textOf(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable unprintable) {
            return e.getClass().getName();
        }
    }

    /** Takes the messages that are left when the kernel has ended. */
    private void discard(MessageBuffer buffer, int offset) {
        undelivered.increment();
        failRequest(buffer, offset, "kernel ended before the answer", null);
        freeSpilled(buffer, offset);
    }

    private void failRequest(MessageBuffer buffer, int offset, String reason, @Nullable Throwable cause) {
        long id = Header.messageId(buffer, offset);
        if (MessageIds.isRequest(id)) {
            kernel.runtime.requests.fail(id, reason, cause);
        }
    }

    private void freeSpilled(MessageBuffer buffer, int offset) {
        if ((Header.flags(buffer, offset) & Header.SPILLED) != 0) {
            kernel.runtime.buffers().free(spilledRef(buffer, offset));
        }
    }

    private static BufferRef spilledRef(MessageBuffer buffer, int offset) {
        return new BufferRef(Header.payload(buffer, offset));
    }
}
