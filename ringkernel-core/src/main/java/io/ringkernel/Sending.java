// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.lane.Lane;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way of a message into a lane: claim a slot, write header and message where they lie, publish. A message that does
 * not fit its slot goes into a payload buffer first, and its reference into the slot.
 *
 * <p>On the hot path: {@link #offer} allocates nothing for a message that fits.
 */
final class Sending {
    private Sending() {}

    /** Tries to send, without waiting; counts what is refused. */
    static <T> Delivery offer(
            Kernel target,
            MessageCodec<T> codec,
            T message,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation,
            boolean isReply) {
        Delivery delivery = attempt(target, codec, message, options, sender, messageId, correlation, isReply);
        if (!delivery.isAccepted()) {
            target.refused.increment();
        }
        return delivery;
    }

    private static <T> Delivery attempt(
            Kernel target,
            MessageCodec<T> codec,
            T message,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation,
            boolean isReply) {
        int spilledLength = spilledLength(target, codec, message, options);
        if (spilledLength == 0) {
            return place(target, codec, message, null, options, sender, messageId, correlation, isReply);
        }
        PayloadBuffer payload;
        try {
            payload = target.runtime.buffers().tryAllocate(spilledLength);
        } catch (IllegalStateException e) { // the pool is closed after the last kernel has ended
            return Delivery.CLOSED;
        }
        return payload == null
                ? Delivery.NO_MEMORY
                : placeSpilled(target, codec, message, payload, options, sender, messageId, correlation, isReply);
    }

    private static <T> Delivery placeSpilled(
            Kernel target,
            MessageCodec<T> codec,
            T message,
            PayloadBuffer payload,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation,
            boolean isReply) {
        Delivery delivery = Delivery.CLOSED;
        try {
            codec.encode(message, payload.bytes(), 0);
            delivery = place(target, codec, message, payload, options, sender, messageId, correlation, isReply);
        } finally {
            if (!delivery.isAccepted()) {
                payload.free();
            }
        }
        return delivery;
    }

    /** Sends under the policy of the kernel or of the options. {@return the message id} */
    static <T> long send(
            Kernel target,
            MessageCodec<T> codec,
            T message,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation,
            boolean isReply) {
        Delivery delivery = attempt(target, codec, message, options, sender, messageId, correlation, isReply);
        if (!delivery.isAccepted()) {
            Patience patience = new Patience(target, options, isReply);
            boolean waits = target.runtime.pool.beginWait();
            try {
                do {
                    patience.await(delivery, spilledLength(target, codec, message, options));
                    SendOptions left = options.after(patience.waitedNs());
                    delivery = attempt(target, codec, message, left, sender, messageId, correlation, isReply);
                } while (!delivery.isAccepted());
            } catch (RingKernelException e) {
                target.refused.increment();
                throw e;
            } finally {
                if (waits) {
                    target.runtime.pool.endWait();
                }
            }
        }
        return messageId;
    }

    /** {@return the length of the payload buffer that the message needs, or 0 if it fits its slot} */
    private static <T> int spilledLength(Kernel target, MessageCodec<T> codec, T message, SendOptions options) {
        int room = target.slotLength() - headerLength(target, options);
        if (codec.maxEncodedLength() <= room) {
            return 0;
        }
        int length = codec.encodedLength(message);
        if (length <= room) {
            return 0;
        }
        BufferPool buffers = target.runtime.buffers();
        if (length > buffers.longestPayload()) {
            throw new CodecException("message too long: message="
                    + codec.messageType().getName() + ", length="
                    + length + ", slotLength=" + target.slotLength() + ", longestPayload=" + buffers.longestPayload()
                    + "; send it in parts, or raise the payload limit: limitBytes=" + buffers.limitBytes());
        }
        return length;
    }

    private static <T> Delivery place(
            Kernel target,
            MessageCodec<T> codec,
            T message,
            @Nullable PayloadBuffer spilled,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation,
            boolean isReply) {
        Lane lane = isReply ? target.lanes.replies() : target.lanes.lane(options.level);
        long sequence = lane.claim();
        if (sequence < 0) {
            return sequence == Lane.FULL ? Delivery.FULL : Delivery.CLOSED;
        }
        boolean written = false;
        try {
            MessageBuffer buffer = lane.buffer();
            int offset = lane.offset(sequence);
            int flags = isExtended(target, options) ? Header.EXTENDED : 0;
            if (spilled == null) {
                int length = codec.encode(message, buffer, offset + headerLength(target, options));
                putHeader(target, codec, buffer, offset, length, flags, options, sender, messageId, correlation);
            } else {
                flags |= Header.SPILLED;
                int length = spilled.length();
                putHeader(target, codec, buffer, offset, length, flags, options, sender, messageId, correlation);
                Header.putPayload(buffer, offset, spilled.ref().id());
            }
            written = true;
        } finally {
            if (written) {
                lane.publish(sequence);
            } else {
                lane.abort(sequence);
            }
        }
        return Delivery.ACCEPTED;
    }

    static void putHeader(
            Kernel target,
            MessageCodec<?> codec,
            MessageBuffer buffer,
            int offset,
            int length,
            int flags,
            SendOptions options,
            @Nullable Kernel sender,
            long messageId,
            long correlation) {
        MessageId named = options.correlationId;
        boolean foreign = isForeign(target, options);
        Header.put(
                buffer,
                offset,
                codec.typeId(),
                length,
                messageId,
                correlation != 0 || foreign ? correlation : named.lo(),
                options.priority,
                flags,
                codec.version(),
                Kernel.numberOf(sender));
        if ((flags & Header.EXTENDED) != 0) {
            Header.putExtension(
                    buffer,
                    offset,
                    foreign ? named.hi() : 0,
                    foreign ? named.lo() : 0,
                    options.deadlineNs == 0 ? 0 : deadline(options.deadlineNs));
        }
    }

    private static long deadline(long fromNowNs) {
        long deadlineNs = System.nanoTime() + fromNowNs;
        return deadlineNs == 0 ? 1 : deadlineNs; // 0 stands for none
    }

    static int headerLength(Kernel target, SendOptions options) {
        return isExtended(target, options) ? Header.EXTENDED_LENGTH : Header.LENGTH;
    }

    static boolean isExtended(Kernel target, SendOptions options) {
        return options.deadlineNs != 0 || isForeign(target, options);
    }

    private static boolean isForeign(Kernel target, SendOptions options) {
        MessageId named = options.correlationId;
        return !named.isNone() && !target.runtime.ids.isOwn(named);
    }

    /** How long, and for what, one send waits. */
    private static final class Patience {
        private final Kernel target;
        private final SendOptions options;
        private final boolean isReply;
        private final long startNs = System.nanoTime();
        private final long timeoutNs;

        Patience(Kernel target, SendOptions options, boolean isReply) {
            this.target = target;
            this.options = options;
            this.isReply = isReply;
            this.timeoutNs = options.timeoutNs >= 0
                    ? options.timeoutNs
                    : Nanos.of(target.runtime.options().sendTimeout());
        }

        void await(Delivery delivery, int spilledLength) {
            if (delivery == Delivery.CLOSED) {
                target.runtime.checkOpen();
                throw target.ended();
            }
            Backpressure policy = options.backpressure == null ? target.settings.backpressure() : options.backpressure;
            if (policy == Backpressure.REJECT && !isReply) {
                throw full(delivery, "");
            }
            if (target.life.isRunBy(Thread.currentThread())) {
                throw full(delivery, "; a kernel cannot wait for room in a lane that it drains itself");
            }
            long leftNs = timeoutNs - waitedNs();
            if (leftNs <= 0) {
                throw full(delivery, ", waitedMs=" + waitedNs() / 1_000_000);
            }
            try {
                if (delivery == Delivery.FULL) {
                    lane().awaitRoom(startNs + timeoutNs);
                } else {
                    target.runtime
                            .buffers()
                            .allocate(spilledLength, Duration.ofNanos(leftNs))
                            .free();
                }
            } catch (IllegalStateException e) { // no room until the timeout, or closed: the next attempt says which
            } catch (InterruptedException e) {
                throw new InterruptedSendException("interrupted while waiting for room: kernel=" + target.id(), e);
            }
        }

        long waitedNs() {
            return System.nanoTime() - startNs;
        }

        private Lane lane() {
            return isReply ? target.lanes.replies() : target.lanes.lane(options.level);
        }

        private LaneFullException full(Delivery delivery, String more) {
            return new LaneFullException((delivery == Delivery.FULL ? "lane is full" : "payload limit reached")
                    + ": kernel=" + target.id() + ", lane=" + (isReply ? "replies" : options.level) + ", capacity="
                    + target.settings.capacity() + ", state=" + target.state() + more);
        }
    }
}
