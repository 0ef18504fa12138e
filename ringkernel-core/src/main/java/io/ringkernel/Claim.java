// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Lane;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A slot in a kernel's lane that the sender fills in place, so that nothing is allocated and nothing copied. Reusable;
 * one per sending thread.
 *
 * <pre>{@code
 * Claim claim = new Claim();
 * OrderCodec.Writer order = new OrderCodec.Writer();
 *
 * if (ref.claim(claim).isAccepted()) {
 *     order.wrap(claim.buffer(), claim.offset()).orderId(42).price(3.5);
 *     claim.publish(order.encodedLength());
 * }
 * }</pre>
 *
 * <p>A slot that is claimed holds up every later one of its lane: publish or abort it soon, whatever happens.
 *
 * <p>When the largest message of the type does not fit the slot, the message is written into a payload buffer instead. If
 * it turns out to fit, it is copied into the slot when it is published.
 */
public final class Claim {
    private static final long NONE = -1;

    private @Nullable Lane lane;
    private MessageBuffer slots = MessageBuffer.nowhere(); // in which the slot lies
    private long sequence = NONE;
    private int offset; // of the message

    /*
     * With a label the header is written when the message is published, right before the message; without, it is there but for its
     * length. Then alone the next two are what they say: what is stored with each claim costs the sender time, see
     * docs/decisions/0033-what-a-sender-stores.md.
     */
    private @Nullable Label label;

    private int slotOffset;
    private int room;

    /* Only while the message is written outside its slot. */
    private @Nullable PayloadBuffer payload;
    private @Nullable Kernel target;

    /* Only while it holds no slot, but an answer that a handler writes; the sequence is the number of that then. */
    private @Nullable DispatchContext answering;

    /* Only if the message is a request whose answer somebody waits for. */
    private @Nullable Call<?> call;

    /** Creates a claim that holds no slot. */
    public Claim() {}

    /** Holds a slot for a message that its label describes. */
    void hold(Lane claimedLane, long claimedSequence, Label itsLabel) {
        if (lane != claimedLane || label != itsLabel) { // a reference costs a card mark: write it when it changes
            lane = claimedLane;
            label = itsLabel;
        }
        offset = hold(claimedLane, claimedSequence) + Header.LENGTH;
    }

    private int hold(Lane claimedLane, long claimedSequence) {
        MessageBuffer claimedSlots = claimedLane.buffer(claimedSequence);
        if (slots != claimedSlots) {
            slots = claimedSlots;
        }
        sequence = claimedSequence;
        return claimedLane.offset(claimedSequence);
    }

    /** Holds a slot that the message is written into. */
    void hold(Lane claimedLane, long claimedSequence, int extension, int slotLength) {
        lane = claimedLane;
        label = null;
        slotOffset = hold(claimedLane, claimedSequence);
        room = slotLength - Header.LENGTH - extension;
        offset = slotOffset + Header.LENGTH + extension;
    }

    /** Holds a slot, and the payload buffer that the message is written into. */
    void hold(Lane claimedLane, long claimedSequence, int extension, PayloadBuffer written, Kernel receiver) {
        lane = claimedLane;
        label = null;
        slotOffset = hold(claimedLane, claimedSequence);
        room = written.length() - extension;
        offset = extension;
        payload = written;
        target = receiver;
    }

    /** Holds the answer to the message that a kernel has in hand. */
    void hold(DispatchContext context, long number, int itsRoom) {
        lane = null;
        label = null;
        answering = context;
        sequence = number;
        offset = Header.LENGTH;
        room = itsRoom;
    }

    /** Says who waits for the answer to the message in the slot that was just held. */
    void request(Call<?> waiting) {
        call = waiting;
    }

    void checkFree() {
        if (sequence != NONE) {
            throw new IllegalStateException("claim holds a slot already; publish or abort it first");
        }
    }

    /** {@return the lane of the slot; null if it holds an answer that goes wherever it belongs} */
    private @Nullable Lane held() {
        if (sequence == NONE) {
            throw new IllegalStateException("claim holds no slot; ask KernelRef.claim for one");
        }
        return lane;
    }

    private DispatchContext answering() {
        return Objects.requireNonNull(answering);
    }

    /** {@return the memory in which the message is to be written} */
    public MessageBuffer buffer() {
        Lane held = held();
        if (held == null) {
            return answering().writtenReply().buffer();
        }
        PayloadBuffer written = payload;
        return written == null ? slots : written.bytes();
    }

    /** {@return the index in {@link #buffer} at which the message is to begin} */
    public int offset() {
        held();
        return offset;
    }

    /**
     * Sends the message. An answer is sent as by {@link KernelContext#reply}, with the same exceptions.
     *
     * @param length of what was written, in bytes
     * @throws IllegalArgumentException if so much does not fit the place it was written into, which is still held then
     */
    public void publish(int length) {
        Lane held = held();
        Label known = label;
        if (held != null && known != null) {
            publish(held, known, length);
        } else {
            checkFits(length, room);
            publishDescribed(held, length);
        }
    }

    private void publish(Lane held, Label known, int length) {
        long claimed = sequence;
        long serial =
                held.serial(claimed); // first, as it may be a call: what is known before it is stored on the stack
        checkFits(length, known.room);
        Header.put(slots, offset - Header.LENGTH, known.typeId, length, serial, 0, known.traits);
        sequence = NONE; // what was thrown until here leaves the slot to the caller, who may abort
        held.publish(claimed);
    }

    private static void checkFits(int length, int room) {
        if (length < 0 || length > room) {
            throw new IllegalArgumentException(
                    "message must lie in its slot: length=" + length + ", room=" + room + " bytes");
        }
    }

    private void publishDescribed(@Nullable Lane held, int length) {
        if (held == null) {
            long number = sequence;
            sequence = NONE;
            answering().publishReply(number, length);
            return;
        }
        Header.putLength(slots, slotOffset, length);
        PayloadBuffer written = payload;
        Kernel receiver = target;
        if (written != null && receiver != null) {
            putAway(written, offset + length, receiver);
        }
        long claimed = sequence;
        sequence = NONE;
        held.publish(claimed);
        if (written != null && receiver != null) {
            receiver.ringIfSpinning();
        }
        Call<?> waiting = call;
        if (waiting != null) {
            call = null;
            waiting.ringIfSpinning();
        }
    }

    /* A payload buffer was taken for the largest message there is: what is sent occupies no more than it needs. */
    private void putAway(PayloadBuffer written, int length, Kernel receiver) {
        boolean isInSlot = length <= receiver.slotLength() - Header.LENGTH;
        PayloadBuffer fitting = isInSlot || length > written.length() / 2 ? null : receiver.tryAllocate(length);
        if (isInSlot) {
            slots.putBytes(slotOffset + Header.LENGTH, written.bytes(), 0, length);
            Header.clearSpilled(slots, slotOffset);
        } else if (fitting != null) {
            fitting.bytes().putBytes(0, written.bytes(), 0, length);
            Header.putPayload(slots, slotOffset, fitting.ref().id());
        } else {
            Header.putPayload(slots, slotOffset, written.ref().id());
        }
        payload = null; // before it is freed, or an abort would free it again
        target = null;
        if (isInSlot || fitting != null) {
            written.free();
        }
    }

    /** Gives the slot back; no message is sent, and no answer is given. */
    public void abort() {
        Lane held = held();
        long claimed = sequence;
        sequence = NONE;
        if (held == null) {
            answering().abortReply(claimed);
            return;
        }
        PayloadBuffer written = payload;
        payload = null;
        target = null;
        held.abort(claimed);
        if (written != null) {
            written.free();
        }
        Call<?> waiting = call;
        if (waiting != null) {
            call = null;
            waiting.cancel();
        }
    }
}
