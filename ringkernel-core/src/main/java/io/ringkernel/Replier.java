// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * Brings the answers of one kernel to where they belong: to the requester that waits, else into the reply lane of the kernel
 * that sent the message, else into the outbox. An answer that nobody takes is counted, and becomes a dead letter.
 */
final class Replier {
    private static final MessageHeader NOT_ASKED_FOR = MessageHeader.none(0);

    private final Kernel kernel;
    private volatile boolean warned;

    /* To the kernel that was answered last. Of the thread that runs the kernel. */
    private @Nullable Route last;

    Replier(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Answers a message. {@return whether somebody took the answer} */
    <T> boolean reply(Question question, MessageCodec<T> codec, T reply, Copier copier) {
        if (question.isRequest()) {
            return replyToRequester(question, codec, reply, copier);
        }
        int number = question.senderNumber();
        return number == 0
                ? replyToOutbox(question, codec, reply, copier)
                : replyToKernel(question, kernel.runtime.kernelOf(number), codec, reply);
    }

    /**
     * Answers a message with what a handler has written, behind room for a header. Allocates nothing for a caller that reads
     * in place, nor for a kernel.
     *
     * @return whether somebody took the answer
     */
    <T> boolean replyWritten(
            Question question, MessageCodec<T> codec, MessageBuffer written, int length, Copier copier) {
        int number = question.senderNumber();
        Kernel sender = number == 0 ? null : kernel.runtime.kernelOf(number);
        if (question.isRequest()) {
            return replyToRequester(question, codec, written, length);
        }
        if (sender != null && sender.kinds.handles(codec.messageType()) && !question.isGivenId()) {
            MessageKind<T> kind = sender.kinds.kindOf(codec.messageType());
            SendOptions options = kind.replyOptions(question.priority());
            if (options.isPlain && !kind.isBound()) {
                Header.put(
                        written,
                        0,
                        codec.typeId(),
                        length,
                        kernel.runtime.ids.ofLoose(),
                        question.messageIdLo(),
                        options.priority,
                        0,
                        codec.version(),
                        kernel.number);
                routeTo(sender).send(written);
                return true;
            }
        }
        return reply(question, codec, read(question, codec, written, length), copier);
    }

    private <T> boolean replyToRequester(Question question, MessageCodec<T> codec, MessageBuffer written, int length) {
        MessageHeader header = codec.headerFields() == 0 ? NOT_ASKED_FOR : headerOf(question, priority(question));
        boolean waited =
                kernel.runtime.requests.complete(question.messageIdLo(), codec, written, Header.LENGTH, length, header);
        if (!waited) {
            bury(Reason.LATE_REPLY, "", question, codec, read(question, codec, written, length));
        }
        return waited;
    }

    private static <T> T read(Question question, MessageCodec<T> codec, MessageBuffer written, int length) {
        return codec.decode(written, Header.LENGTH, length, codec.version(), priority(question));
    }

    /* All that is said in the header of what was written in place. */
    private static HeaderFields priority(Question question) {
        return new HeaderFields(question.priority());
    }

    private Route routeTo(Kernel sender) {
        Route known = last;
        if (known == null || !known.leadsTo(sender)) {
            known = new Route(sender, kernel, kernel.number, true);
            last = known;
        }
        return known;
    }

    private <T> boolean replyToRequester(Question question, MessageCodec<T> codec, T reply, Copier copier) {
        MessageHeader header = codec.headerFields() == 0 ? NOT_ASKED_FOR : headerOf(question, codec.header(reply));
        boolean waited = kernel.runtime.requests.complete(question.messageIdLo(), codec, reply, header, copier);
        if (!waited) {
            bury(Reason.LATE_REPLY, "", question, codec, reply);
        }
        return waited;
    }

    /** Sends a message out to whoever receives it. {@return whether there was room} */
    <T> boolean emit(Question question, MessageCodec<T> codec, T message, Copier copier) {
        return replyToOutbox(question, codec, message, copier);
    }

    private <T> boolean replyToOutbox(Question question, MessageCodec<T> codec, T reply, Copier copier) {
        HeaderFields fields = headerOf(question, codec.header(reply));
        Envelope<T> envelope = new Envelope<>(
                copier.copy(codec, reply, fields),
                new MessageId(fields.messageIdHi(), fields.messageIdLo()),
                new MessageId(fields.correlationIdHi(), fields.correlationIdLo()),
                fields.priority(),
                kernel.id());
        boolean hasRoom = kernel.outbox().offer(envelope);
        if (!hasRoom) {
            bury(Reason.OUTBOX_FULL, "", question, codec, reply);
            warn("outbox is full, nobody receives: capacity=" + kernel.settings.capacity());
        }
        return hasRoom;
    }

    private <T> boolean replyToKernel(Question question, @Nullable Kernel sender, MessageCodec<T> codec, T reply) {
        if (sender == null || !sender.kinds.handles(codec.messageType())) {
            bury(
                    sender == null ? Reason.NO_KERNEL : Reason.NO_HANDLER,
                    sender == null ? "" : sender.id(),
                    question,
                    codec,
                    reply);
            warn("sender does not take the reply: sender=" + (sender == null ? "ended" : sender.id()) + ", reply="
                    + codec.messageType().getName());
            return false;
        }
        boolean isGivenId = question.isGivenId();
        MessageKind<T> kind = sender.kinds.kindOf(codec.messageType());
        SendOptions options =
                kind.replyOptions(reply, question.priority(), isGivenId ? question.messageId() : MessageId.NONE);
        boolean isInHandler = kernel.life.isRunBy(Thread.currentThread());
        (isInHandler ? routeTo(sender) : new Route(sender, null, kernel.number, true))
                .sendWith(
                        codec,
                        reply,
                        options,
                        Route.NO_REQUEST,
                        isGivenId ? Route.NO_CORRELATION : question.messageIdLo());
        return true;
    }

    /** Makes a dead letter of an answer that nobody takes, and then counts it: whoever sees the count finds the letter. */
    private <T> void bury(Reason reason, String takerId, Question question, MessageCodec<T> codec, T reply) {
        try {
            MessageKind<T> kind = new MessageKind<>(codec);
            SendOptions options = kind.replyOptions(reply, question.priority(), question.messageId());
            kernel.runtime
                    .deadLetters()
                    .add(
                            reason,
                            takerId,
                            codec,
                            reply,
                            options,
                            Route.NO_REQUEST,
                            Route.NO_CORRELATION,
                            kernel.number,
                            null);
        } finally {
            kernel.rareCounts().unanswered.increment();
        }
    }

    private void warn(String text) {
        if (!warned) {
            warned = true;
            Log.warn(text + ", kernel=" + kernel.id() + "; counted as unanswered from now on", null);
        }
    }

    /** {@return the header of an answer that goes through no lane, and so gets it here} */
    private HeaderFields headerOf(Question question, HeaderFields fields) {
        if (!fields.hasPriority()) {
            fields.priority(question.priority(), "priority");
        }
        if ((fields.messageIdHi() | fields.messageIdLo()) == 0) {
            fields.messageId(kernel.runtime.ids.hi(), kernel.runtime.ids.ofLoose());
        }
        if ((fields.correlationIdHi() | fields.correlationIdLo()) == 0) {
            MessageId id = question.messageId();
            fields.correlationId(id.hi(), id.lo());
        }
        if (fields.timestampNs() == 0) {
            fields.timestampNs(Nanos.sinceEpoch());
        }
        fields.sender(kernel.id());
        return fields;
    }
}
