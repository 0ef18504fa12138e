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
 * The way from one sender into the lanes of one kernel: claim a slot, write header and message where they lie, publish.
 * A message that does not fit its slot goes into a payload buffer first, and its reference into the slot.
 *
 * <p>On the hot path: {@link #offer} allocates nothing for a message that fits.
 */
final class Route {
    /** In place of the id of a request: the message is none, and gets its id from the lane. */
    static final long NO_REQUEST = 0;

    private static final long NO_MEMORY = -3;

    private final Kernel target;
    private final int senderNumber;
    private final boolean isReply;

    /**
     * Creates the route.
     *
     * @param target  that receives
     * @param sender  that sends, or null for a thread outside
     * @param isReply whether messages travel in the lane for replies
     */
    Route(Kernel target, @Nullable Kernel sender, boolean isReply) {
        this.target = target;
        this.senderNumber = sender == null ? 0 : sender.number;
        this.isReply = isReply;
    }

    /** Tries to send, without waiting; counts what is refused. */
    <T> Delivery offer(MessageCodec<T> codec, T message, SendOptions options) {
        Delivery delivery = delivery(attempt(codec, message, options.orPriority(codec.priority()), NO_REQUEST, 0));
        if (!delivery.isAccepted()) {
            target.refused.increment();
        }
        return delivery;
    }

    private static Delivery delivery(long result) {
        if (result == Lane.FULL) {
            return Delivery.FULL;
        }
        return result == Lane.CLOSED ? Delivery.CLOSED : result == NO_MEMORY ? Delivery.NO_MEMORY : Delivery.ACCEPTED;
    }

    /** Tries to send. {@return the message id, or one of the three refusals, none of which is an id} */
    private <T> long attempt(MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        int spilledLength = spilledLength(codec, message, options);
        if (spilledLength == 0) {
            return place(codec, message, null, options, requestId, correlation);
        }
        PayloadBuffer payload;
        try {
            payload = target.runtime.buffers().tryAllocate(spilledLength);
        } catch (IllegalStateException e) { // the pool is closed after the last kernel has ended
            return Lane.CLOSED;
        }
        return payload == null ? NO_MEMORY : placeSpilled(codec, message, payload, options, requestId, correlation);
    }

    private <T> long placeSpilled(
            MessageCodec<T> codec,
            T message,
            PayloadBuffer payload,
            SendOptions options,
            long requestId,
            long correlation) {
        long result = Lane.CLOSED;
        try {
            codec.encode(message, payload.bytes(), 0);
            result = place(codec, message, payload, options, requestId, correlation);
        } finally {
            if (!delivery(result).isAccepted()) {
                payload.free();
            }
        }
        return result;
    }

    /** Sends under the policy of the kernel or of the options. {@return the message id} */
    <T> long send(MessageCodec<T> codec, T message, SendOptions given, long requestId, long correlation) {
        SendOptions options = given.orPriority(codec.priority());
        long result = attempt(codec, message, options, requestId, correlation);
        if (delivery(result).isAccepted()) {
            return result;
        }
        Patience patience = new Patience(options);
        boolean waits = target.runtime.pool.beginWait();
        try {
            do {
                patience.await(delivery(result), spilledLength(codec, message, options));
                result = attempt(codec, message, options.after(patience.waitedNs()), requestId, correlation);
            } while (!delivery(result).isAccepted());
        } catch (RingKernelException e) {
            target.refused.increment();
            throw e;
        } finally {
            if (waits) {
                target.runtime.pool.endWait();
            }
        }
        return result;
    }

    /** {@return the length of the payload buffer that the message needs, or 0 if it fits its slot} */
    private <T> int spilledLength(MessageCodec<T> codec, T message, SendOptions options) {
        int room = target.slotLength() - headerLength(options);
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

    private <T> long place(
            MessageCodec<T> codec,
            T message,
            @Nullable PayloadBuffer spilled,
            SendOptions options,
            long requestId,
            long correlation) {
        Lane lane = lane(options);
        long sequence = lane.claim();
        if (sequence < 0) {
            return sequence;
        }
        long messageId = requestId == NO_REQUEST ? target.runtime.ids.ofSerial(lane.serial(sequence)) : requestId;
        boolean written = false;
        try {
            MessageBuffer buffer = lane.buffer();
            int offset = lane.offset(sequence);
            int flags = (isExtended(options) ? Header.EXTENDED : 0) | (requestId == NO_REQUEST ? 0 : Header.REQUEST);
            if (spilled == null) {
                int length = codec.encode(message, buffer, offset + headerLength(options));
                putHeader(codec, buffer, offset, length, flags, options, messageId, correlation);
            } else {
                flags |= Header.SPILLED;
                putHeader(codec, buffer, offset, spilled.length(), flags, options, messageId, correlation);
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
        if (spilled != null || requestId != NO_REQUEST) {
            target.ringIfSpinning();
        }
        return messageId;
    }

    /** Claims a slot for a message that is written by the caller. */
    Delivery claim(MessageCodec<?> codec, Claim claim, SendOptions given) {
        SendOptions options = given.orPriority(codec.priority());
        claim.checkFree();
        int headerLength = headerLength(options);
        if (headerLength + codec.maxEncodedLength() > target.slotLength()) {
            throw new IllegalStateException("message may not fit the slot: message="
                    + codec.messageType().getName() + ", maxEncodedLength=" + codec.maxEncodedLength()
                    + ", headerLength=" + headerLength + ", slotLength=" + target.slotLength()
                    + "; lower @MaxLength, raise slotLength, or use offer");
        }
        Lane lane = lane(options);
        long sequence = lane.claim();
        if (sequence < 0) {
            target.refused.increment();
            return delivery(sequence);
        }
        long messageId = target.runtime.ids.ofSerial(lane.serial(sequence));
        int flags = isExtended(options) ? Header.EXTENDED : 0;
        putHeader(codec, lane.buffer(), lane.offset(sequence), 0, flags, options, messageId, 0);
        claim.hold(lane, sequence, headerLength, target.slotLength());
        return Delivery.ACCEPTED;
    }

    private Lane lane(SendOptions options) {
        return isReply ? target.lanes.replies() : target.lanes.lane(options.level);
    }

    private void putHeader(
            MessageCodec<?> codec,
            MessageBuffer buffer,
            int offset,
            int length,
            int flags,
            SendOptions options,
            long messageId,
            long correlation) {
        Header.put(
                buffer,
                offset,
                codec.typeId(),
                length,
                messageId,
                options.isPlain || correlation != 0 ? correlation : ownCorrelation(options),
                options.priority,
                flags,
                codec.version(),
                senderNumber);
        if ((flags & Header.EXTENDED) != 0) {
            boolean foreign = isForeign(options);
            MessageId named = options.correlationId;
            Header.putExtension(
                    buffer,
                    offset,
                    foreign ? named.hi() : 0,
                    foreign ? named.lo() : 0,
                    options.deadlineNs == 0 ? 0 : deadline(options.deadlineNs));
        }
    }

    private long ownCorrelation(SendOptions options) {
        return isForeign(options) ? 0 : options.correlationId.lo();
    }

    private static long deadline(long fromNowNs) {
        long deadlineNs = System.nanoTime() + fromNowNs;
        return deadlineNs == 0 ? 1 : deadlineNs; // 0 stands for none
    }

    private int headerLength(SendOptions options) {
        return isExtended(options) ? Header.EXTENDED_LENGTH : Header.LENGTH;
    }

    private boolean isExtended(SendOptions options) {
        return !options.isPlain && (options.deadlineNs != 0 || isForeign(options));
    }

    private boolean isForeign(SendOptions options) {
        MessageId named = options.correlationId;
        return !named.isNone() && !target.runtime.ids.isOwn(named);
    }

    /** How long, and for what, one send waits. */
    private final class Patience {
        private final SendOptions options;
        private final long startNs = System.nanoTime();
        private final long timeoutNs;

        Patience(SendOptions options) {
            this.options = options;
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
                    lane(options).awaitRoom(startNs + timeoutNs);
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

        private LaneFullException full(Delivery delivery, String more) {
            return new LaneFullException((delivery == Delivery.FULL ? "lane is full" : "payload limit reached")
                    + ": kernel=" + target.id() + ", lane=" + (isReply ? "replies" : options.level) + ", capacity="
                    + target.settings.capacity() + ", state=" + target.state() + more);
        }
    }
}
