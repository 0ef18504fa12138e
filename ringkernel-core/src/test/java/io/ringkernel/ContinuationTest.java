// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of kernels that go on meanwhile. */
class ContinuationTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** A kernel that asks another for each ping, and says what came of it. */
    private LaunchOptions asking(String other, Duration timeout) {
        return Probe.with((message, context) -> {
            context.request(other, message, Pong.class, timeout, (reply, failure, c) -> {
                seen.add(reply == null ? failure : reply);
            });
            return null;
        });
    }

    @Test
    void goesOnWithTheAnswer() throws InterruptedException {
        activate("server", ECHO);
        runtime.launch("probe", asking("server", LONG)).activate();

        for (int i = 0; i < 1000; i++) {
            runtime.send("probe", new Ping(i));

            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
    }

    @Test
    void answersItsOwnRequesterThen() {
        activate("server", ECHO);
        activate("a", (message, context) -> {
            ReplyTo<Pong> replyTo = context.replyTo(Pong.class);
            context.request("server", message, Pong.class, (reply, failure, c) -> {
                assertThat(failure).isNull();
                replyTo.reply(new Pong(reply.number() + 1));
            });
            return null;
        });

        for (int i = 0; i < 100; i++) {
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i + 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void neverRunsBesideAHandler(Idle idle) {
        activate("server", ECHO);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger resumed = new AtomicInteger();
        KernelHandle handle = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    context.request("server", message, Pong.class, LONG, (reply, failure, c) -> {
                                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                        resumed.incrementAndGet();
                                        inside.decrementAndGet();
                                    });
                                    inside.decrementAndGet();
                                    return null;
                                })
                                .dedicated(idle))
                .activate();

        for (int i = 0; i < 1_000; i++) {
            runtime.send("probe", new Ping(i));
        }

        Eventually.holds("all are resumed", () -> resumed.get() == 1_000);
        assertThat(most).hasValue(1);
        assertThat(handle.counters().failed()).isZero();
    }

    @Test
    void asksAndIsAskedWithoutWaiting() throws InterruptedException {
        for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
            activate(pair[0], (message, context) -> {
                if (((Ping) message).number() == 0) {
                    return new Pong(0);
                }
                ReplyTo<Pong> replyTo = context.replyTo(Pong.class);
                context.request(
                        pair[1], new Ping(((Ping) message).number() - 1), Pong.class, LONG, (reply, failure, c) -> {
                            replyTo.reply(new Pong(reply.number() + 1));
                        });
                return null;
            });
        }

        assertThat(runtime.call("a", new Ping(100), Pong.class, LONG)).isEqualTo(new Pong(100));
    }

    @Test
    void goesOnAfterATimeout() throws InterruptedException {
        launch("server", ECHO);
        runtime.launch("probe", asking("server", SHORT)).activate();

        runtime.send("probe", new Ping(1));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .startsWith("request was not answered in time: kernel=server, message=io.ringkernel.Messages$Ping,");
    }

    @Test
    void goesOnAfterAFailure() throws InterruptedException {
        KernelHandle server = activate("server", (message, context) -> {
            throw new IllegalStateException("boom");
        });
        runtime.launch("probe", asking("server", LONG)).activate();

        runtime.send("probe", new Ping(1));
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw java.lang.IllegalStateException: boom: kernel=server,"
                        + " message=io.ringkernel.Messages$Ping");

        server.deactivate();
        runtime.send("probe", new Ping(2));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);
        server.terminate();
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=server, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void survivesAContinuationThatThrows() throws InterruptedException {
        activate("server", ECHO);
        activate("a", (message, context) -> {
            context.request("server", message, Pong.class, LONG, (reply, failure, c) -> {
                seen.add(reply);
                throw new IllegalStateException("boom");
            });
            return null;
        });

        for (int i = 0; i < 10; i++) {
            runtime.send("a", new Ping(i));
            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
    }

    @Test
    void hasNoMessageInHand() throws InterruptedException {
        activate("server", ECHO);
        activate("a", (message, context) -> {
            context.request("server", message, Pong.class, LONG, (reply, failure, c) -> {
                seen.add(thrownBy(c::messageId).getMessage());
                seen.add(c.kernelId());
                seen.add(c.send("b", new Ping(7)));
            });
            return null;
        });
        activate("b", (message, context) -> {
            seen.add(context.sender().orElse("?"));
            return null;
        });

        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo("there is no message in a continuation: kernel=a");
        assertThat(nextSeen()).isEqualTo("a");
        assertThat(List.of(nextSeen(), nextSeen())).contains("a");
    }

    @Test
    void saysWhoAsks() {
        activate(
                "server",
                (message, context) -> new Pong(context.sender().orElse("").length()));
        activate("a", (message, context) -> {
            ReplyTo<Pong> replyTo = context.replyTo(Pong.class);
            context.request("server", message, Pong.class, LONG, (reply, failure, c) -> replyTo.reply(reply));
            return null;
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
    }

    @Test
    void getsAnswersWhileEveryLaneOfItsKernelIsFull() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle server = launch("server", ECHO);
        KernelHandle client = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    if (message.equals(new Ping(1))) {
                                        context.request("server", message, Pong.class, LONG, (reply, failure, c) -> {
                                            seen.add(reply);
                                        });
                                        context.send("server", new Ping(2)); // whose reply fills the lane for replies
                                        entered.countDown();
                                        await(released);
                                    }
                                    return null;
                                })
                                .as("client")
                                .capacity(1))
                .activate();
        runtime.send("client", new Ping(1), SendOptions.priority(255));
        await(entered);
        for (int priority : new int[] {0, 100, 128, 150}) {
            runtime.send("client", new Ping(3), SendOptions.priority(priority));
        }

        server.activate();

        Eventually.holds("both are handled", () -> server.counters().handled() == 2);
        assertThat(server.counters().unanswered()).isZero();
        released.countDown();
        assertThat(nextSeen()).isEqualTo(new Pong(1));
        Eventually.holds("all are handled", () -> client.counters().handled() == 6);
    }

    @Test
    void waitsWhileItsKernelIsDeactivated() throws InterruptedException {
        KernelHandle server = launch("server", ECHO);
        KernelHandle client = runtime.launch("probe", asking("server", LONG)).activate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);
        client.deactivate();

        server.activate();
        Eventually.holds("it is answered", () -> server.counters().handled() == 1);
        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();

        client.activate();
        assertThat(nextSeen()).isEqualTo(new Pong(1));
    }

    @Test
    void goesOnWhileItsKernelIsToEndAndHasTime() throws InterruptedException {
        KernelHandle server = launch("server", ECHO);
        KernelHandle client = runtime.launch("probe", asking("server", LONG)).activate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);
        Thread ender = start(() -> client.terminate(LONG));
        Eventually.holds("it is ending", () -> client.state() == KernelState.TERMINATING);
        Eventually.rests(ender);

        server.activate();

        assertThat(nextSeen()).isEqualTo(new Pong(1));
        Eventually.ends(ender);
        assertThat(client.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void countsAnAnswerForAKernelThatHasEnded() {
        KernelHandle server = launch("server", ECHO);
        KernelHandle client = runtime.launch("probe", asking("server", LONG)).activate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);

        client.terminate(SHORT);
        assertThat(client.state()).isEqualTo(KernelState.TERMINATED);
        server.activate();

        Eventually.holds("it is answered", () -> server.counters().handled() == 1);
        assertThat(server.counters().unanswered()).isEqualTo(1);
        assertThat(runtime.deadLetters().count(Reason.LATE_REPLY)).isEqualTo(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void buriesAnAnswerThatCameWhileItsKernelWasDeactivated() {
        KernelHandle server = activate("server", ECHO);
        KernelHandle client = runtime.launch("probe", asking("server", LONG)).activate();
        server.deactivate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);
        client.deactivate();
        server.activate();
        Eventually.holds("it is answered", () -> server.counters().handled() == 1);

        client.terminate();

        assertThat(runtime.deadLetters().count(Reason.TERMINATED)).isEqualTo(1);
        assertThat(runtime.deadLetters().counts("probe")).containsOnly(entry(Reason.TERMINATED, 1L));
        assertThat(seen).isEmpty();
    }

    // ---- failures, and ends meanwhile

    private static final FailurePolicy RESTART =
            FailurePolicy.restart(10, Duration.ofMinutes(10), Duration.ZERO, Duration.ZERO);

    /**
     * A kernel each instance of which asks the server for each ping, says what came of it, and throws: over an answer of 7, and
     * over a ping of -1.
     */
    private LaunchOptions breaking(FailurePolicy policy) {
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> supplier = () -> {
            int number = instances.incrementAndGet();
            return Probe.of(
                    (message, context) -> {
                        if (message.equals(new Ping(-1))) {
                            throw new IllegalStateException("asked to");
                        }
                        context.request("server", message, Pong.class, LONG, (reply, failure, then) -> {
                            seen.add(number + " " + (reply == null ? failure : reply.number()));
                            if (reply != null && reply.number() == 7) {
                                throw new IllegalStateException("seven");
                            }
                        });
                        return null;
                    },
                    null,
                    null);
        };
        return LaunchOptions.instance(supplier).onFailure(policy);
    }

    @Test
    void restartsItsKernelWhenItThrows() throws InterruptedException {
        activate("server", ECHO);
        KernelHandle handle = runtime.launch("probe", breaking(RESTART)).activate();
        runtime.send("probe", new Ping(1));
        assertThat(nextSeen()).isEqualTo("1 1");

        runtime.send("probe", new Ping(7));
        assertThat(nextSeen()).isEqualTo("1 7");
        Eventually.holds("it is restarted", () -> handle.restarts() == 1);
        runtime.send("probe", new Ping(2));

        assertThat(nextSeen()).isEqualTo("2 2");
        assertThat(handle.counters().failed()).isZero(); // the message that it began with was handled
        assertThat(handle.counters().unanswered()).isZero();
    }

    @Test
    void isDroppedWithTheInstanceThatAsked() throws InterruptedException {
        KernelHandle server = launch("server", ECHO);
        KernelHandle handle = runtime.launch("probe", breaking(RESTART)).activate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("it is asked", () -> server.counters().waiting() == 1);
        runtime.send("probe", new Ping(-1));
        Eventually.holds("it is restarted", () -> handle.restarts() == 1);

        server.activate();
        Eventually.holds("the answer is dropped", () -> handle.counters().unanswered() == 1);
        runtime.send("probe", new Ping(2));

        assertThat(nextSeen()).isEqualTo("2 2");
        assertThat(seen).isEmpty();
        assertThat(server.counters().unanswered()).isZero();
    }

    @Test
    void failsItsKernelWhereThatIsThePolicy() throws InterruptedException {
        BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
        KernelHandle server = activate("server", (message, context) -> {
            if (message.equals(new Ping(7))) {
                return new Pong(7);
            }
            owed.add(context.replyTo(Pong.class));
            return null;
        });
        KernelHandle handle =
                runtime.launch("probe", breaking(FailurePolicy.stop())).activate();
        runtime.send("probe", new Ping(1));
        Eventually.holds("the first is owed", () -> owed.size() == 1);
        runtime.send("probe", new Ping(7));
        assertThat(nextSeen()).isEqualTo("1 7");

        handle.await(KernelState.FAILED, LONG);

        assertThat(handle.failure().orElseThrow()).hasMessage("seven");
        assertThat(owed.remove().reply(new Pong(1))).isFalse();
        assertThat(server.counters().unanswered()).isEqualTo(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void restartsNoKernelThatIsToEnd() throws InterruptedException {
        KernelHandle server = launch("server", ECHO);
        KernelHandle handle = runtime.launch("probe", breaking(RESTART)).activate();
        runtime.send("probe", new Ping(7));
        runtime.send("probe", new Ping(8));
        Eventually.holds("both are asked", () -> server.counters().waiting() == 2);
        Thread ender = start(() -> handle.terminate(LONG));
        handle.await(KernelState.TERMINATING, LONG);

        server.activate();

        Eventually.ends(ender);
        assertThat(handle.restarts()).isZero();
        assertThat(handle.state().isEnded()).isTrue();
        assertThat(nextSeen()).isEqualTo("1 7");
    }

    @Test
    void hearsOfATimeoutOnceItsKernelIsActiveAgain() throws InterruptedException {
        BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
        activate("server", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return null;
        });
        KernelHandle client = runtime.launch("probe", asking("server", SHORT)).activate();
        runtime.send("probe", new Ping(1));
        ReplyTo<Pong> late = owed.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        client.deactivate();
        int toldBefore = seen.size(); // on a slow machine

        Eventually.holds("its time is over", () -> !late.isWaiting());
        assertThat(late.reply(new Pong(1))).isFalse();
        assertThat(seen).hasSize(toldBefore);
        client.activate();

        assertThat((Throwable) nextSeen()).isExactlyInstanceOf(RequestTimeoutException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void mayEndItsOwnKernel() throws InterruptedException {
        BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
        activate("server", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return null;
        });
        KernelHandle client = activate("client", (message, context) -> {
            context.request("server", message, Pong.class, LONG, (reply, failure, then) -> {
                seen.add(reply);
                runtime.handle("client").orElseThrow().terminate(Duration.ZERO);
            });
            return null;
        });
        runtime.send("client", new Ping(1));
        runtime.send("client", new Ping(2));
        Eventually.holds("both are owed", () -> owed.size() == 2);

        owed.remove().reply(new Pong(1));

        client.await(KernelState.TERMINATED, LONG);
        assertThat(owed.remove().reply(new Pong(2))).isFalse();
        assertThat(nextSeen()).isEqualTo(new Pong(1));
        assertThat(seen).isEmpty();
    }

    @Test
    void givesThePlaceBackWhenTheRequestCannotBeSent() throws InterruptedException {
        activate("a", (message, context) -> {
            for (int i = 0; i < 2 * options().requestLimit(); i++) {
                try {
                    context.request("full", message, Pong.class, LONG, (reply, failure, c) -> {});
                } catch (LaneFullException e) {
                    if (i == 0) {
                        seen.add(e.getMessage());
                    }
                }
            }
            seen.add("done");
            return null;
        });
        runtime.launch("rejecting", Probe.with(ECHO).as("full").capacity(1));
        runtime.send("full", new Ping(0));

        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo("lane is full: kernel=full, lane=NORMAL, capacity=1, state=LAUNCHED");
        assertThat(nextSeen()).isEqualTo("done");
    }

    @Test
    void isForHandlersOnly() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(context);
            return null;
        });
        runtime.send("a", new Ping(1));
        KernelContext context = (KernelContext) nextSeen();
        Eventually.holds("the handler has returned", () -> thrownBy(context::messageId) != null);

        assertThatThrownBy(() -> context.request("a", new Ping(1), Pong.class, LONG, (reply, failure, c) -> {}))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("context is valid only on the thread of its handler: kernel=a, thread="
                        + Thread.currentThread().getName());
    }
}
