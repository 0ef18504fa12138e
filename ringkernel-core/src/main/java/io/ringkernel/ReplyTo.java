// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.MessageCodec;
import java.lang.ref.Cleaner;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one message, owed: taken by a handler that cannot answer yet, as a parameter or with {@link
 * KernelContext#replyTo}, and used once, by any thread.
 *
 * <pre>{@code
 * @Handles
 * void onOrder(Order order, ReplyTo<Receipt> replyTo) {
 *     bank.charge(order.amount()).whenComplete((charge, e) -> {
 *         if (e == null) {
 *             replyTo.reply(new Receipt(charge.id()));
 *         } else {
 *             replyTo.fail(e);
 *         }
 *     });
 * }
 * }</pre>
 *
 * <p>Until then the kernel owes the answer: when it ends, the requester fails at once. The same happens when a {@code
 * ReplyTo} is closed, or is found by the garbage collector, without having been used.
 *
 * @param <T> type of the answer, or a type that all answers have
 */
public final class ReplyTo<T> implements AutoCloseable {
    /** One thread of the JDK's for all runtimes, from the first reply on that is owed. */
    private static final class Lost {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Class<T> replyType;
    private final Kernel kernel;
    private final Debt debt;
    private final Cleaner.@Nullable Cleanable lost;

    /**
     * What is left of a reply that nobody holds any more. It does not know the kernel: whose handlers often hold the reply, so
     * that neither would ever be lost.
     */
    private static final class Debt implements Runnable {
        final RequestTable requests;
        final RuntimeTimer timer;
        final Question.Kept question;
        final AtomicBoolean isPaid = new AtomicBoolean();

        Debt(KernelRuntime runtime, Question.Kept question) {
            this.requests = runtime.requests;
            this.timer = runtime.timer;
            this.question = question;
        }

        /* The thread of the cleaner must not run what a user attached to a future. */
        @Override
        public void run() {
            if (isPaid.compareAndSet(false, true)) {
                timer.callBack(() -> fail("reply was dropped, nobody holds its ReplyTo", null));
            }
        }

        boolean fail(String reason, @Nullable Throwable cause) {
            return question.isRequest() && requests.fail(question.messageIdLo(), reason, cause);
        }
    }

    ReplyTo(Class<T> replyType, Kernel kernel, Question.Kept question) {
        this.replyType = replyType;
        this.kernel = kernel;
        this.debt = new Debt(kernel.runtime, question);
        this.lost = question.isRequest() ? Lost.CLEANER.register(this, debt) : null;
    }

    /**
     * Answers the message, as {@link KernelContext#reply} would have.
     *
     * @param reply a message
     * @return whether somebody took it; if not, it came late, is counted as unanswered and is a dead letter
     * @throws IllegalStateException if this was used already
     * @throws IllegalArgumentException if {@code reply} is not a message
     * @throws LaneFullException if the kernel that sent the message has no room for the answer
     */
    public boolean reply(T reply) {
        Object message = replyType.cast(Objects.requireNonNull(reply, "reply"));
        MessageCodec<?> codec = Codecs.of(message.getClass());
        pay();
        return replyWith(codec, message);
    }

    @SuppressWarnings("unchecked") // the codec was found by the class of the reply
    private <R> boolean replyWith(MessageCodec<R> codec, Object reply) {
        return kernel.replier.reply(debt.question, codec, (R) reply, new Copier());
    }

    /**
     * Tells the requester that there will be no answer.
     *
     * @param cause why
     * @return whether a requester was still waiting; never for a message that is no request
     * @throws IllegalStateException if this was used already
     */
    public boolean fail(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        pay();
        return debt.fail("kernel gave up on the answer: " + Log.textOf(cause), cause);
    }

    /**
     * Says whether an answer is still of use: what somebody who works long for it asks now and then.
     *
     * @return true until this is used, the request is cancelled or its time is over; for a message that is no request,
     *     until this is used
     */
    public boolean isWaiting() {
        Question question = debt.question;
        return !debt.isPaid.get() && (!question.isRequest() || debt.requests.isWaiting(question.messageIdLo()));
    }

    /** Fails the requester, if this was not used; does nothing otherwise. */
    @Override
    public void close() {
        if (debt.isPaid.compareAndSet(false, true)) {
            forget();
            debt.fail("reply was given up, its ReplyTo was closed", null);
        }
    }

    private void pay() {
        if (!debt.isPaid.compareAndSet(false, true)) {
            throw new IllegalStateException("message is answered already: kernel=" + kernel.id() + ", message="
                    + kernel.kinds.nameOf(debt.question.typeId()) + ", id=" + debt.question.messageId());
        }
        forget();
    }

    private void forget() {
        if (lost != null) {
            lost.clean(); // which finds the debt paid
        }
    }

    @Override
    public String toString() {
        return "ReplyTo(" + kernel.id() + ", " + kernel.kinds.nameOf(debt.question.typeId()) + ")";
    }
}
