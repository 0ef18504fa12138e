// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.lane.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
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

    /** In place of the id of the message that is answered: the options say it, if there is one. */
    static final long NO_CORRELATION = 0;

    private static final long NO_MEMORY = -3;
    private static final long DROPPED = -4;

    final Kernel target;
    final @Nullable Kernel sender;
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
        this(target, sender, sender == null ? 0 : sender.number, isReply);
    }

    /**
     * Creates the route of messages that are not those of who sends them.
     *
     * @param target       that receives
     * @param sender       that sends, or null for any thread
     * @param senderNumber of the kernel whose messages they are, or 0
     * @param isReply      whether messages travel in the lane for replies
     */
    Route(Kernel target, @Nullable Kernel sender, int senderNumber, boolean isReply) {
        this.target = target;
        this.sender = sender;
        this.senderNumber = senderNumber;
        this.isReply = isReply;
    }

    /** {@return whether it leads to a kernel} */
    boolean leadsTo(Kernel kernel) {
        return target == kernel;
    }

    /** Tries to send, without waiting; counts what is refused. */
    <T> Delivery offer(MessageKind<T> kind, T message, SendOptions given) {
        return offerWith(kind.codec, message, kind.options(given, message));
    }

    /** Tries to send with options that are complete, without waiting; counts what is refused. */
    <T> Delivery offerWith(MessageCodec<T> codec, T message, SendOptions options) {
        Delivery delivery = offerNow(codec, message, options);
        if (delivery.isAccepted()) {
            return delivery;
        }
        Delivery refused = refuse(delivery, options, 1);
        if (refused == Delivery.DROPPED) {
            bury(Reason.DROPPED_NEWEST, codec, message, options, NO_REQUEST, NO_CORRELATION, null);
        }
        return refused;
    }

    private <T> Delivery offerNow(MessageCodec<T> codec, T message, SendOptions options) {
        long first = attempt(codec, message, options, NO_REQUEST, NO_CORRELATION);
        if (delivery(first).isAccepted()) {
            return Delivery.ACCEPTED;
        }
        long result = makeRoom(first, codec, message, options, NO_REQUEST, NO_CORRELATION);
        return delivery(result).isAccepted() ? acceptedAfterAll(options) : delivery(result);
    }

    /** Sends a list, waiting as a send of each message does. {@return how many were not dropped} */
    <T> int sendAll(MessageKind<T> kind, List<? extends T> messages, SendOptions given) {
        return sendList(kind, messages, given, true);
    }

    /** Tries to send a list, without waiting. {@return how many of the first were accepted} */
    <T> int offerAll(MessageKind<T> kind, List<? extends T> messages, SendOptions given) {
        return sendList(kind, messages, given, false);
    }

    private <T> int sendList(MessageKind<T> kind, List<? extends T> given, SendOptions options, boolean waits) {
        List<? extends T> messages = given instanceof RandomAccess ? given : new ArrayList<>(given);
        int count = messages.size();
        int sent = 0;
        int dropped = 0;
        try {
            while (sent < count) {
                int together = sendTogether(kind, messages, sent, options);
                if (together == 0) {
                    T message = Objects.requireNonNull(messages.get(sent), "message");
                    boolean isAccepted = sendAlone(kind.codec, message, kind.options(options, message), waits);
                    if (!isAccepted && !waits) {
                        return sent;
                    }
                    dropped += isAccepted ? 0 : 1;
                    together = 1;
                }
                sent += together;
            }
        } catch (RuntimeException e) {
            throw new BatchSendException(target.id(), sent, count, sent - dropped, e);
        }
        return count - dropped;
    }

    /** Sends a message of a list. {@return whether it was accepted; if not, it is a dead letter, or, without waiting, its sender's} */
    private <T> boolean sendAlone(MessageCodec<T> codec, T message, SendOptions options, boolean waits) {
        if (waits) {
            return sendWith(codec, message, options, NO_REQUEST, NO_CORRELATION) != DROPPED;
        }
        boolean isAccepted = offerNow(codec, message, options).isAccepted();
        if (!isAccepted) {
            target.rareCounts().refused.increment();
        }
        return isAccepted;
    }

    /**
     * Sends as many of the next messages at once as the lane has room for.
     *
     * @return how many; 0 if the next is to be sent by itself, which then waits, makes room, takes a payload buffer, or says
     *     why it cannot be written
     */
    private <T> int sendTogether(MessageKind<T> kind, List<? extends T> messages, int from, SendOptions given) {
        if (kind.isBound()) {
            return 0; // each may have another lane
        }
        SendOptions options = kind.options(given);
        Lane lane = target.lanes.existing(options.level);
        if (lane == null || mustQueue(lane)) {
            return 0;
        }
        int flags = flags(options, NO_REQUEST);
        int count = fitting(kind.codec, messages, from, Math.min(messages.size() - from, lane.room()), flags);
        long first = count < 2 ? Lane.FULL : claim(lane, count);
        return first < 0 ? 0 : write(kind.codec, messages, from, lane, first, count, flags, options);
    }

    private static long claim(Lane lane, int count) {
        try {
            return lane.claim(count);
        } catch (LaneMemoryException e) {
            return Lane.FULL; // given away just now: the message by itself throws it again, and is counted then
        }
    }

    /** {@return how many of the next messages fit their slots} */
    private <T> int fitting(MessageCodec<T> codec, List<? extends T> messages, int from, int count, int flags) {
        int fit = 0;
        try {
            while (fit < count && spilledLength(codec, messages.get(from + fit), flags) == 0) {
                fit++;
            }
        } catch (RuntimeException e) {
            return fit; // the message throws it again when it is sent by itself, after those before it
        }
        return fit;
    }

    private <T> int write(
            MessageCodec<T> codec,
            List<? extends T> messages,
            int from,
            Lane lane,
            long first,
            int count,
            int flags,
            SendOptions options) {
        MessageBuffer buffer = lane.buffer(first);
        int written = 0;
        try {
            while (written < count) {
                long sequence = first + written;
                T message = Objects.requireNonNull(messages.get(from + written), "message");
                long messageId = lane.serial(sequence);
                write(codec, message, buffer, lane.offset(sequence), flags, options, messageId, NO_CORRELATION);
                written++;
            }
        } catch (RuntimeException e) {
            return written; // as above; what was written is published below
        } finally {
            lane.publish(first, count, written);
        }
        return written;
    }

    /** Makes a dead letter of a message that found no way into the lane, and that its sender does not hold any more. */
    private <T> void bury(
            Reason reason,
            MessageCodec<T> codec,
            T message,
            SendOptions options,
            long requestId,
            long correlation,
            @Nullable Throwable cause) {
        target.runtime
                .deadLetters()
                .add(reason, target.id(), codec, message, options, requestId, correlation, senderNumber, cause);
    }

    /** Sends what the runtime itself has to say, if there is room; it counts for nothing. {@return whether there was} */
    <T> boolean tell(MessageCodec<T> codec, T notice) {
        SendOptions options = SendOptions.priority(codec.priority());
        return delivery(attempt(codec, notice, options, NO_REQUEST, NO_CORRELATION))
                .isAccepted();
    }

    /** Counts messages that were not accepted. {@return what to say of them} */
    private Delivery refuse(Delivery delivery, SendOptions options, int count) {
        if (delivery != Delivery.CLOSED && policy(options) == Backpressure.DROP_NEWEST) {
            target.rareCounts().dropped.add(count);
            return Delivery.DROPPED;
        }
        target.rareCounts().refused.add(count);
        return delivery;
    }

    /** Makes room for a message that is not to wait for it, as its policy says. {@return as {@link #attempt}} */
    private <T> long makeRoom(
            long first, MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        long result = first;
        Lane lane = lane(options);
        lane.noteFull();
        while (result == Lane.FULL && makesRoom(lane, options)) {
            result = attempt(codec, message, options, requestId, correlation);
        }
        return result;
    }

    /** Makes room in a full lane for a message that is not to wait for it. {@return whether there may be some} */
    private boolean makesRoom(Lane lane, SendOptions options) {
        if (mustQueue(lane)) {
            return false;
        }
        return switch (policy(options)) {
            case BLOCK -> false;
            case DROP_OLDEST -> target.dropOldest(lane);
            case REJECT, DROP_NEWEST -> lane.takeBack();
        };
    }

    /** {@return what to say of a message for which room was made} */
    private Delivery acceptedAfterAll(SendOptions options) {
        return policy(options) == Backpressure.DROP_OLDEST ? Delivery.DISPLACED : Delivery.ACCEPTED;
    }

    /* Replies are never dropped: somebody may wait for them. */
    Backpressure policy(SendOptions options) {
        if (isReply) {
            return Backpressure.BLOCK;
        }
        return options.backpressure == null ? target.settings.backpressure() : options.backpressure;
    }

    static Delivery delivery(long result) {
        if (result == Lane.FULL) {
            return Delivery.FULL;
        }
        return result == Lane.CLOSED ? Delivery.CLOSED : result == NO_MEMORY ? Delivery.NO_MEMORY : Delivery.ACCEPTED;
    }

    /** Tries to send. {@return the message id, or one of the three refusals, none of which is an id} */
    private <T> long attempt(MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        if (mustQueue(lane(options))) {
            return Lane.FULL;
        }
        int flags = flags(options, requestId);
        int spilledLength = spilledLength(codec, message, flags);
        if (spilledLength == 0) {
            return place(codec, message, null, flags, options, requestId, correlation);
        }
        PayloadBuffer payload = target.tryAllocate(spilledLength);
        return payload == null
                ? noPayload()
                : placeSpilled(codec, message, payload, flags | Header.SPILLED, options, requestId, correlation);
    }

    private int flags(SendOptions options, long requestId) {
        return HeaderExtension.flags(options, target.runtime.ids) | (requestId == NO_REQUEST ? 0 : Header.REQUEST);
    }

    /** {@return whether earlier sends of the kernel that sends wait for room in a lane, so that this one must, too} */
    private boolean mustQueue(Lane lane) {
        Kernel from = sender;
        return from != null && from.mustQueue(lane);
    }

    /* The pool is closed after the last kernel has ended. */
    private long noPayload() {
        return target.runtime.buffers().isClosed() ? Lane.CLOSED : NO_MEMORY;
    }

    private <T> long placeSpilled(
            MessageCodec<T> codec,
            T message,
            PayloadBuffer payload,
            int flags,
            SendOptions options,
            long requestId,
            long correlation) {
        long result = Lane.CLOSED;
        try {
            fill(payload, codec, message, flags, options);
            result = place(codec, message, payload, flags, options, requestId, correlation);
        } finally {
            if (!delivery(result).isAccepted()) {
                payload.free();
            }
        }
        return result;
    }

    private static <T> void fill(
            PayloadBuffer payload, MessageCodec<T> codec, T message, int flags, SendOptions options) {
        HeaderExtension.put(payload.bytes(), 0, flags, options);
        int extension = Header.extensionLength(flags);
        Measured.encode(codec, message, payload.bytes(), extension, payload.length() - extension);
    }

    /** Sends, and waits for room as the options or the kernel say. {@return the message id} */
    <T> MessageId send(MessageKind<T> kind, T message, SendOptions given, long requestId, long correlation) {
        SendOptions options = kind.options(given, message);
        long id = sendWith(kind.codec, message, options, requestId, correlation);
        if (id == DROPPED) {
            return MessageId.NONE;
        }
        SendOptions.Stamp stamp = options.stamp;
        return stamp == null || stamp.messageId().isNone() ? target.runtime.ids.full(id) : stamp.messageId();
    }

    /** Sends with options that are complete. {@return the lower half of the message id, or that it was dropped} */
    <T> long sendWith(MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        long first = firstAttempt(codec, message, options, requestId, correlation);
        if (delivery(first).isAccepted()) {
            return first;
        }
        long result = makeRoom(first, codec, message, options, requestId, correlation);
        if (delivery(result).isAccepted()) {
            return result;
        }
        if (requestId == NO_REQUEST && result != Lane.CLOSED && policy(options) == Backpressure.DROP_NEWEST) {
            target.rareCounts().dropped.increment();
            bury(Reason.DROPPED_NEWEST, codec, message, options, requestId, correlation, null);
            return DROPPED;
        }
        try {
            return late(codec, message, options, requestId, correlation).send(result);
        } catch (LaneFullException e) {
            if (requestId == NO_REQUEST || target.runtime.requests.leftNs(requestId) > 0) {
                throw e;
            }
            target.runtime.requests.timeOut(requestId); // whoever asked learns of it as of any other timeout
            return requestId;
        }
    }

    private <T> long firstAttempt(
            MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        try {
            return attempt(codec, message, options, requestId, correlation);
        } catch (LaneMemoryException e) {
            target.rareCounts().refused.increment();
            bury(Reason.NO_MEMORY, codec, message, options, requestId, correlation, e);
            throw e;
        }
    }

    private <T> LateSend late(MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation) {
        return new LateSend(this, options, requestId, options.leftNs()) {
            @Override
            long attempt(SendOptions left) {
                long again = Route.this.attempt(codec, message, left, requestId, correlation);
                return makeRoom(again, codec, message, left, requestId, correlation);
            }

            @Override
            long hold(SendOptions left) {
                return Route.this.hold(codec, message, left, requestId, correlation, this);
            }

            @Override
            int spilledLength() {
                return Route.this.spilledLength(codec, message, flags(options, requestId));
            }

            @Override
            void bury(Reason reason, RingKernelException e) {
                Route.this.bury(reason, codec, message, options, requestId, correlation, e);
            }
        };
    }

    /** Puts a message with the held sends of its sender. {@return as {@link #attempt}} */
    private <T> long hold(
            MessageCodec<T> codec, T message, SendOptions options, long requestId, long correlation, LateSend late) {
        HeldSends held = Objects.requireNonNull(sender).held;
        int flags = flags(options, requestId);
        int spilledLength = spilledLength(codec, message, flags);
        PayloadBuffer payload = spilledLength == 0 ? null : target.tryAllocate(spilledLength);
        if (spilledLength != 0 && payload == null) {
            return noPayload();
        }
        long messageId = requestId == NO_REQUEST ? target.runtime.ids.ofLoose() : requestId;
        MessageBuffer slot = held.scratch(target.slotLength());
        int length = Header.LENGTH + Long.BYTES;
        if (payload == null) {
            length = write(codec, message, slot, 0, flags, options, messageId, correlation);
        } else {
            boolean written = false;
            try {
                fill(payload, codec, message, flags, options);
                writeSpilled(codec, payload, slot, 0, flags | Header.SPILLED, options, messageId, correlation);
                written = true;
            } finally {
                if (!written) {
                    payload.free();
                }
            }
        }
        held.add(target, lane(options), laneName(options), length, late.leftNs(), late.limit());
        return messageId;
    }

    String laneName(SendOptions options) {
        return isReply ? "replies" : options.level.name();
    }

    /**
     * Sends a message on that another kernel has in hand, as it is; waits for room as the kernel says.
     *
     * @param slot   holding its header
     * @param offset at which the slot begins
     * @param rest   holding what follows the header, which may be somewhere else
     * @param index  in {@code rest}
     */
    void forward(MessageBuffer slot, int offset, MessageBuffer rest, int index) {
        ship(slot, offset, rest, index, true);
    }

    /** Sends a message that lies in memory as it is to lie in its slot; waits for room as {@link #send} does. */
    void send(MessageBuffer slot) {
        ship(slot, 0, slot, Header.LENGTH, false);
    }

    private void ship(MessageBuffer slot, int offset, MessageBuffer rest, int index, boolean isInHand) {
        SendOptions options = SendOptions.priority(Header.priority(slot, offset));
        int length = Header.extensionLength(Header.flags(slot, offset)) + Header.length(slot, offset);
        long first = attemptCopy(options, slot, offset, rest, index, length);
        if (delivery(first).isAccepted()) {
            return;
        }
        int flags = Header.flags(slot, offset);
        long requestId = (flags & Header.REQUEST) != 0 ? Header.messageId(slot, offset) : NO_REQUEST;
        LateSend late = new LateSend(this, options, requestId, HeaderExtension.leftNs(rest, index, flags)) {
            @Override
            long attempt(SendOptions left) {
                long result = attemptCopy(left, slot, offset, rest, index, length);
                Lane lane = lane(left);
                while (result == Lane.FULL && makesRoom(lane, left)) {
                    result = attemptCopy(left, slot, offset, rest, index, length);
                }
                return result;
            }

            @Override
            long hold(SendOptions left) {
                return holdCopy(left, slot, offset, rest, index, length, this);
            }

            @Override
            int spilledLength() {
                return length;
            }

            @Override
            void bury(Reason reason, RingKernelException e) {
                if (!isInHand) {
                    target.disposal.bury(reason, slot, offset, e);
                }
            }
        };
        late.send(first);
    }

    private long attemptCopy(
            SendOptions options, MessageBuffer slot, int offset, MessageBuffer rest, int index, int length) {
        Lane lane = lane(options);
        if (mustQueue(lane)) {
            return Lane.FULL;
        }
        boolean fits = length <= target.slotLength() - Header.LENGTH;
        PayloadBuffer payload = fits ? null : target.tryAllocate(length);
        if (payload == null && !fits) {
            return noPayload();
        }
        long result = Lane.CLOSED;
        try {
            result = placeCopy(lane, slot, offset, rest, index, length, payload);
        } finally {
            if (result < 0 && payload != null) {
                payload.free();
            }
        }
        return result;
    }

    private long placeCopy(
            Lane lane,
            MessageBuffer slot,
            int offset,
            MessageBuffer rest,
            int index,
            int length,
            @Nullable PayloadBuffer payload) {
        long sequence = lane.claim();
        if (sequence < 0) {
            return sequence;
        }
        boolean isRequest = (Header.flags(slot, offset) & Header.REQUEST) != 0;
        boolean written = false;
        try {
            copy(slot, offset, rest, index, length, payload, lane.buffer(sequence), lane.offset(sequence));
            if (isRequest) {
                target.runtime.requests.noteRoom(Header.messageId(slot, offset));
            }
            written = true;
        } finally {
            if (written) {
                lane.publish(sequence);
            } else {
                lane.abort(sequence);
            }
        }
        if (payload != null || isRequest) {
            target.ringIfSpinning();
        }
        return sequence;
    }

    private long holdCopy(
            SendOptions options,
            MessageBuffer slot,
            int offset,
            MessageBuffer rest,
            int index,
            int length,
            LateSend late) {
        boolean fits = length <= target.slotLength() - Header.LENGTH;
        PayloadBuffer payload = fits ? null : target.tryAllocate(length);
        if (payload == null && !fits) {
            return noPayload();
        }
        boolean isHeld = false;
        try {
            HeldSends held = Objects.requireNonNull(sender).held;
            copy(slot, offset, rest, index, length, payload, held.scratch(target.slotLength()), 0);
            int slotLength = Header.LENGTH + (payload == null ? length : Long.BYTES);
            held.add(target, lane(options), laneName(options), slotLength, late.leftNs(), late.limit());
            isHeld = true;
        } finally {
            if (!isHeld && payload != null) {
                payload.free();
            }
        }
        return Header.messageId(slot, offset);
    }

    private void copy(
            MessageBuffer slot,
            int offset,
            MessageBuffer rest,
            int index,
            int length,
            @Nullable PayloadBuffer payload,
            MessageBuffer buffer,
            int at) {
        int flags = Header.flags(slot, offset) & ~Header.SPILLED;
        Header.put(
                buffer,
                at,
                Header.typeId(slot, offset),
                Header.length(slot, offset),
                Header.messageId(slot, offset),
                Header.correlation(slot, offset),
                Header.priority(slot, offset),
                payload == null ? flags : flags | Header.SPILLED,
                Header.version(slot, offset),
                senderNumber);
        if (payload == null) {
            buffer.putBytes(at + Header.LENGTH, rest, index, length);
        } else {
            payload.bytes().putBytes(0, rest, index, length);
            Header.putPayload(buffer, at, payload.ref().id());
        }
    }

    /** {@return the length of the payload buffer that extension and message need, or 0 if they fit the slot} */
    private <T> int spilledLength(MessageCodec<T> codec, T message, int flags) {
        int extension = Header.extensionLength(flags);
        int room = target.slotLength() - Header.LENGTH - extension;
        if (codec.maxEncodedLength() <= room) {
            return 0;
        }
        int length = codec.encodedLength(message);
        if (length <= room) {
            return 0;
        }
        BufferPool buffers = target.runtime.buffers();
        if (length > buffers.longestPayload() - extension) {
            throw new CodecException("message too long: message="
                    + codec.messageType().getName() + ", length="
                    + length + (extension == 0 ? "" : ", extensionLength=" + extension) + ", slotLength="
                    + target.slotLength() + ", longestPayload=" + buffers.longestPayload() + ", limitBytes="
                    + buffers.limitBytes() + "; send it in parts, or raise the payload limit to "
                    + BufferPool.occupiedBytes(extension + length) + " bytes");
        }
        return extension + length;
    }

    private <T> long place(
            MessageCodec<T> codec,
            T message,
            @Nullable PayloadBuffer spilled,
            int flags,
            SendOptions options,
            long requestId,
            long correlation) {
        Lane lane = lane(options);
        long sequence = lane.claim();
        if (sequence < 0) {
            return sequence;
        }
        long messageId = requestId;
        boolean written = false;
        try {
            if (requestId == NO_REQUEST) {
                messageId = lane.serial(sequence);
            }
            MessageBuffer buffer = lane.buffer(sequence);
            int offset = lane.offset(sequence);
            if (spilled == null) {
                write(codec, message, buffer, offset, flags, options, messageId, correlation);
            } else {
                writeSpilled(codec, spilled, buffer, offset, flags, options, messageId, correlation);
            }
            if (requestId != NO_REQUEST) {
                target.runtime.requests.noteRoom(requestId);
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

    /** Writes a message into a slot. {@return how much of the slot it takes, in bytes} */
    private <T> int write(
            MessageCodec<T> codec,
            T message,
            MessageBuffer buffer,
            int offset,
            int flags,
            SendOptions options,
            long messageId,
            long correlation) {
        int extension = Header.extensionLength(flags);
        int room = target.slotLength() - Header.LENGTH - extension;
        int limit = Math.min(room, codec.maxEncodedLength());
        int length = Measured.encodeWithin(codec, message, buffer, offset + Header.LENGTH + extension, limit);
        putHeader(codec, buffer, offset, length, flags, options, messageId, correlation);
        if (extension != 0) {
            HeaderExtension.put(buffer, offset + Header.LENGTH, flags, options);
        }
        return Header.LENGTH + extension + length;
    }

    /** Writes into a slot where a message lies. */
    private void writeSpilled(
            MessageCodec<?> codec,
            PayloadBuffer payload,
            MessageBuffer buffer,
            int offset,
            int flags,
            SendOptions options,
            long messageId,
            long correlation) {
        int length = payload.length() - Header.extensionLength(flags);
        putHeader(codec, buffer, offset, length, flags, options, messageId, correlation);
        Header.putPayload(buffer, offset, payload.ref().id());
    }

    /** Claims a slot for a message that is written by the caller. */
    Delivery claim(MessageKind<?> kind, Claim claim, SendOptions given) {
        claim.checkFree();
        SendOptions options = kind.claimOptions(given);
        int flags = HeaderExtension.flags(options, target.runtime.ids);
        int room = target.slotLength() - Header.LENGTH - Header.extensionLength(flags);
        Delivery delivery = kind.codec.maxEncodedLength() <= room
                ? claim(kind.codec, claim, options, flags, null, NO_REQUEST)
                : claimSpilled(kind.codec, claim, options, flags, NO_REQUEST);
        return delivery.isAccepted() ? delivery : refuse(delivery, options, 1);
    }

    /** Claims a slot for a request that is written by the caller. */
    Delivery claim(MessageKind<?> kind, Claim claim, Call<?> call, SendOptions given) {
        claim.checkFree();
        SendOptions options = kind.claimOptions(given);
        int flags = HeaderExtension.flags(options, target.runtime.ids) | Header.REQUEST;
        int room = target.slotLength() - Header.LENGTH - Header.extensionLength(flags);
        long requestId = call.enter(target, kind, options, RequestTable.LATER, Nanos.ENDLESS);
        boolean accepted = false;
        try {
            Delivery delivery = kind.codec.maxEncodedLength() <= room
                    ? claim(kind.codec, claim, options, flags, null, requestId)
                    : claimSpilled(kind.codec, claim, options, flags, requestId);
            accepted = delivery.isAccepted();
            if (accepted) {
                target.runtime.requests.noteRoom(requestId);
                claim.request(call);
                return delivery;
            }
            return refuse(delivery, options, 1);
        } finally {
            if (!accepted) {
                call.cancel();
            }
        }
    }

    /** Claims a slot for a message of which all is known but its fields. */
    Delivery claim(Label label, Claim claim) {
        claim.checkFree();
        Lane lane = label.lane;
        if (lane == null) {
            lane = isReply ? target.lanes.replies() : target.lanes.lane(label.level);
            label.lane = lane;
        }
        long first = mustQueue(lane) ? Lane.FULL : lane.claim();
        long sequence = first == Lane.FULL ? claimFull(lane, 1, SendOptions.DEFAULT) : first;
        if (sequence < 0) {
            return refuse(delivery(sequence), SendOptions.DEFAULT, 1);
        }
        claim.hold(lane, sequence, label);
        return first < 0 ? acceptedAfterAll(SendOptions.DEFAULT) : Delivery.ACCEPTED;
    }

    private long claimFull(Lane lane, int count, SendOptions options) {
        lane.noteFull();
        long sequence = Lane.FULL;
        while (sequence == Lane.FULL && makesRoom(lane, options)) {
            sequence = lane.claim(count);
        }
        return sequence;
    }

    /** Claims slots for messages that are written by the caller. */
    Delivery claim(MessageKind<?> kind, Batch batch, int count, SendOptions given) {
        batch.checkFree();
        SendOptions options = kind.claimOptions(given);
        int flags = flags(options, NO_REQUEST);
        checkFits(kind.codec, Header.extensionLength(flags));
        Lane lane = lane(options);
        batch.describe(kind.codec, options, flags, senderNumber, target.slotLength());
        long first = mustQueue(lane) ? Lane.FULL : lane.claim(count);
        long sequence = first == Lane.FULL ? claimFull(lane, count, options) : first;
        if (sequence < 0) {
            return refuse(delivery(sequence), options, count);
        }
        batch.hold(lane, sequence, count);
        return first < 0 ? acceptedAfterAll(options) : Delivery.ACCEPTED;
    }

    private void checkFits(MessageCodec<?> codec, int extension) {
        int longest = codec.maxEncodedLength();
        int room = target.slotLength() - Header.LENGTH - extension;
        if (longest > room) {
            throw new IllegalArgumentException("message of a batch must fit its slot: message="
                    + codec.messageType().getName() + ", longest=" + longest + ", room=" + room
                    + " bytes; raise @RingKernel(slotLength), lower @Message(maxLength), or use sendAll");
        }
    }

    /** {@return the label of messages that are sent with no options, or null if not all such messages are alike} */
    @Nullable
    Label label(MessageKind<?> kind) {
        SendOptions options = kind.claimOptions(SendOptions.DEFAULT);
        int room = target.slotLength() - Header.LENGTH;
        MessageCodec<?> codec = kind.codec;
        return !options.isPlain || codec.maxEncodedLength() > room
                ? null
                : new Label(
                        options.level,
                        room,
                        codec.typeId(),
                        Header.traits(options.priority, 0, codec.version(), senderNumber));
    }

    private Delivery claimSpilled(MessageCodec<?> codec, Claim claim, SendOptions options, int flags, long requestId) {
        long length = (long) Header.extensionLength(flags) + codec.maxEncodedLength();
        PayloadBuffer payload = target.tryAllocate(
                (int) Math.min(length, target.runtime.buffers().longestPayload()));
        if (payload == null) {
            return delivery(noPayload());
        }
        Delivery delivery = Delivery.CLOSED;
        try {
            delivery = claim(codec, claim, options, flags | Header.SPILLED, payload, requestId);
        } finally {
            if (!delivery.isAccepted()) {
                payload.free();
            }
        }
        return delivery;
    }

    private Delivery claim(
            MessageCodec<?> codec,
            Claim claim,
            SendOptions options,
            int flags,
            @Nullable PayloadBuffer payload,
            long requestId) {
        Lane lane = lane(options);
        long first = mustQueue(lane) ? Lane.FULL : lane.claim();
        long sequence = first == Lane.FULL ? claimFull(lane, 1, options) : first;
        if (sequence < 0) {
            return delivery(sequence);
        }
        boolean held = false;
        try {
            hold(lane, sequence, codec, claim, options, flags, payload, requestId);
            held = true;
        } finally {
            if (!held) {
                lane.abort(sequence);
            }
        }
        return first < 0 ? acceptedAfterAll(options) : Delivery.ACCEPTED;
    }

    /** Writes the header of a message whose fields are written by the caller. */
    private void hold(
            Lane lane,
            long sequence,
            MessageCodec<?> codec,
            Claim claim,
            SendOptions options,
            int flags,
            @Nullable PayloadBuffer payload,
            long requestId) {
        long messageId = requestId == NO_REQUEST ? lane.serial(sequence) : requestId;
        MessageBuffer buffer = lane.buffer(sequence);
        int offset = lane.offset(sequence);
        putHeader(codec, buffer, offset, 0, flags, options, messageId, NO_CORRELATION);
        if (payload != null) {
            HeaderExtension.put(payload.bytes(), 0, flags, options);
            claim.hold(lane, sequence, Header.extensionLength(flags), payload, target);
        } else {
            if (flags != 0) {
                HeaderExtension.put(buffer, offset + Header.LENGTH, flags, options);
            }
            claim.hold(lane, sequence, Header.extensionLength(flags), target.slotLength());
        }
    }

    Lane lane(SendOptions options) {
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
                options.isPlain ? correlation : HeaderExtension.correlation(options, flags, correlation),
                options.priority,
                flags,
                codec.version(),
                senderNumber);
    }
}
