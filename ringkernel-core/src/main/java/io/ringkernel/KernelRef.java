// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.lane.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The address of one incarnation of a kernel, for messages of one type: what a sender on the hot path keeps. When the
 * kernel ends the reference is closed for good; it never reaches a later kernel of the same id. May be shared by any
 * number of threads.
 *
 * @param <T> type of the messages
 */
public final class KernelRef<T> {
    private final Kernel kernel;
    private final MessageCodec<T> codec;
    private final @Nullable Kernel sender;

    KernelRef(Kernel kernel, MessageCodec<T> codec, @Nullable Kernel sender) {
        this.kernel = kernel;
        this.codec = codec;
        this.sender = sender;
    }

    /** {@return the id of the kernel} */
    public String kernelId() {
        return kernel.id();
    }

    /**
     * Tries to send a message with priority 128, without waiting.
     *
     * @param message to send
     * @return what became of it
     */
    public Delivery offer(T message) {
        return offer(message, SendOptions.DEFAULT);
    }

    /**
     * Tries to send a message, without waiting. Allocates nothing for a message that fits a slot.
     *
     * @param message to send
     * @param options of this send; its timeout and policy have no meaning here
     * @return what became of it
     */
    public Delivery offer(T message, SendOptions options) {
        return Sending.offer(kernel, codec, message, options, sender, kernel.runtime.ids.next(), 0, false);
    }

    /**
     * Sends a message with priority 128; see {@link #send(Object, SendOptions)}.
     *
     * @param message to send
     * @return its id
     */
    public MessageId send(T message) {
        return send(message, SendOptions.DEFAULT);
    }

    /**
     * Sends a message; when the lane is full, waits or fails as the kernel or the options say.
     *
     * @param message to send
     * @param options of this send
     * @return its id
     * @throws LaneFullException if there was no room, at once or until the timeout
     * @throws KernelStateException if the kernel has ended
     * @throws RuntimeClosedException if the runtime is closed
     */
    public MessageId send(T message, SendOptions options) {
        long id = Sending.send(kernel, codec, message, options, sender, kernel.runtime.ids.next(), 0, false);
        return kernel.runtime.ids.full(id);
    }

    /**
     * Sends a request with priority 128; see {@link KernelRuntime#request(String, Object, Class, Duration)}.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(T message, Class<R> reply, Duration timeout) {
        return kernel.runtime.request(kernel, codec, message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Takes a slot to write a message into, without waiting and without allocating.
     *
     * @param claim to hold the slot; must hold none
     * @return {@link Delivery#ACCEPTED} if it holds one now, and must be published or aborted
     * @throws IllegalStateException if the largest message of this type does not fit a slot, or {@code claim} holds one
     *     already
     */
    public Delivery claim(Claim claim) {
        return claim(claim, SendOptions.DEFAULT);
    }

    /**
     * Takes a slot to write a message into, without waiting and without allocating.
     *
     * @param claim   to hold the slot; must hold none
     * @param options of this send; its timeout and policy have no meaning here
     * @return {@link Delivery#ACCEPTED} if it holds one now, and must be published or aborted
     * @throws IllegalStateException if the largest message of this type does not fit a slot, or {@code claim} holds one
     *     already
     */
    public Delivery claim(Claim claim, SendOptions options) {
        claim.checkFree();
        int headerLength = Sending.headerLength(kernel, options);
        if (headerLength + codec.maxEncodedLength() > kernel.slotLength()) {
            throw new IllegalStateException("message may not fit the slot: message="
                    + codec.messageType().getName() + ", maxEncodedLength=" + codec.maxEncodedLength()
                    + ", headerLength=" + headerLength + ", slotLength=" + kernel.slotLength()
                    + "; lower @MaxLength, raise slotLength, or use offer");
        }
        Lane lane = kernel.lanes.lane(options.level);
        long sequence = lane.claim();
        if (sequence < 0) {
            kernel.refused.increment();
            return sequence == Lane.FULL ? Delivery.FULL : Delivery.CLOSED;
        }
        Sending.putHeader(
                kernel,
                codec,
                lane.buffer(),
                lane.offset(sequence),
                0,
                Sending.isExtended(kernel, options) ? Header.EXTENDED : 0,
                options,
                sender,
                kernel.runtime.ids.next(),
                0);
        claim.hold(lane, sequence, headerLength, kernel.slotLength());
        return Delivery.ACCEPTED;
    }

    @Override
    public String toString() {
        return "KernelRef(" + kernel.id() + ", " + codec.messageType().getSimpleName() + ")";
    }
}
