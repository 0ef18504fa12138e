// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests that are under way when somebody ends or gives up: each ends once, with its own answer or with the reason. */
class InFlightTest extends RuntimeTest {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 1_000;
    private static final Duration HASTE = Duration.ofNanos(200_000);

    private final BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
    private final AtomicLong strange = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private ReplyTo<Pong> nextOwed() throws InterruptedException {
        return owed.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void end(long asked, Pong reply) {
        if (reply == null) {
            failed.incrementAndGet();
        } else {
            (reply.number() == asked ? received : strange).incrementAndGet();
        }
    }

    /** Answers what is owed in no order, until there is nothing to come. */
    private static void answer(BlockingQueue<Runnable> answers, AtomicLong given, long count, Random random) {
        List<Runnable> some = new ArrayList<>();
        while (given.get() < count) {
            answers.drainTo(some);
            Collections.shuffle(some, random);
            some.forEach(answer -> {
                answer.run();
                given.incrementAndGet();
            });
            some.clear();
            Thread.yield();
        }
    }

    @Test
    void givesEachOfManyCallersItsOwnAnswer() {
        long seed = System.nanoTime();
        long count = 2L * CALLERS * ROUNDS;
        AtomicLong given = new AtomicLong();
        BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        KernelHandle a = activate("a", (message, context) -> {
            long number = ((Ping) message).number();
            ReplyTo<Pong> replyTo = context.replyTo(Pong.class);
            answers.add(() -> replyTo.reply(new Pong(number)));
            return null;
        });
        activate("b", (message, context) -> {
            long number = ((Ping) message).number();
            context.request("a", message, Pong.class, LONG, (reply, failure, then) -> end(number, reply));
            return null;
        });
        Thread replier = start(() -> answer(answers, given, count, new Random(seed)));
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < CALLERS; t++) {
            long first = (long) t * ROUNDS;
            callers.add(start(() -> {
                for (long number = first; number < first + ROUNDS; number++) {
                    long asked = number;
                    runtime.send("b", new Ping(number));
                    Duration timeout = number % 5 == 0 ? HASTE : LONG;
                    if (number % 2 == 0) {
                        Throwable e =
                                thrownBy(() -> end(asked, runtime.call("a", new Ping(asked), Pong.class, timeout)));
                        if (e != null) {
                            end(asked, null);
                        }
                    } else {
                        runtime.request("a", new Ping(number), Pong.class, timeout)
                                .whenComplete((reply, e) -> end(asked, reply));
                    }
                }
            }));
        }

        callers.forEach(Eventually::ends);
        Eventually.ends(replier);
        Eventually.holds("all have ended", () -> received.get() + failed.get() + strange.get() == count);

        assertThat(strange).as("answers to another, seed=%d", seed).hasValue(0);
        assertThat(a.counters().unanswered()).as("late answers, seed=%d", seed).isEqualTo(failed.get());
        assertThat(runtime.deadLetters().count(Reason.LATE_REPLY)).isEqualTo(failed.get());
    }

    @Test
    void endAtOnceWhenTheirKernelIsKilledWhateverHasBecomeOfThem() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle a = activate("a", (message, context) -> {
            switch ((int) ((Ping) message).number()) {
                case 0 -> owed.add(context.replyTo(Pong.class));
                case 1 -> {
                    entered.countDown();
                    await(released);
                    return new Pong(1);
                }
                default -> throw new AssertionError("handled after the end: " + message);
            }
            return null;
        });
        KernelHandle b = activate("b", (message, context) -> {
            context.forward("a");
            return null;
        });
        CompletableFuture<Pong> deferred = runtime.request("a", new Ping(0), Pong.class, LONG);
        CompletableFuture<Pong> inHand = runtime.request("a", new Ping(1), Pong.class, LONG);
        await(entered);
        CompletableFuture<Pong> queued = runtime.request("a", new Ping(2), Pong.class, LONG);
        CompletableFuture<Pong> forwarded = runtime.request("b", new Ping(3), Pong.class, LONG);
        Eventually.holds("it is forwarded", () -> b.counters().handled() == 1);

        a.terminate(Duration.ZERO);

        Stream.of(deferred, inHand, queued)
                .forEach(future -> assertThatThrownBy(future::join)
                        .isExactlyInstanceOf(CompletionException.class)
                        .cause()
                        .isExactlyInstanceOf(RequestFailedException.class)
                        .hasMessage("kernel ended before the answer: kernel=a, message=io.ringkernel.Messages$Ping"));
        assertThatThrownBy(forwarded::join)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage(
                        "kernel ended before the answer: kernel=b, forwardedTo=a, message=io.ringkernel.Messages$Ping");
        assertThat(a.state()).isEqualTo(KernelState.FAILED);

        assertThat(nextOwed().reply(new Pong(0))).isFalse();
        released.countDown();
        Eventually.holds("the handler has answered nobody", () -> a.counters().unanswered() == 2);
        Eventually.holds("what it left is there", () -> runtime.deadLetters().count(Reason.TERMINATED) == 2);
        assertThat(runtime.deadLetters().count(Reason.LATE_REPLY)).isEqualTo(2);
    }

    @Test
    void neverGetTheAnswerOfAnEarlierIncarnation() throws InterruptedException {
        Probe.Handler owing = (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return null;
        };
        KernelHandle first = activate("a", owing);
        KernelRef<Ping> stale = first.ref(Ping.class);
        CompletableFuture<Pong> before = stale.request(new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> old = nextOwed();
        first.terminate();
        KernelHandle second = activate("a", owing);
        CompletableFuture<Pong> after = runtime.request("a", new Ping(2), Pong.class, LONG);
        ReplyTo<Pong> fresh = nextOwed();

        assertThat(old.reply(new Pong(1))).isFalse();

        assertThatThrownBy(before::join)
                .cause()
                .hasMessage("kernel ended before the answer: kernel=a, message=io.ringkernel.Messages$Ping");
        assertThat(after).isNotDone();
        assertThat(fresh.reply(new Pong(2))).isTrue();
        assertThat(after.join()).isEqualTo(new Pong(2));
        assertThat(first.counters().unanswered()).isEqualTo(1);
        assertThat(second.counters().unanswered()).isZero();
    }

    @Test
    void cannotBeMadeThroughAReferenceToAnEarlierIncarnation() {
        KernelHandle first = activate("a", ECHO);
        KernelRef<Ping> stale = first.ref(Ping.class);
        first.terminate();
        KernelHandle second = activate("a", ECHO);
        Call<Pong> call = new Call<>(Pong.class);
        String refusal = "kernel has ended: kernel=a, state=TERMINATED; launch it again to send to it";

        for (Throwable e : new Throwable[] {
            thrownBy(() -> stale.request(new Ping(1), Pong.class, LONG)),
            thrownBy(() -> stale.call(new Ping(1), Pong.class, LONG)),
            thrownBy(() -> stale.call(new Ping(1), call, LONG)),
        }) {
            assertThat(e).isExactlyInstanceOf(KernelStateException.class).hasMessage(refusal);
        }
        assertThat(stale.claimRequest(new Claim(), call)).isEqualTo(Delivery.CLOSED);
        assertThat(second.counters().accepted()).isZero();
    }

    @Test
    void leaveTheirAnswerToTheDeadLettersWhenTheirCallerIsGone() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return null;
        });
        Thread caller = start(() -> thrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG)));
        ReplyTo<Pong> orphan = nextOwed();
        assertThat(orphan.isWaiting()).isTrue();
        caller.interrupt();
        Eventually.ends(caller);
        CompletableFuture<Pong> next = runtime.request("a", new Ping(2), Pong.class, LONG);
        ReplyTo<Pong> wanted = nextOwed();

        assertThat(orphan.isWaiting()).isFalse();
        assertThat(orphan.reply(new Pong(1))).isFalse();

        assertThat(a.counters().unanswered()).isEqualTo(1);
        assertThat(runtime.deadLetters().list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.LATE_REPLY))
                .satisfies(letter -> assertThat(letter.message()).isEqualTo(new Pong(1)));
        assertThat(next).isNotDone();
        wanted.reply(new Pong(2));
        assertThat(next.join()).isEqualTo(new Pong(2));
    }

    @Test
    void endWithTheKernelOfTheirCallerAlsoWhenThatIsKilled() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return null;
        });
        KernelHandle caller = activate("caller", (message, context) -> {
            context.request("a", message, Pong.class, LONG, (reply, failure, then) -> strange.incrementAndGet());
            return null;
        });
        for (int i = 0; i < 10; i++) {
            runtime.send("caller", new Ping(i));
        }
        Eventually.holds("all have asked", () -> owed.size() == 10);

        caller.terminate(Duration.ZERO);

        assertThat(caller.state()).isEqualTo(KernelState.TERMINATED);
        for (ReplyTo<Pong> orphan : owed) {
            assertThat(orphan.isWaiting()).isFalse();
            assertThat(orphan.reply(new Pong(1))).isFalse();
        }
        assertThat(a.counters().unanswered()).isEqualTo(10);
        assertThat(runtime.deadLetters().count(Reason.LATE_REPLY)).isEqualTo(10);
        assertThat(strange).hasValue(0);
    }
}
