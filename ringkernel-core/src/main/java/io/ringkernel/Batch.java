// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Slots in a kernel's lane that the sender fills in place, one message after the other, and that are published at once: the
 * kernel is rung once, and what is ordered between threads is ordered once. Nothing is allocated and nothing copied.
 * Reusable; one per sending thread.
 *
 * <pre>{@code
 * Batch batch = new Batch();
 * OrderCodec.Writer order = new OrderCodec.Writer();
 *
 * if (ref.claim(batch, 64).isAccepted()) {
 *     try (batch) {
 *         while (batch.left() > 0) {
 *             order.wrap(batch.buffer(), batch.offset()).orderId(nextId++).price(3.5);
 *             batch.add(order.encodedLength());
 *         }
 *         batch.publish();
 *     }
 * }
 * }</pre>
 *
 * <p>Slots that are claimed hold up every later one of their lane: publish or close them soon, whatever happens. Until it is
 * published no message of a batch is sent; one that is closed before sends none.
 */
public final class Batch implements AutoCloseable {
    private @Nullable Lane lane; // null while it holds no slots
    private long first;
    private int count;
    private int added;
    private int slotOffset; // of the message that is added next

    /* What the messages have in common: their headers are written when they are added. */
    private int room;
    private int typeId;
    private long correlation;
    private long traits;
    private int flags;
    private int extension;
    private SendOptions options = SendOptions.DEFAULT;

    /** Creates a batch that holds no slots. */
    public Batch() {}

    /** Says what the messages will have in common. */
    void describe(MessageCodec<?> codec, SendOptions itsOptions, int itsFlags, int sender, int slotLength) {
        extension = Header.extensionLength(itsFlags);
        room = slotLength - Header.LENGTH - extension;
        typeId = codec.typeId();
        correlation = itsOptions.isPlain
                ? Route.NO_CORRELATION
                : HeaderExtension.correlation(itsOptions, itsFlags, Route.NO_CORRELATION);
        traits = Header.traits(itsOptions.priority, itsFlags, codec.version(), sender);
        flags = itsFlags;
        options = itsOptions;
    }

    /** Holds slots for messages that were described. */
    void hold(Lane claimedLane, long firstSequence, int claimedCount) {
        lane = claimedLane;
        first = firstSequence;
        count = claimedCount;
        added = 0;
        slotOffset = claimedLane.offset(firstSequence);
    }

    void checkFree() {
        if (lane != null) {
            throw new IllegalStateException("batch holds slots already; publish or close it first");
        }
    }

    private Lane held() {
        Lane held = lane;
        if (held == null) {
            throw new IllegalStateException("batch holds no slots; ask KernelRef.claim for some");
        }
        return held;
    }

    private Lane heldWithRoom() {
        Lane held = held();
        if (added == count) {
            throw new IllegalStateException("batch has no slot left: count=" + count + "; publish it");
        }
        return held;
    }

    /** {@return how many more messages can be added; 0 if it holds no slots} */
    public int left() {
        return lane == null ? 0 : count - added;
    }

    /** {@return the memory in which the messages are to be written} */
    public MessageBuffer buffer() {
        return held().buffer(first);
    }

    /** {@return the index in {@link #buffer} at which the next message is to begin} */
    public int offset() {
        heldWithRoom();
        return slotOffset + Header.LENGTH + extension;
    }

    /**
     * Ends a message, and goes on to the next.
     *
     * @param length of what was written at {@link #offset}, in bytes
     * @throws IllegalArgumentException if so much does not fit the slot; the message can be written again then
     * @throws IllegalStateException    if there is no slot left
     */
    public void add(int length) {
        Lane held = heldWithRoom();
        if (length < 0 || length > room) {
            throw new IllegalArgumentException(
                    "message must lie in its slot: length=" + length + ", room=" + room + " bytes");
        }
        long sequence = first + added;
        MessageBuffer buffer = held.buffer(sequence);
        Header.put(buffer, slotOffset, typeId, length, held.serial(sequence), correlation, traits);
        if (flags != 0) {
            HeaderExtension.put(buffer, slotOffset + Header.LENGTH, flags, options);
        }
        added++;
        slotOffset = held.offset(sequence + 1);
    }

    /** Sends the messages that were added, in order, and gives the slots that are left back. Costs one ring of the doorbell. */
    public void publish() {
        Lane held = held();
        lane = null; // what is thrown from here on comes after the messages are sent
        held.publish(first, count, added);
    }

    /** Gives all slots back, so that no message is sent; does nothing if it holds none. */
    @Override
    public void close() {
        Lane held = lane;
        if (held != null) {
            lane = null;
            held.publish(first, count, 0);
        }
    }
}
