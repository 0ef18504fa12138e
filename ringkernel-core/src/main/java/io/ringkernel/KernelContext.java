// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.BufferPool;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.supervision.Terminated;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a handler knows and can do: the message it was called for, and the way out to other kernels. Valid on the thread
 * of the handler, until it returns.
 *
 * <p>There is one for each kernel, set to one message after the other. What does something checks the thread; what tells of the
 * message, from {@link #messageId} to {@link #header}, costs a read and does not: kept beyond its handler, it tells of whatever
 * message is in hand then, or throws an {@link IllegalStateException} if none is. Take what a callback needs before.
 */
public interface KernelContext {
    /** {@return the id under which this kernel was launched} */
    String kernelId();

    /** {@return the id of the current message} */
    MessageId messageId();

    /** {@return the id of the message that the current one answers or belongs to, or {@link MessageId#NONE}} */
    MessageId correlationId();

    /** {@return the priority of the current message, 0 to 255} */
    int priority();

    /** {@return the id of the kernel that sent the current message; empty if a thread outside did, or it has ended} */
    Optional<String> sender();

    /**
     * Gives all that the header of the current message says, with deadline and timestamp.
     *
     * @return the header, read where it lies
     */
    MessageHeader header();

    /**
     * Answers the current message; what a handler returns arrives here, too. The answer goes to the request that waits
     * for it, else to the kernel that sent the message, else to whoever calls {@link KernelRuntime#receive}.
     *
     * @param reply a message
     * @throws IllegalStateException if the current message is a request that was answered already, or was forwarded, put
     *     aside, or taken out with {@link #replyTo}
     * @throws IllegalArgumentException if {@code reply} is not a message
     * @throws LaneFullException if the kernel that sent the message has no room for the answer
     */
    void reply(Object reply);

    /**
     * Answers the current message, without looking for the codec.
     *
     * @param <T>   type of the reply
     * @param codec of the reply
     * @param reply a message
     * @throws IllegalStateException if the current message is a request that was answered already, or {@code reply} is
     *     null
     * @throws LaneFullException if the kernel that sent the message has no room for the answer
     */
    <T> void reply(MessageCodec<T> codec, T reply);

    /**
     * Begins an answer to the current message that is written in place, and sent when the claim is published, before the
     * handler returns. It goes where {@link #reply} would bring it. Nothing is allocated for a caller that reads in place, nor
     * for a kernel that sent the message and says no more in its header than its priority; a record is made for whoever takes
     * one. What was begun and not published is no answer.
     *
     * <pre>{@code
     * context.claimReply(PriceCodec.INSTANCE, claim);
     * price.wrap(claim.buffer(), claim.offset()).cents(120);
     * claim.publish(price.encodedLength());
     * }</pre>
     *
     * @param codec of the answer, of which 1 MiB at most can be written so
     * @param claim to hold the answer; must hold nothing
     * @throws IllegalStateException if the current message cannot be answered any more, an answer is being written already,
     *     {@code claim} holds a slot, or the caller is no handler of this kernel
     */
    void claimReply(MessageCodec<?> codec, Claim claim);

    /**
     * Takes the answer to the current message out of the handler, to be given later, by any thread. The handler returns
     * without one.
     *
     * @param <T>  type of the answer
     * @param type of the answer, or a type that all answers have
     * @return the answer, owed
     * @throws IllegalStateException if the message is answered, forwarded, put aside or taken out already, or the caller
     *     is no handler of this kernel
     */
    <T> ReplyTo<T> replyTo(Class<T> type);

    /**
     * Hands the current message on as it is: same bytes, id, sender, correlation, priority and deadline. Whoever waits for
     * the answer gets it from the other kernel, which owes it from now on. A full lane is met as by {@link #send}. A handler
     * that throws after this has failed, and the message is no dead letter: the other kernel has it.
     *
     * <p>A request that has ended meanwhile, because its time is over, it was cancelled, or the kernel that asked has ended, is
     * handed on no further: it becomes a dead letter to the other kernel, {@link DeadLetter.Reason#LATE_FORWARD}, and is
     * forwarded as far as this handler is concerned. So kernels that forward a request to each other in a ring do so no longer
     * than somebody waits. Who waits for a message that was sent, and not requested, is not known: a ring of forwards is a loop
     * of the program then, as two kernels are that send to each other for ever. It ends with the deadline of the message, if
     * it has one.
     *
     * @param kernelId of the kernel that is to handle it
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if it has no handler for the message
     * @throws LaneFullException if it has no room, at once or until the timeout or the deadline of the message; this kernel
     *     still owes the answer then
     * @throws RequestCycleException if the requester would wait for itself
     * @throws IllegalStateException if the message is answered, forwarded, put aside or taken out already, or the caller
     *     is no handler of this kernel
     */
    void forward(String kernelId);

    /**
     * Sends a message with the priority of its type; see {@link #send(String, Object, SendOptions)}.
     *
     * @param kernelId of the receiver
     * @param message  to send
     * @return its id
     */
    MessageId send(String kernelId, Object message);

    /**
     * Sends a message; see {@link KernelRuntime#send(String, Object, SendOptions)}. Where that would wait for room, this
     * returns: the message is held, and this kernel takes no further one until it is sent. If there is no room until the
     * timeout of the send, it becomes a dead letter, {@link DeadLetter.Reason#LANE_FULL}. A kernel holds as many messages as
     * a lane of its own has slots; beyond that the handler waits, and, if it is its own lane that is full, fails at once.
     *
     * @param kernelId of the receiver
     * @param message  to send
     * @param options  of this send
     * @return its id
     */
    MessageId send(String kernelId, Object message, SendOptions options);

    /**
     * Offers a message, without waiting.
     *
     * @param kernelId of the receiver
     * @param message  to send
     * @param options  of this send
     * @return what became of it
     */
    Delivery offer(String kernelId, Object message, SendOptions options);

    /**
     * Resolves a receiver once for many sends. What is sent through the reference comes from this kernel, so only its
     * handlers may use it.
     *
     * @param <T>      type of the messages
     * @param kernelId of the receiver
     * @param type     of the messages
     * @return a reference
     */
    <T> KernelRef<T> ref(String kernelId, Class<T> type);

    /**
     * Sends a request that waits for {@link RuntimeOptions#requestTimeout}; see
     * {@link #request(String, Object, Class, Duration, SendOptions, Continuation)}.
     *
     * @param <R>          type of the reply
     * @param kernelId     of the receiver
     * @param message      to send
     * @param reply        type of the reply
     * @param continuation what to do then
     */
    <R> void request(String kernelId, Object message, Class<R> reply, Continuation<R> continuation);

    /**
     * Sends a request with the priority of its type and goes on with other messages; see
     * {@link #request(String, Object, Class, Duration, SendOptions, Continuation)}.
     *
     * @param <R>          type of the reply
     * @param kernelId     of the receiver
     * @param message      to send
     * @param reply        type of the reply
     * @param timeout      after which the request fails
     * @param continuation what to do then
     */
    <R> void request(String kernelId, Object message, Class<R> reply, Duration timeout, Continuation<R> continuation);

    /**
     * Sends a request and goes on with other messages; when it has ended, by its answer, a failure or the timeout, the
     * continuation runs on a turn of this kernel, before other messages. The answer never waits for room in a lane. A
     * deactivated kernel continues when it is activated again; one that is to end does so while it has time, and takes back
     * what is not answered then: such an answer is counted as unanswered.
     *
     * @param <R>          type of the reply
     * @param kernelId     of the receiver
     * @param message      to send
     * @param reply        type of the reply
     * @param timeout      after which the request fails
     * @param options      of this send
     * @param continuation what to do then
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if it has no handler for the message
     * @throws LaneFullException if there was no room, at once or until the timeout or the deadline of a send
     * @throws RequestLimitException if too many requests wait already
     * @throws IllegalStateException if the caller is no handler of this kernel
     */
    <R> void request(
            String kernelId,
            Object message,
            Class<R> reply,
            Duration timeout,
            SendOptions options,
            Continuation<R> continuation);

    /**
     * Sends a request that waits for {@link RuntimeOptions#requestTimeout}; see
     * {@link #request(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>      type of the reply
     * @param kernelId of the receiver
     * @param message  to send
     * @param reply    type of the reply
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(String kernelId, Object message, Class<R> reply);

    /**
     * Sends a request with the priority of its type; see {@link #request(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>      type of the reply
     * @param kernelId of the receiver
     * @param message  to send
     * @param reply    type of the reply
     * @param timeout  after which the future fails
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(String kernelId, Object message, Class<R> reply, Duration timeout);

    /**
     * Sends a request; see {@link KernelRuntime#request(String, Object, Class, Duration, SendOptions)}. The future is completed
     * on the thread of the receiver: hand the result on as a message, and do not touch the state of this kernel there.
     *
     * @param <R>      type of the reply
     * @param kernelId of the receiver
     * @param message  to send
     * @param reply    type of the reply
     * @param timeout  after which the future fails
     * @param options  of this send
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(
            String kernelId, Object message, Class<R> reply, Duration timeout, SendOptions options);

    /**
     * Receives the next message of a type, in a kernel that takes its messages by itself. Those of other types stay where
     * they are in their order, up to {@value Inbox#ENOUGH} of them. The message is in hand until the next receive, which
     * counts it as handled; a request that has no answer then fails. Urgent messages come first; behind the {@value
     * io.ringkernel.lane.PriorityLanes#CHECK_INTERVAL} that were looked at before.
     *
     * <p>A deactivated kernel receives nothing. One that is to end receives what is there while it has time, and then
     * nothing, at once; a loop that goes on nevertheless gets a {@link KernelStateException}.
     *
     * @param <T>     type of the message
     * @param type    of the message, or a type that several have
     * @param timeout how long to wait for one
     * @return the message; empty if none came in time
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws UnhandledMessageException if the kernel does not receive such messages
     * @throws IllegalStateException if this kernel is called for each message, the caller is not its loop, or too many
     *     messages of other types wait
     */
    <T> Optional<T> receive(Class<T> type, Duration timeout);

    /**
     * Sends a message out to whoever calls {@link KernelRuntime#receive}; it belongs to the message in hand, if there is
     * one. Never waits.
     *
     * @param message to send
     * @return {@link Delivery#ACCEPTED}, or {@link Delivery#FULL}: then it is counted as unanswered, and is a dead letter
     * @throws IllegalArgumentException if {@code message} is not a message
     * @throws IllegalStateException if the caller is no handler of this kernel
     */
    Delivery emit(Object message);

    /**
     * Says whether this kernel is to end: what a handler that works for long asks now and then, to return early, and what
     * ends a loop.
     *
     * @return true from the moment that somebody ends the kernel; in a loop, when moreover nothing is left to receive or
     *     there is no more time for it
     */
    boolean shouldTerminate();

    /**
     * Has something done after the handler, and before the next message, on the thread of this kernel: what it does is as
     * safe as what a handler does. Tasks are done in the order in which they were deferred, also if the handler throws. Those
     * that tasks defer come before the next message, too, so one that always defers another lets none in; other kernels get
     * their turn every {@value DutyCycle#TASK_LIMIT} tasks. A deactivated kernel does those that are left when it is active
     * again, one that has ended forgets them, and that is logged.
     *
     * <p>What a task throws is logged, and the failure policy says what becomes of the kernel, as after a handler. The message
     * whose handler deferred it is no dead letter: that was handled. When the instance is given up, or stopped at the end, the
     * tasks that it has left are still done, and what they throw is only logged.
     *
     * @param task to run; what it needs of the message it must have read already
     * @throws IllegalStateException if {@value Interlude#MOST_TASKS} tasks wait, or the caller is no handler of this kernel
     */
    void defer(Runnable task);

    /**
     * Runs a task in a coroutine of its own, after this handler and before the next message. It has no message. Tasks are
     * started in the order in which they were forked, also if the handler throws. What one throws is a failure of the kernel,
     * as that of a {@linkplain #defer deferred} task.
     *
     * @param task to run; what it needs of the message it must have read already
     * @throws IllegalStateException if this kernel does not run in coroutines, {@value Interlude#MOST_TASKS} tasks wait, or
     *     the caller is no handler of this kernel
     */
    void fork(Runnable task);

    /**
     * Waits to be woken by another coroutine of this kernel, which goes on meanwhile. Who waits longest is woken first.
     *
     * @param token   known to both, compared by {@code equals}
     * @param timeout how long to wait
     * @return whether it was woken; if not, its time is over
     * @throws CoroutineCancelledException if the kernel goes on without this coroutine
     * @throws InterruptedSendException if the caller is interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if this kernel is not re-entrant, the caller is no handler of it, or it is in a hook,
     *     a deferred task, or behind {@link #stash}, where it keeps its kernel
     */
    boolean waitFor(Object token, Duration timeout);

    /**
     * Wakes the coroutine of this kernel that has waited for longest. It goes on when this one waits or is through.
     *
     * @param token that it waits for
     * @return whether one waited
     * @throws IllegalStateException if this kernel is not re-entrant, or the caller is no handler of it
     */
    boolean wakeup(Object token);

    /**
     * Waits. The kernel handles nothing meanwhile unless it is re-entrant, but no thread of the others is taken away. A
     * kernel that is to end and whose time is over interrupts the wait.
     *
     * @param time to wait
     * @throws CoroutineCancelledException if a re-entrant kernel goes on without this coroutine
     * @throws InterruptedSendException if the caller is interrupted
     * @throws IllegalArgumentException if {@code time} is negative
     * @throws IllegalStateException if this kernel does not run in coroutines, or the caller is no handler of it
     */
    void sleep(Duration time);

    /**
     * Waits for what a future, or another stage, brings; as {@link #sleep} does. The wait ends, the work of the stage does
     * not, when the time is over.
     *
     * @param <T>     type of the value
     * @param stage   to wait for
     * @param timeout how long
     * @return its value
     * @throws java.util.concurrent.CompletionException if the stage failed, with the failure as its cause
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws KernelTimeoutException if it did not complete in time
     * @throws CoroutineCancelledException if a re-entrant kernel goes on without this coroutine
     * @throws InterruptedSendException if the caller is interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if this kernel does not run in coroutines, or the caller is no handler of it
     */
    <T extends @Nullable Object> T await(CompletionStage<T> stage, Duration timeout);

    /**
     * Puts the current message aside, to be handled after {@link #unstash}; until then it counts as waiting. The kernel
     * keeps as many as a lane has slots. A request that is put aside still waits, and its deadline still holds. What is
     * put aside when the kernel ends is undelivered.
     *
     * @throws IllegalStateException if the stash is full, the message is answered or put aside already, or the caller is no
     *     handler of this kernel
     */
    void stash();

    /**
     * Has all messages that are put aside handled next, before any other, in the order in which they were put aside. One
     * that is put aside again waits for the next call.
     *
     * @return how many there are
     * @throws IllegalStateException if the caller is no handler of this kernel
     */
    int unstash();

    /**
     * Changes what this kernel does with the messages of one type, from the next message on until {@link #unbecome} or the
     * end.
     *
     * @param <T>     type of the messages
     * @param type    of the messages, one that the kernel takes
     * @param handler to be called in the place of the method of the kernel
     * @throws UnhandledMessageException if the kernel does not take such messages
     * @throws IllegalStateException if the caller is no handler of this kernel
     */
    <T> void become(Class<T> type, MessageHandler<T> handler);

    /**
     * Returns to what this kernel was compiled to do with the messages of one type.
     *
     * @param type of the messages
     * @throws UnhandledMessageException if the kernel does not take such messages
     * @throws IllegalStateException if the caller is no handler of this kernel
     */
    void unbecome(Class<?> type);

    /** {@return the pool of payload buffers of the runtime} */
    BufferPool buffers();

    /**
     * Has this kernel sent a {@link Terminated} message when another kernel ends; at once if none of that id is launched.
     * It comes in the lane for replies, once for each watch, and is never lost to a full lane. To watch a kernel twice is to
     * watch it once; a restart of either kernel changes nothing.
     *
     * @param kernelId of the other kernel
     * @throws UnhandledMessageException if this kernel has no handler for {@code Terminated}
     * @throws IllegalArgumentException if it is this kernel
     */
    void watch(String kernelId);

    /**
     * Ends a watch. A message that lies in a lane already still comes.
     *
     * @param kernelId of the other kernel; without effect if it is not watched
     */
    void unwatch(String kernelId);

    /**
     * Launches a kernel as a child of this one: it ends before this one ends, also before this one is restarted, and may
     * leave its failures to it. See {@link KernelRuntime#launch(String, LaunchOptions)}; also for the exceptions.
     *
     * @param id      it was declared with
     * @param options of this launch
     * @return its handle
     * @throws KernelStateException if this kernel is ending, or the instance has failed and is to be replaced
     */
    KernelHandle launch(String id, LaunchOptions options);

    /**
     * Launches a kernel by its class as a child of this one; see {@link #launch(String, LaunchOptions)}.
     *
     * @param kernel  class marked {@code @RingKernel}
     * @param options of this launch
     * @return its handle
     * @throws KernelStateException if this kernel is ending, or the instance has failed and is to be replaced
     */
    KernelHandle launch(Class<?> kernel, LaunchOptions options);

    /**
     * Launches an instance as a child of this one; see {@link #launch(String, LaunchOptions)}.
     *
     * @param kernel  an instance of a class marked {@code @RingKernel}
     * @param options of this launch, without an instance
     * @return its handle
     * @throws KernelStateException if this kernel is ending, or the instance has failed and is to be replaced
     */
    KernelHandle launch(Object kernel, LaunchOptions options);
}
