// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that a handler puts aside, to be handled later. */
class StashTest extends NotedTest {
    /** Puts aside what is odd until 4 comes, which unstashes. */
    private final Probe.Handler oddLater = new Probe.Handler() {
        private boolean opened;

        @Override
        public Object onMessage(Object message, KernelContext context) {
            long number = number(message);
            if (number % 2 == 1 && !opened) {
                context.stash();
                return null;
            }
            if (number == 4) {
                opened = true;
                seen.add("unstashed " + context.unstash());
            }
            seen.add("" + number + ((Ping) message).text().length());
            return null;
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 5000})
    void handlesWhatWasPutAsideBeforeTheNextMessage(int length) {
        KernelHandle handle = launch("a", oddLater);
        for (long i = 0; i < 7; i++) {
            runtime.send("a", new Ping(i, "x".repeat(length)));
        }

        handle.activate();

        awaitSeen(
                "0" + length,
                "2" + length,
                "unstashed 2",
                "4" + length,
                "1" + length,
                "3" + length,
                "5" + length,
                "6" + length);
        Eventually.holds("all is handled", () -> handle.counters().handled() == 7);
        assertThat(handle.counters().waiting()).isZero();
        assertThat(runtime.buffers().inUseBytes()).isZero();
    }

    @Test
    void countsWhatWasPutAsideAsWaiting() {
        KernelHandle handle = activate("a", oddLater);

        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        awaitSeen("20");
        Eventually.holds("one is handled", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().waiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsWhatIsPutAsideAsWaitingAlsoBeforeItsHandlerReturns(boolean hasDeadline) {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        KernelHandle handle = launch("a", (message, context) -> {
            if (number(message) == 1 && !seen.contains("asked")) {
                context.stash();
            } else {
                context.unstash();
            }
            KernelCounters now = self.get().counters();
            seen.add("handled " + now.handled() + " failed " + now.failed() + " waiting " + now.waiting());
            if (number(message) == 3 && seen.size() == 3) {
                seen.add("asked");
                context.stash();
                throw new IllegalStateException("on purpose");
            }
            return null;
        });
        self.set(handle);
        SendOptions options = hasDeadline ? SendOptions.DEFAULT.deadline(LONG) : SendOptions.DEFAULT;
        for (int number : new int[] {1, 1, 3, 4}) {
            runtime.send("a", new Ping(number), options);
        }

        handle.activate();

        awaitSeen(
                "handled 0 failed 0 waiting 4",
                "handled 0 failed 0 waiting 4",
                "handled 0 failed 0 waiting 4",
                "asked",
                "handled 0 failed 1 waiting 3",
                "handled 1 failed 1 waiting 2",
                "handled 2 failed 1 waiting 1");
        Eventually.holds("all is handled", () -> handle.counters().handled() == 3);
        assertThat(handle.counters().waiting()).isZero();
    }

    @Test
    void handlesWhatWasPutAsideAlsoIfNoMessageFollows() {
        KernelHandle handle = launch("a", oddLater);
        sendAll(1, 2);
        runtime.send("a", new Ping(4));

        handle.activate();

        awaitSeen("unstashed 1", "40", "10");
    }

    @Test
    void keepsTheOrderWhenTheKernelIsDeactivatedBetween() {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        KernelHandle handle = launch("a", (message, context) -> {
            long number = number(message);
            if (number == 1 && seen.isEmpty()) {
                context.stash();
                seen.add("stashed");
                return null;
            }
            seen.add("" + number);
            if (number == 2) {
                context.unstash();
                self.get().deactivate();
            }
            return null;
        });
        self.set(handle);
        sendAll(1, 4);
        handle.activate();
        Eventually.holds("stops", () -> handle.state() == KernelState.DEACTIVATED);
        Eventually.holds("the handler has returned", () -> handle.counters().waiting() == 2);

        handle.activate();

        awaitSeen("stashed", "2", "1", "3");
    }

    /** Puts the first three messages aside, takes them up again with the fourth, and fails or so with the first of them. */
    private Probe.Handler takingUpAgain(Probe.Handler first) {
        AtomicInteger calls = new AtomicInteger();
        return (message, context) -> {
            int call = calls.incrementAndGet();
            if (call <= 3) {
                context.stash();
                return null;
            }
            seen.add("" + number(message));
            if (call == 4) {
                context.unstash();
            }
            return call == 5 ? first.onMessage(message, context) : null;
        };
    }

    @Test
    void handlesNoOtherMessageWhenOneThatWasPutAsideDeactivatesTheKernel() {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        KernelHandle handle = launch("a", takingUpAgain((message, context) -> {
            self.get().deactivate();
            return null;
        }));
        self.set(handle);
        sendAll(1, 7);
        handle.activate();
        handle.await(KernelState.DEACTIVATED, LONG);
        Eventually.holds("the handler has returned", () -> handle.counters().handled() == 2);
        handle.terminate();

        assertThat(seen).containsExactly("4", "1");
        assertThat(handle.counters().undelivered()).isEqualTo(4);
    }

    @Test
    void handlesNoOtherMessageWhenOneThatWasPutAsideFailsTheKernel() {
        Probe.Handler handler = takingUpAgain((message, context) -> {
            throw new IllegalStateException("on purpose");
        });
        KernelHandle handle =
                runtime.launch("probe", Probe.with(handler).as("a").onFailure(FailurePolicy.stop()));
        sendAll(1, 7);

        handle.activate();

        handle.await(KernelState.FAILED, LONG);
        assertThat(seen).containsExactly("4", "1");
        assertThat(handle.counters().undelivered()).isEqualTo(4);
    }

    @Test
    void handlesNoOtherMessageWhenOneThatWasPutAsideHoldsTheKernelBack() {
        KernelHandle full = runtime.launch(
                "probe", Probe.with((message, context) -> null).as("full").capacity(1));
        runtime.send("full", new Ping(0));
        KernelHandle handle = launch("a", takingUpAgain((message, context) -> {
            context.send("full", message);
            return null;
        }));
        sendAll(1, 7);

        handle.activate();

        Eventually.holds("is held back", () -> handle.counters().held() == 1);
        Eventually.holds("two are handled", () -> handle.counters().handled() == 2);
        full.activate();
        awaitSeen("4", "1", "2", "3", "5", "6");
    }

    @Test
    void takesUpWhatWasPutAsideFirstAfterARestart() {
        Probe.Handler handler = takingUpAgain((message, context) -> {
            throw new IllegalStateException("on purpose");
        });
        KernelHandle handle = runtime.launch(
                "probe",
                LaunchOptions.instance((Supplier<Object>) () -> Probe.of(handler, null, null))
                        .as("a")
                        .onFailure(FailurePolicy.restart()));
        sendAll(1, 7);

        handle.activate();

        awaitSeen("4", "1", "2", "3", "5", "6");
        assertThat(handle.restarts()).isEqualTo(1);
    }

    @Test
    void givesAFreshInstanceWhatTheOldOnePutAsideAndDidNotTakeUpAgain() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Probe.Handler handler = (message, context) -> {
            if (failure.get() == null && number(message) < 3) {
                context.stash();
            } else if (failure.get() == null) {
                failure.set(new IllegalStateException("on purpose"));
                throw new IllegalStateException("on purpose");
            } else {
                seen.add("" + number(message));
            }
            return null;
        };
        KernelHandle handle = runtime.launch(
                "probe",
                LaunchOptions.instance((Supplier<Object>) () -> Probe.of(handler, null, null))
                        .as("a")
                        .onFailure(FailurePolicy.restart()));
        sendAll(1, 6);

        handle.activate();

        awaitSeen("1", "2", "4", "5");
        assertThat(handle.restarts()).isEqualTo(1);
        Eventually.holds("all are counted", () -> handle.counters().handled() == 4);
        assertThat(handle.counters().waiting()).isZero();
    }

    @Test
    void givesOthersTheirTurnWhilePutAsideMessagesCirculate() {
        try (KernelRuntime narrow = KernelRuntime.create(options().withWorkers(1))) {
            narrow.launch("probe", Probe.with(ECHO).as("b")).activate();
            KernelHandle handle = narrow.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        context.stash();
                                        context.unstash();
                                        return null;
                                    })
                                    .as("a"))
                    .activate();
            narrow.send("a", new Ping(1));
            Eventually.holds("it circulates", () -> handle.counters().accepted() == 1);

            assertThat(narrow.call("b", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));

            assertThat(handle.terminate(Duration.ZERO)).isEqualTo(1);
        }
    }

    @Test
    void wakesForWhatWasPutAsideAndNothingElse() {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add("" + number(message));
            if (seen.size() == 1) {
                context.stash();
                context.unstash();
                self.get().deactivate();
            }
            return null;
        });
        self.set(handle);
        sendAll(1, 2);
        handle.activate();
        Eventually.holds("stops", () -> handle.state() == KernelState.DEACTIVATED);

        handle.activate();

        awaitSeen("1", "1");
    }

    @Test
    void aRequestThatWasPutAsideIsAnsweredLater() throws Exception {
        activate("a", (message, context) -> {
            if (number(message) == 1 && seen.isEmpty()) {
                seen.add("stashed");
                context.stash();
                return null;
            }
            context.unstash();
            return new Pong(number(message));
        });
        CompletableFuture<Pong> first = runtime.request("a", new Ping(1), Pong.class, LONG);
        Pong second = runtime.call("a", new Ping(2), Pong.class, LONG);

        assertThat(second).isEqualTo(new Pong(2));
        assertThat(first.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Pong(1));
    }

    @Test
    void whatExpiresWhilePutAsideIsNotHandled() {
        KernelHandle handle = activate("a", oddLater);
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.deadline(Duration.ofMillis(1)));
        Eventually.holds("is put aside or expired", () -> handle.counters().accepted() == 1);
        long startNs = System.nanoTime();
        Eventually.holds("the deadline has passed", () -> System.nanoTime() - startNs > 2_000_000);

        runtime.send("a", new Ping(4));

        Eventually.holds("is expired", () -> handle.counters().expired() == 1);
        assertThat(seen).doesNotContain("10");
    }

    @Test
    void aMessageThatWasPutAsideBeforeItsHandlerThrewHasFailed() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.stash();
            context.unstash();
            throw new IllegalStateException("on purpose");
        });

        runtime.send("a", new Ping(1, "x".repeat(5000)));

        Eventually.holds("has failed", () -> handle.counters().failed() == 1);
        assertThat(handle.counters().waiting()).isZero();
        assertThat(handle.counters().handled()).isZero();
        assertThat(runtime.buffers().inUseBytes()).isZero();
    }

    @Test
    void whatIsPutAsideAtTheEndIsUndelivered() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.stash();
            return null;
        });
        runtime.send("a", new Ping(1, "x".repeat(5000)));
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(2), Pong.class, LONG);
        runtime.send("a", new Ping(3));
        Eventually.holds("all are put aside", () -> handle.counters().accepted() == 3);

        assertThat(handle.terminate()).isEqualTo(3);

        KernelCounters counters = handle.counters();
        assertThat(counters.undelivered()).isEqualTo(3);
        assertThat(counters.handled()).isZero();
        assertThat(counters.waiting()).isZero();
        assertThat(runtime.buffers().inUseBytes()).isZero();
        assertThatThrownBy(() -> answer.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .isExactlyInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessageStartingWith("kernel ended before the answer: kernel=a, message=");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsPutAsideInAKernelThatIsGivenUpIsUndeliveredWhenItsHandlerReturns(boolean dedicated) {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        LaunchOptions options = Probe.with((message, context) -> {
                    if (number(message) == 2) {
                        entered.countDown();
                        await(released);
                    }
                    context.stash();
                    return null;
                })
                .as("a");
        KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                .activate();
        runtime.send("a", new Ping(1, "x".repeat(5000)));
        runtime.send("a", new Ping(2, "x".repeat(5000)));
        await(entered);
        handle.terminate(Duration.ZERO);
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        assertThat(handle.counters().waiting()).isEqualTo(2);

        released.countDown();

        Eventually.holds("both are undelivered", () -> handle.counters().undelivered() == 2);
        assertThat(handle.counters().waiting()).isZero();
        Eventually.holds("their payloads are free", () -> runtime.buffers().inUseBytes() == 0);
        assertThat(runtime.deadLetters().counts("a")).containsOnly(entry(DeadLetter.Reason.TERMINATED, 2L));
    }

    @Test
    void refusesToPutAsideTooMuchOrTwiceOrWhatIsAnswered() {
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        KernelHandle handle = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    if (number(message) < 3) {
                                        context.stash();
                                    }
                                    if (number(message) == 3) {
                                        context.reply(new Pong(3));
                                    }
                                    Throwable thrown = thrownBy(context::stash);
                                    texts.add(thrown == null ? "" : thrown.getMessage());
                                    return number(message) == 2 ? new Pong(2) : null;
                                })
                                .as("a")
                                .capacity(2))
                .activate();

        MessageId first = runtime.send("a", new Ping(1));
        CompletableFuture<Pong> second = runtime.request("a", new Ping(2), Pong.class, LONG);
        MessageId third = runtime.send("a", new Ping(3));
        runtime.send("a", new Ping(4));
        runtime.send("a", new Ping(5));

        String ping = Ping.class.getName();
        Eventually.holds("all have been handled", () -> texts.size() == 5);
        assertThat(texts.get(0)).isEqualTo("message is stashed already: kernel=a, message=" + ping + ", id=" + first);
        assertThat(texts.get(2)).isEqualTo("message is answered already: kernel=a, message=" + ping + ", id=" + third);
        assertThat(texts.get(3)).isEmpty();
        assertThat(texts.get(4))
                .isEqualTo("stash is full: kernel=a, capacity=2; unstash, or launch the kernel with a larger capacity");
        assertThatThrownBy(() -> second.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessageContaining("message is stashed already: kernel=a");
        Eventually.holds("is counted", () -> handle.counters().failed() == 1);
    }
}
