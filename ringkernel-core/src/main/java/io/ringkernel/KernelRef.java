// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.List;
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
     * @throws LaneMemoryException if its lane has no memory, as before its first message or after a rest, and {@link RuntimeOptions#laneLimitBytes} leaves no memory
     * @throws KernelStateException if the kernel has ended
     * @throws RuntimeClosedException if the runtime is closed
     */
    public MessageId send(T message, SendOptions options) {
        return route.send(
                kind, Objects.requireNonNull(message, "message"), options, Route.NO_REQUEST, Route.NO_CORRELATION);
    }

    /**
     * Tries to send messages with the priority of their type, without waiting; see {@link #offerAll(List, SendOptions)}.
     *
     * @param messages to send
     * @return how many of the first were accepted
     */
    public int offerAll(List<? extends T> messages) {
        return offerAll(messages, SendOptions.DEFAULT);
    }

    /**
     * Tries to send messages, in order and without waiting, until one is not accepted: this one and those behind it are still
     * the caller's, also where the policy is to drop the newest, and an {@link #offer} of it says why. As many as there is room for
     * are published at once; a message that is longer than its slot, or whose record declares header fields, goes by itself.
     * Allocates nothing for messages that fit their slots, in a list with {@link java.util.RandomAccess}.
     *
     * @param messages to send
     * @param options  of each message; their timeout has no meaning here, their policy only if it drops the oldest
     * @return how many of the first were accepted
     * @throws BatchSendException if the offer of a message threw; those before it were accepted
     */
    public int offerAll(List<? extends T> messages, SendOptions options) {
        return route.offerAll(kind, Objects.requireNonNull(messages, "messages"), checked(options));
    }

    /**
     * Sends messages with the priority of their type; see {@link #sendAll(List, SendOptions)}.
     *
     * @param messages to send
     * @return how many were accepted
     */
    public int sendAll(List<? extends T> messages) {
        return sendAll(messages, SendOptions.DEFAULT);
    }

    /**
     * Sends messages in order, each as {@link #send(Object, SendOptions)} does, but as many as there is room for are published at
     * once. When the lane is full, the next waits or fails as the kernel or the options say: a timeout is that of each message. A
     * message that is longer than its slot, or whose record declares header fields, goes by itself. Other senders may come in
     * between.
     *
     * @param messages to send
     * @param options  of each message
     * @return how many were accepted: all, but for those that the policy to drop the newest made dead letters
     * @throws BatchSendException if a message could not be sent; those before it were, and those behind it were not tried
     */
    public int sendAll(List<? extends T> messages, SendOptions options) {
        return route.sendAll(kind, Objects.requireNonNull(messages, "messages"), checked(options));
    }

    private static SendOptions checked(SendOptions options) {
        return Objects.requireNonNull(options, "options");
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

    /**
     * Takes slots to write messages into, with the priority of their type; see {@link #claim(Batch, int, SendOptions)}.
     *
     * @param batch to hold the slots; must hold none
     * @param count of slots
     * @return {@link Delivery#ACCEPTED} if it holds them now, and must be published or closed
     */
    public Delivery claim(Batch batch, int count) {
        return claim(batch, count, SendOptions.DEFAULT);
    }

    /**
     * Takes slots to write messages into that are published at once, without waiting: all of them, or none. Allocates nothing.
     *
     * @param batch   to hold the slots; must hold none
     * @param count   of slots, 1 to the capacity of the kernel
     * @param options of each message; their timeout has no meaning here, their policy only if it drops: then as many as are needed
     * @return {@link Delivery#ACCEPTED} if it holds them now, and must be published or closed
     * @throws IllegalArgumentException if the kernel has not so many slots, or the longest message of the type does not fit one
     * @throws IllegalStateException    if {@code batch} holds slots already
     */
    public Delivery claim(Batch batch, int count, SendOptions options) {
        return route.claim(kind, Objects.requireNonNull(batch, "batch"), count, options);
    }

    @Override
    public String toString() {
        return "KernelRef(" + kernel.id() + ", " + kind.codec.messageType().getSimpleName() + ")";
    }
}
