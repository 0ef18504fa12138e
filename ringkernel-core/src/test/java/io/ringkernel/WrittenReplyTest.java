// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Letter;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.testkit.Eventually;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a handler writes in place. */
class WrittenReplyTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final Claim claim = new Claim();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Answers a ping with a pong that is written in place. */
    private final Probe.Handler writing = (message, context) -> {
        write(context, ((Ping) message).number());
        return null;
    };

    private void write(KernelContext context, long number) {
        context.claimReply(Messages_PongCodec.INSTANCE, claim);
        claim.buffer().putLong(claim.offset(), number);
        claim.publish(Long.BYTES);
    }

    private <T> void write(KernelContext context, MessageCodec<T> codec, T reply) {
        context.claimReply(codec, claim);
        claim.publish(codec.encode(reply, claim.buffer(), claim.offset()));
    }

    @Test
    void answersWhoeverAsks() throws InterruptedException {
        activate("a", writing);
        KernelRef<Ping> ref = runtime.ref("a", Ping.class);
        Call<Pong> call = new Call<>(Pong.class);
        activate("b", (message, context) -> {
            context.request("a", message, Pong.class, (reply, failure, then) -> seen.add(reply));
            return null;
        });

        for (int i = 0; i < 100; i++) {
            ref.call(new Ping(i), call, LONG);
            assertThat(call.buffer().getLong(call.offset())).isEqualTo(i);
            assertThat(call.length()).isEqualTo(8);
            assertThat(call.version()).isEqualTo(1);
            assertThat(ref.call(new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            assertThat(ref.request(new Ping(i), Pong.class, LONG).join()).isEqualTo(new Pong(i));
            runtime.send("b", new Ping(i));
            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
    }

    @Test
    void answersTheKernelThatSent() throws InterruptedException {
        activate("a", writing);
        activate("b", (message, context) -> {
            if (message instanceof Ping ping) {
                seen.add(context.send("a", ping, SendOptions.priority(200)));
            } else {
                seen.add(message);
                seen.add(context.correlationId());
                seen.add(context.priority());
                seen.add(context.sender().orElseThrow());
            }
            return null;
        });

        for (int i = 0; i < 100; i++) {
            runtime.send("b", new Ping(i));

            Object id = nextSeen();
            assertThat(nextSeen()).isEqualTo(new Pong(i));
            assertThat(nextSeen()).isEqualTo(id);
            assertThat(nextSeen()).isEqualTo(200);
            assertThat(nextSeen()).isEqualTo("a");
        }
    }

    @Test
    void answersTheKernelThatGaveItsMessageAnId() throws InterruptedException {
        MessageId id = MessageId.of(UUID.randomUUID());
        activate("a", writing);
        activate("b", (message, context) -> {
            if (message instanceof Ping ping) {
                context.send("a", ping, SendOptions.DEFAULT.messageId(id));
            } else {
                seen.add(context.correlationId());
            }
            return null;
        });

        runtime.send("b", new Ping(1));

        assertThat(nextSeen()).isEqualTo(id);
    }

    @Test
    void answersThroughTheOutbox() {
        activate("a", writing);
        MessageId id = runtime.send("a", new Ping(5));

        Envelope<Pong> envelope = runtime.receive("a", Pong.class, LONG);

        assertThat(envelope.message()).isEqualTo(new Pong(5));
        assertThat(envelope.correlationId()).isEqualTo(id);
        assertThat(envelope.sender()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 5_000, 100_000})
    void carriesAnswersOfAnyLength(int length) throws InterruptedException {
        Ping long_ = new Ping(7, "x".repeat(length));
        activate("a", (message, context) -> {
            write(context, Messages_PingCodec.INSTANCE, long_);
            return null;
        });
        activate("b", (message, context) -> {
            if (message.equals(new Ping(1))) {
                context.send("a", message);
            } else {
                seen.add(message);
            }
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Ping.class, LONG)).isEqualTo(long_);
        runtime.send("b", new Ping(1));
        assertThat(nextSeen()).isEqualTo(long_);
    }

    @Test
    void fillsTheHeaderOfARecordThatDeclaresIt() {
        activate("a", (message, context) -> {
            write(context, Messages_LetterCodec.INSTANCE, new Letter("hello"));
            return null;
        });

        Letter letter = runtime.call("a", new Ping(1), Letter.class, LONG, SendOptions.priority(200));

        assertThat(letter.text()).isEqualTo("hello");
        assertThat(letter.sender()).isEqualTo("a");
        assertThat(letter.priority()).isEqualTo(200);
        assertThat(letter.id()).isNotNull();
        assertThat(letter.correlationId()).isNotNull();
    }

    @Test
    void isNoAnswerUntilItIsPublished() {
        activate("a", (message, context) -> {
            context.claimReply(Messages_PongCodec.INSTANCE, claim);
            if (((Ping) message).number() == 1) {
                claim.abort();
            } else if (((Ping) message).number() == 2) {
                claim.abort();
                return new Pong(2);
            } else if (((Ping) message).number() == 3) {
                claim.abort();
                write(context, 3);
            }
            return null;
        });
        String none = "handler gave no answer: kernel=a, message=io.ringkernel.Messages$Ping";

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .hasMessage(none);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(3));
        assertThatThrownBy(() -> runtime.call("a", new Ping(4), Pong.class, LONG))
                .hasMessage(none);
    }

    @Test
    void isFailedAtOnceByAHandlerThatThrowsOverIt() {
        activate("a", (message, context) -> {
            context.claimReply(Messages_PongCodec.INSTANCE, new Claim());
            throw new IllegalStateException("boom");
        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasMessage("handler threw java.lang.IllegalStateException: boom: kernel=a,"
                            + " message=io.ringkernel.Messages$Ping");
        }
    }

    @Test
    void refusesASecondAnswer() throws InterruptedException {
        activate("a", (message, context) -> {
            write(context, 1);
            seen.add(thrownBy(() -> context.claimReply(Messages_PongCodec.INSTANCE, claim)));
            seen.add(thrownBy(() -> context.reply(new Pong(2))));
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        for (int i = 0; i < 2; i++) {
            assertThat((Throwable) nextSeen())
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .message()
                    .startsWith("message is answered already: kernel=a, message=io.ringkernel.Messages$Ping, id=");
        }
    }

    @Test
    void refusesAnAnswerBesideOneThatWasGivenMeanwhile() throws InterruptedException {
        activate("a", (message, context) -> {
            context.claimReply(Messages_PongCodec.INSTANCE, claim);
            context.reply(new Pong(1));
            seen.add(thrownBy(() -> claim.publish(Long.BYTES)));
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("message is answered already: kernel=a, message=io.ringkernel.Messages$Ping, id=");
    }

    @Test
    void refusesToWriteTwoAtATime() throws InterruptedException {
        activate("a", (message, context) -> {
            context.claimReply(Messages_PongCodec.INSTANCE, claim);
            seen.add(thrownBy(() -> context.claimReply(Messages_PongCodec.INSTANCE, new Claim())));
            seen.add(thrownBy(() -> context.claimReply(Messages_PongCodec.INSTANCE, claim)));
            claim.abort();
            return null;
        });
        runtime.send("a", new Ping(1));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("an answer is being written already: kernel=a, message=io.ringkernel.Messages$Ping;"
                        + " publish or abort it first");
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("claim holds a slot already; publish or abort it first");
    }

    @Test
    void neverAnswersAnotherMessage() throws InterruptedException {
        activate("a", (message, context) -> {
            if (((Ping) message).number() == 1) {
                context.claimReply(Messages_PongCodec.INSTANCE, claim);
                return new Pong(1);
            }
            Claim own = new Claim();
            context.claimReply(Messages_PongCodec.INSTANCE, own);
            own.buffer().putLong(own.offset(), 2);
            seen.add(thrownBy(() -> claim.publish(Long.BYTES)));
            own.publish(Long.BYTES);
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("claim was made to answer another message: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping; publish it before the handler returns");
        assertThatThrownBy(claim::buffer).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnswersAfterTheHandlerAndOfOtherThreads() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        activate("a", (message, context) -> {
            if (((Ping) message).number() == 1) {
                context.claimReply(Messages_PongCodec.INSTANCE, claim);
                start(() -> {
                    seen.add(thrownBy(() -> claim.publish(Long.BYTES)));
                    tried.countDown();
                });
                await(tried);
                context.claimReply(Messages_PingCodec.INSTANCE, claim);
            }
            return null;
        });
        KernelHandle handle = runtime.handle("a").orElseThrow();
        runtime.send("a", new Ping(1));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("context is valid only on the thread of its handler: kernel=a, thread=");
        Eventually.holds("the handler has failed", () -> handle.counters().failed() == 1);
    }

    @Test
    void refusesAnAnswerThatLeavesItsRoom() throws InterruptedException {
        activate("a", (message, context) -> {
            context.claimReply(Messages_PongCodec.INSTANCE, claim);
            seen.add(thrownBy(() -> claim.publish(9)));
            claim.publish(Long.BYTES);
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(0));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("message must lie in its slot: length=9, room=8 bytes");
    }

    @Test
    void failsARequestForAnAnswerOfAnotherType() {
        activate("a", writing);

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Ping.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply has another type: expected=io.ringkernel.Messages$Ping,"
                        + " actual=io.ringkernel.Messages$Pong: kernel=a, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void failsAnAnswerThatNobodyCanRead() throws InterruptedException {
        KernelHandle handle = activate("a", (message, context) -> {
            context.claimReply(Messages_PingCodec.INSTANCE, claim);
            seen.add(thrownBy(() -> claim.publish(3)));
            return null;
        });

        assertThatThrownBy(() ->
                        runtime.request("a", new Ping(1), Ping.class, LONG).join())
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .message()
                .startsWith("reply cannot be read: ")
                .endsWith(": kernel=a, message=io.ringkernel.Messages$Ping");
        assertThat(nextSeen()).isNotNull();
        Eventually.holds("the handler has returned", () -> handle.counters().handled() == 1);
    }

    @Test
    void leavesALateAnswerToTheDeadLetters() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        KernelHandle handle = activate("a", (message, context) -> {
            await(gone);
            write(context, 5);
            return null;
        });
        var answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        answer.cancel(false);

        gone.countDown();

        Eventually.holds("it is counted", () -> handle.counters().unanswered() == 1);
        assertThat(runtime.deadLetters().list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.LATE_REPLY))
                .satisfies(letter -> assertThat(letter.message()).isEqualTo(new Pong(5)));
    }

    @Test
    void waitsInTheLaneForRepliesAsOthersDo() throws InterruptedException {
        activate("a", writing);
        KernelHandle asking = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            if (message instanceof Ping) {
                                for (int i = 0; i < 10; i++) {
                                    context.send("a", new Ping(i));
                                }
                            } else {
                                seen.add(message);
                            }
                            return null;
                        })
                        .as("b")
                        .capacity(2));
        runtime.send("b", new Ping(0));
        asking.activate();

        for (int i = 0; i < 10; i++) {
            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
        assertThat(runtime.deadLetters().total()).isZero();
    }

    @Test
    void buriesAnAnswerThatFoundNoRoomInTime() {
        try (KernelRuntime impatient = KernelRuntime.create(options().withSendTimeout(SHORT))) {
            CountDownLatch released = new CountDownLatch(1);
            impatient.launch("probe", Probe.with(writing).as("a")).activate();
            impatient
                    .launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        if (message instanceof Ping) {
                                            context.send("a", new Ping(1));
                                            context.send("a", new Ping(2));
                                            await(released);
                                        }
                                        return null;
                                    })
                                    .as("b")
                                    .capacity(1))
                    .activate();
            impatient.send("b", new Ping(0));

            Eventually.holds("one found no room", () -> impatient.deadLetters().count(Reason.LANE_FULL) == 1);
            DeadLetter letter = impatient.deadLetters().list().get(0);
            assertThat(letter.message()).isEqualTo(new Pong(2));
            assertThat(letter.kernelId()).isEqualTo("b");
            assertThat(letter.sender()).contains("a");
            released.countDown();
        }
    }
}
