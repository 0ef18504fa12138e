// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Letter;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are handed on as they are. */
class ForwardTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private KernelHandle activateForwarding(String to) {
        return activate("a", (message, context) -> {
            context.forward(to);
            return null;
        });
    }

    private record Seen(
            Object message, MessageId id, MessageId correlation, int priority, String sender, boolean hasDeadline) {
        static Seen of(Object message, KernelContext context) {
            return new Seen(
                    message,
                    context.messageId(),
                    context.correlationId(),
                    context.priority(),
                    context.sender().orElse(""),
                    context.header().deadlineNs() != 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 5_000, 100_000})
    void keepsBytesAndHeader(int length) throws Exception {
        Ping ping = new Ping(1, "x".repeat(length));
        activateForwarding("b");
        activate("b", (message, context) -> {
            seen.add(Seen.of(message, context));
            return null;
        });
        MessageId correlation = MessageId.of(UUID.randomUUID());
        CompletableFuture<MessageId> id = new CompletableFuture<>();
        activate("sender", (message, context) -> {
            id.complete(context.send(
                    "a",
                    ping,
                    SendOptions.priority(200).correlationId(correlation).deadline(LONG)));
            return null;
        });

        runtime.send("sender", new Pong(1));

        assertThat(nextSeen())
                .isEqualTo(new Seen(ping, id.get(20, TimeUnit.SECONDS), correlation, 200, "sender", true));
        Eventually.holds("no payload is left behind", () -> runtime.buffers().inUseCount() == 0);
    }

    @Test
    void keepsTheIdThatASenderGave() throws InterruptedException {
        runtime.launch(
                        "letters",
                        Probe.with((message, context) -> {
                                    context.forward("second");
                                    return null;
                                })
                                .as("first"))
                .activate();
        runtime.launch(
                        "letters",
                        Probe.with((message, context) -> {
                                    seen.add(context.messageId());
                                    return null;
                                })
                                .as("second"))
                .activate();
        UUID id = UUID.randomUUID();

        runtime.send("first", new Letter("hello").withId(id));

        assertThat(nextSeen()).isEqualTo(MessageId.of(id));
    }

    @Test
    void answersWhoeverWaitsThroughAnyNumberOfKernels() {
        for (int i = 0; i < 5; i++) {
            String next = "k" + (i + 1);
            activate("k" + i, (message, context) -> {
                context.forward(next);
                return null;
            });
        }
        activate("k5", ECHO);

        for (int i = 0; i < 100; i++) {
            assertThat(runtime.call("k0", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            assertThat(runtime.request("k0", new Ping(i), Pong.class, LONG).join())
                    .isEqualTo(new Pong(i));
        }
    }

    @Test
    void answersTheKernelThatSentFirst() throws InterruptedException {
        activateForwarding("b");
        activate("b", ECHO);
        activate("client", (message, context) -> {
            if (message instanceof Pong) {
                seen.add(message);
                seen.add(context.sender().orElse(""));
            } else {
                context.send("a", message);
            }
            return null;
        });

        runtime.send("client", new Ping(5));

        assertThat(nextSeen()).isEqualTo(new Pong(5));
        assertThat(nextSeen()).isEqualTo("b");
    }

    @Test
    void failsTheRequesterWhenTheOtherKernelEnds() throws InterruptedException {
        KernelHandle a = activateForwarding("b");
        CountDownLatch entered = new CountDownLatch(1);
        BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
        KernelHandle b = activate("b", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            entered.countDown();
            return null;
        });
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        await(entered);

        a.terminate();
        assertThat(answer).isNotDone();
        b.terminate();

        assertThatThrownBy(answer::join)
                .hasCauseExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseMessage("kernel ended before the answer: kernel=a, forwardedTo=b,"
                        + " message=io.ringkernel.Messages$Ping");
        assertThat(owed).hasSize(1);
    }

    @Test
    void failsTheRequesterWhoseMessageLiesInTheLaneOfAKernelThatEnds() {
        activateForwarding("b");
        KernelHandle b = launch("b", ECHO);
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        Eventually.holds("it is there", () -> b.counters().waiting() == 1);

        b.terminate();

        assertThatThrownBy(answer::join)
                .hasRootCauseMessage("kernel ended before the answer: kernel=a, forwardedTo=b,"
                        + " message=io.ringkernel.Messages$Ping");
    }

    @Test
    void saysToWhomItWasForwardedWhenItsTimeIsOver() {
        activateForwarding("b");
        launch("b", ECHO);

        String expected = "request was not answered in time: kernel=a, forwardedTo=b,"
                + " message=io\\.ringkernel\\.Messages\\$Ping, waitedMs=([3-9]\\d|\\d{3,}),"
                + " queuedMs=([3-9]\\d|\\d{3,}), lane=NORMAL, depth=[1-9], state=LAUNCHED, doing=idle"; // one more each
        // time

        assertThat(textOfTimeout("a", expected)).matches(expected);
    }

    @Test
    void expiresAtTheOtherKernelAsItWouldHave() {
        activateForwarding("b");
        KernelHandle b = launch("b", ECHO);
        CompletableFuture<Pong> answer = runtime.request(
                "a", new Ping(1), Pong.class, LONG, SendOptions.DEFAULT.deadline(Duration.ofMillis(500)));
        Eventually.holds("it is there", () -> b.counters().waiting() == 1);
        long untilNs = System.nanoTime() + Duration.ofMillis(501).toNanos();
        Eventually.holds("its deadline is over", () -> System.nanoTime() - untilNs > 0);

        b.activate();

        assertThatThrownBy(answer::join)
                .hasRootCauseMessage("message expired before its turn: kernel=a, forwardedTo=b,"
                        + " message=io.ringkernel.Messages$Ping");
        assertThat(b.counters().expired()).isEqualTo(1);
    }

    /** Two kernels that hand everything on to each other. */
    private record Ring(KernelHandle a, KernelHandle b) {
        long handled() {
            return a.counters().handled() + b.counters().handled();
        }

        boolean isQuiet() {
            return a.counters().waiting() + b.counters().waiting() == 0;
        }

        void awaitSomeRounds() {
            Eventually.holds("it goes round", () -> a.counters().handled() > 10);
        }
    }

    private Ring activateRing() {
        KernelHandle b = launch("b", (message, context) -> {
            context.forward("a");
            return null;
        });
        return new Ring(activateForwarding("b"), b.activate());
    }

    /* While it goes round each kernel may have none when it is looked at: so not before there is the letter. */
    private DeadLetter onlyLetter(Ring ring) {
        Eventually.holds("it is a dead letter", () -> runtime.deadLetters().total() == 1);
        Eventually.holds("its last handler has returned", ring::isQuiet);
        assertThat(runtime.deadLetters().total()).isEqualTo(1);
        return runtime.deadLetters().list().get(0);
    }

    private void assertEndsOnce(Ring ring, Ping ping) {
        DeadLetter letter = onlyLetter(ring);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.LATE_FORWARD);
        assertThat(letter.kernelId()).isEqualTo(ring.handled() % 2 == 1 ? "b" : "a");
        assertThat(letter.message()).isEqualTo(ping);
        assertThat(runtime.buffers().inUseCount()).isZero();
        for (KernelHandle each : new KernelHandle[] {ring.a, ring.b}) {
            assertThat(each.counters().handled()).isEqualTo(each.counters().accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 100_000})
    void endsARingOfForwardsWhenTheRequestIsCancelled(int length) {
        Ring ring = activateRing();
        Ping ping = new Ping(1, "x".repeat(length));
        CompletableFuture<Pong> answer = runtime.request("a", ping, Pong.class, LONG);
        ring.awaitSomeRounds();

        answer.cancel(false);

        assertEndsOnce(ring, ping);
    }

    @Test
    void endsARingOfForwardsWithTheTimeOfTheRequest() {
        Ring ring = activateRing();
        Ping ping = new Ping(2);

        assertThatThrownBy(() -> runtime.call("a", ping, Pong.class, SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class);

        assertEndsOnce(ring, ping);
    }

    @Test
    void endsARingOfForwardsWithTheKernelThatAsked() {
        Ring ring = activateRing();
        Ping ping = new Ping(3);
        KernelHandle asker = activate("asker", (message, context) -> {
            context.request("a", ping, Pong.class, LONG, (reply, failure, now) -> {});
            return null;
        });
        runtime.send("asker", new Pong(0));
        ring.awaitSomeRounds();

        asker.terminate(SHORT);

        assertEndsOnce(ring, ping);
    }

    @Test
    void endsARingOfForwardsOfWhatWasSentWithItsDeadline() {
        Ring ring = activateRing();

        runtime.send("a", new Ping(4), SendOptions.DEFAULT.deadline(SHORT));

        assertThat(onlyLetter(ring).reason()).isEqualTo(DeadLetter.Reason.EXPIRED);
    }

    @Test
    void isDoneWithAMessageThatNobodyWaitsForAnyMore() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        KernelHandle a = activate("a", (message, context) -> {
            seen.add(message);
            await(goOn);
            context.forward("b");
            throw new IllegalStateException(thrownBy(() -> context.forward("b")).getMessage());
        });
        activate("b", (message, context) -> {
            seen.add(message);
            return null;
        });
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(5), Pong.class, LONG);
        assertThat(nextSeen()).isEqualTo(new Ping(5));
        answer.cancel(false);

        goOn.countDown();

        Eventually.holds("its handler has thrown", () -> a.counters().failed() == 1);
        assertThat(runtime.deadLetters().counts("b")).containsExactly(Map.entry(DeadLetter.Reason.LATE_FORWARD, 1L));
        assertThat(runtime.deadLetters().total()).isEqualTo(1);
        assertThat(runtime.deadLetters().replay(runtime.deadLetters().list().get(0)))
                .isEqualTo(Delivery.ACCEPTED);
        assertThat(nextSeen()).isEqualTo(new Ping(5));
        assertThat(seen).isEmpty();
    }

    @Test
    void refusesAReplyBesideIt() throws InterruptedException {
        activate("a", (message, context) -> {
            context.forward("b");
            seen.add(thrownBy(() -> context.reply(new Pong(1))).getMessage());
            throw new IllegalStateException("too late to matter to the requester");
        });
        activate("b", ECHO);

        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));

        assertThat((String) nextSeen())
                .matches("message is forwarded already: kernel=a, message=io\\.ringkernel\\.Messages\\$Ping,"
                        + " id=[0-9a-f-]{36}");
    }

    @Test
    void leavesTheAnswerWithTheHandlerWhenItCannotBeForwarded() throws InterruptedException {
        activate("a", (message, context) -> {
            for (String to : new String[] {"nobody", "small", "full"}) {
                seen.add(thrownBy(() -> context.forward(to)));
            }
            return new Pong(3);
        });
        runtime.launch("small", Probe.with(ECHO));
        runtime.launch("rejecting", Probe.with(ECHO).as("full").capacity(1));
        runtime.send("full", new Ping(0));

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(3));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessage("no kernel of this id is launched: id=nobody, launched=[a, full, small]; it was never"
                        + " launched, or has ended");
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessage("kernel has no handler for message: kernel=small, message=io.ringkernel.Messages$Ping,"
                        + " handled=[" + Tick.class.getName() + "]");
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=full, lane=NORMAL, capacity=1, state=LAUNCHED");
    }

    @Test
    void refusesToCloseARingOfCalls() {
        activateForwarding("b");
        activate(
                "b",
                (message, context) ->
                        message.equals(new Ping(1)) ? runtime.call("a", new Ping(2), Pong.class, LONG) : new Pong(8));

        assertThatThrownBy(() -> runtime.call("b", new Ping(1), Pong.class, LONG))
                .hasRootCauseExactlyInstanceOf(RequestCycleException.class)
                .hasRootCauseMessage("kernels would wait for each other: ring=b → b,"
                        + " message=io.ringkernel.Messages$Ping; answer it here, or use KernelContext.request, which"
                        + " does not wait");
    }
}
