// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Lane;
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
 */
public final class Claim {
    private static final long NONE = -1;

    private @Nullable Lane lane;
    private long sequence = NONE;
    private int offset;
    private int headerLength;
    private int room;

    /** Creates a claim that holds no slot. */
    public Claim() {}

    void hold(Lane claimedLane, long claimedSequence, int header, int slotLength) {
        if (lane != claimedLane) { // a reference costs a card mark: write it when the lane changes
            lane = claimedLane;
        }
        sequence = claimedSequence;
        headerLength = header;
        room = slotLength - header;
        offset = claimedLane.offset(claimedSequence) + header;
    }

    void checkFree() {
        if (sequence != NONE) {
            throw new IllegalStateException("claim holds a slot already; publish or abort it first");
        }
    }

    private Lane held() {
        Lane held = lane;
        if (held == null || sequence == NONE) {
            throw new IllegalStateException("claim holds no slot; ask KernelRef.claim for one");
        }
        return held;
    }

    /** {@return the memory in which the message is to be written} */
    public MessageBuffer buffer() {
        return held().buffer();
    }

    /** {@return the index in {@link #buffer} at which the message is to begin} */
    public int offset() {
        held();
        return offset;
    }

    /**
     * Sends the message.
     *
     * @param length of what was written, in bytes
     * @throws IllegalArgumentException if so much does not fit the slot, which is still held then
     */
    public void publish(int length) {
        Lane held = held();
        if (length < 0 || length > room) {
            throw new IllegalArgumentException(
                    "message must lie in its slot: length=" + length + ", room=" + room + " bytes");
        }
        Header.putLength(held.buffer(), offset - headerLength, length);
        long claimed = sequence;
        sequence = NONE;
        held.publish(claimed);
    }

    /** Gives the slot back; no message is sent. */
    public void abort() {
        Lane held = held();
        long claimed = sequence;
        sequence = NONE;
        held.abort(claimed);
    }
}
