// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.Objects;
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
    private final MessageKind<T> kind;
    private final Route route;
    private final @Nullable Label label;

    KernelRef(Kernel kernel, MessageKind<T> kind, @Nullable Kernel sender) {
        this.kernel = kernel;
        this.kind = kind;
        this.route = kernel.routeFrom(sender);
        this.label = route.label(kind);
    }

    /** {@return the id of the kernel} */
    public String kernelId() {
        return kernel.id();
    }

    /**
     * Tries to send a message with the priority of its type, without waiting.
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
     * @param options of this send; its timeout has no meaning here, its policy only if it drops
     * @return what became of it
     */
    public Delivery offer(T message, SendOptions options) {
        return route.offer(kind, Objects.requireNonNull(message, "message"), options);
    }

    /**
     * Sends a message with the priority of its type; see {@link #send(Object, SendOptions)}.
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
     * @throws LaneFullException if there was no room, at once or until the timeout or the deadline of the message
     * @throws LaneMemoryException if it was the first message of its lane, and {@link RuntimeOptions#laneLimitBytes} leaves no memory
     * @throws KernelStateException if the kernel has ended
     * @throws RuntimeClosedException if the runtime is closed
     */
    public MessageId send(T message, SendOptions options) {
        return route.send(
                kind, Objects.requireNonNull(message, "message"), options, Route.NO_REQUEST, Route.NO_CORRELATION);
    }

    /**
     * Sends a request that waits for {@link RuntimeOptions#requestTimeout}; see {@link #request(Object, Class, Duration)}.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(T message, Class<R> reply) {
        return request(message, reply, kernel.runtime.options().requestTimeout());
    }

    /**
     * Sends a request with the priority of its type; see {@link KernelRuntime#request(String, Object, Class, Duration)}.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(T message, Class<R> reply, Duration timeout) {
        return request(message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends a request; see {@link KernelRuntime#request(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @param options of this send
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(T message, Class<R> reply, Duration timeout, SendOptions options) {
        return kernel.runtime.request(
                route, kernel, kind, Objects.requireNonNull(message, "message"), reply, timeout, options);
    }

    /**
     * Sends a request and waits for the answer; see {@link KernelRuntime#call(String, Object, Class, Duration)}. Allocates
     * nothing but the record that it returns.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @param timeout how long to wait
     * @return the answer
     */
    public <R> R call(T message, Class<R> reply, Duration timeout) {
        return call(message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends a request and waits for the answer; see {@link KernelRuntime#call(String, Object, Class, Duration, SendOptions)}.
     * Allocates nothing but the record that it returns, and what options take that say more than a priority.
     *
     * @param <R>     type of the reply
     * @param message to send
     * @param reply   type of the reply
     * @param timeout how long to wait
     * @param options of this send
     * @return the answer
     */
    public <R> R call(T message, Class<R> reply, Duration timeout, SendOptions options) {
        return kernel.runtime.call(kernel, kind, Objects.requireNonNull(message, "message"), reply, timeout, options);
    }

    /**
     * Sends a request and waits for the answer, which is then to be read from the call where it lies. Allocates nothing.
     * Fails as {@link KernelRuntime#call(String, Object, Class, Duration, SendOptions)} does.
     *
     * @param message to send
     * @param call    to hold the answer
     * @param timeout how long to wait
     * @throws IllegalStateException if {@code call} waits for another answer
     */
    public void call(T message, Call<?> call, Duration timeout) {
        Objects.requireNonNull(call, "call");
        kernel.runtime.call(
                kernel, kind, Objects.requireNonNull(message, "message"), call, timeout, SendOptions.DEFAULT);
    }

    /**
     * Takes a slot to write a request into, without waiting. What is published is answered to the call, which is to be
     * {@linkplain Call#await awaited} or cancelled; to abort the claim cancels it. Allocates nothing when the largest
     * message of the type fits a slot.
     *
     * @param claim to hold the slot; must hold none
     * @param call  to hold the answer
     * @return {@link Delivery#ACCEPTED} if it holds one now, and must be published or aborted
     * @throws IllegalStateException if {@code claim} holds a slot already, or {@code call} waits for another answer
     * @throws RequestLimitException if too many requests wait already
     */
    public Delivery claimRequest(Claim claim, Call<?> call) {
        Objects.requireNonNull(call, "call");
        return route.claim(kind, Objects.requireNonNull(claim, "claim"), call, SendOptions.DEFAULT);
    }

    /**
     * Takes a slot to write a message into, without waiting. Allocates nothing when the largest message of the type fits
     * a slot; else takes a payload buffer as well, see {@link Claim}.
     *
     * @param claim to hold the slot; must hold none
     * @return {@link Delivery#ACCEPTED} if it holds one now, and must be published or aborted
     * @throws IllegalStateException if {@code claim} holds one already
     */
    public Delivery claim(Claim claim) {
        Label known = label;
        return known != null
                ? route.claim(known, Objects.requireNonNull(claim, "claim"))
                : claim(claim, SendOptions.DEFAULT);
    }

    /**
     * Takes a slot to write a message into, without waiting. Allocates nothing when the largest message of the type fits
     * a slot; else takes a payload buffer as well, see {@link Claim}.
     *
     * @param claim   to hold the slot; must hold none
     * @param options of this send; its timeout has no meaning here, its policy only if it drops
     * @return {@link Delivery#ACCEPTED} if it holds one now, and must be published or aborted
     * @throws IllegalStateException if {@code claim} holds one already
     */
    public Delivery claim(Claim claim, SendOptions options) {
        return route.claim(kind, Objects.requireNonNull(claim, "claim"), options);
    }

    @Override
    public String toString() {
        return "KernelRef(" + kernel.id() + ", " + kind.codec.messageType().getSimpleName() + ")";
    }
}
