// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.annotation.Execution;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler can have done before the next message: deferred tasks, messages put aside, another behavior. */
class BetweenMessagesTest extends RuntimeTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private void sendAll(long from, long to) {
        for (long i = from; i < to; i++) {
            runtime.send("a", new Ping(i));
        }
    }

    private void awaitSeen(String... expected) {
        Eventually.holds("all is seen", () -> seen.size() >= expected.length);
        assertThat(seen).containsExactly(expected);
    }

    private static long number(Object message) {
        return ((Ping) message).number();
    }

    // ---- defer

    @Test
    void defersUntilTheHandlerHasReturnedAndBeforeTheNextMessage() {
        KernelHandle handle = launch("a", (message, context) -> {
            long number = number(message);
            context.defer(() -> seen.add("first after " + number));
            context.defer(() -> {
                seen.add("second after " + number);
                context.defer(() -> seen.add("third after " + number));
            });
            seen.add("handler " + number);
            return null;
        });
        sendAll(0, 2);

        handle.activate();

        awaitSeen(
                "handler 0",
                "first after 0",
                "second after 0",
                "third after 0",
                "handler 1",
                "first after 1",
                "second after 1",
                "third after 1");
    }

    @Test
    void deferredTasksSendAsTheirKernel() {
        activate("b", (message, context) -> {
            seen.add(number(message) + " from " + context.sender().orElseThrow());
            return null;
        });
        activate("a", (message, context) -> {
            context.defer(() -> context.send("b", message));
            return null;
        });

        sendAll(7, 8);

        awaitSeen("7 from a");
    }

    @Test
    void deferredTasksRunAlsoIfTheHandlerThrowsAndMayThrow() {
        KernelHandle handle = launch("a", (message, context) -> {
            context.defer(() -> {
                seen.add("task " + number(message));
                throw new IllegalStateException("on purpose");
            });
            context.defer(() -> seen.add("next task " + number(message)));
            if (number(message) == 0) {
                throw new IllegalStateException("on purpose");
            }
            return null;
        });
        sendAll(0, 2);

        handle.activate();

        awaitSeen("task 0", "next task 0", "task 1", "next task 1");
        Eventually.holds("both are counted", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().failed()).isEqualTo(1);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    private LaunchOptions whoseTasksThrow(int tasks, boolean handlerThrows, boolean fork) {
        return LaunchOptions.instance((Supplier<Object>) () -> {
            AtomicInteger count = new AtomicInteger(); // of each instance
            return Probe.of(
                    (message, context) -> {
                        seen.add("handler " + number(message) + ", instance had " + count.getAndIncrement());
                        for (int i = 0; number(message) == 0 && i < tasks; i++) {
                            Runnable task = () -> {
                                seen.add("task");
                                throw new IllegalStateException("of a task");
                            };
                            if (fork) {
                                context.fork(task);
                            } else {
                                context.defer(task);
                            }
                        }
                        if (number(message) == 0 && handlerThrows) {
                            throw new IllegalStateException("of a handler");
                        }
                        return null;
                    },
                    null,
                    null);
        });
    }

    private static FailurePolicy restarting() {
        return FailurePolicy.restart(5, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void aTaskThatThrowsHasItsKernelRestartedAsAHandlerThatThrows(Execution execution) {
        LaunchOptions options =
                whoseTasksThrow(1, false, false).onFailure(restarting()).as("a");
        KernelHandle handle = runtime.launch(
                "probe",
                switch (execution) {
                    case POOLED -> options;
                    case DEDICATED -> options.dedicated(Idle.PARKING);
                    case COROUTINE -> options.coroutine();
                });
        sendAll(0, 3);

        handle.activate();

        awaitSeen("handler 0, instance had 0", "task", "handler 1, instance had 0", "handler 2, instance had 1");
        Eventually.holds("all are counted", () -> handle.counters().handled() == 3);
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.restarts()).isEqualTo(1);
        assertThat(runtime.deadLetters().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForkedTaskThatThrowsHasItsKernelRestarted(boolean reentrant) {
        LaunchOptions options =
                whoseTasksThrow(1, false, true).onFailure(restarting()).as("a");
        KernelHandle handle = runtime.launch("probe", options.coroutine().reentrant(reentrant));
        sendAll(0, 2);

        handle.activate();

        awaitSeen("handler 0, instance had 0", "task", "handler 1, instance had 0");
        Eventually.holds("all are counted", () -> handle.counters().handled() == 2);
        assertThat(handle.restarts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInstanceIsGivenUpOnceForAllItsTasks(boolean handlerThrows) {
        KernelHandle handle = runtime.launch(
                "probe",
                whoseTasksThrow(3, handlerThrows, false).onFailure(restarting()).as("a"));
        sendAll(0, 2);

        handle.activate();

        awaitSeen("handler 0, instance had 0", "task", "task", "task", "handler 1, instance had 0");
        Eventually.holds("all are counted", () -> handle.counters().waiting() == 0);
        assertThat(handle.restarts()).isEqualTo(1);
        assertThat(runtime.deadLetters().total()).isEqualTo(handlerThrows ? 1 : 0);
    }

    @Test
    void aTaskThatThrowsEndsItsKernelAndIsSaidToItsParentOnce() {
        KernelHandle parent = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    context.launch(
                                                    "probe",
                                                    whoseTasksThrow(2, false, false)
                                                            .onFailure(FailurePolicy.escalate())
                                                            .as("a"))
                                            .activate();
                                    return new Pong(1);
                                })
                                .as("parent"))
                .activate();
        runtime.call("parent", new Ping(1), Pong.class, LONG);
        KernelHandle handle = runtime.handle("a").orElseThrow();

        sendAll(0, 1);

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).hasMessage("of a task");
        awaitSeen("handler 0, instance had 0", "task", "task");
        Eventually.holds("it is told", () -> parent.failures() == 1);
        assertThat(runtime.call("parent", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(parent.failures()).isEqualTo(1);
    }

    @Test
    void deferredTasksOfTheMessageInHandRunWhenTheKernelIsStopped() {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        KernelHandle handle = launch("a", (message, context) -> {
            context.defer(() -> seen.add("task " + number(message)));
            if (number(message) == 0) {
                self.get().deactivate();
            } else {
                self.get().terminate(Duration.ZERO);
            }
            return null;
        });
        self.set(handle);
        sendAll(0, 3);

        handle.activate();
        awaitSeen("task 0");
        handle.activate();

        awaitSeen("task 0", "task 1");
        Eventually.holds("ends", () -> handle.state() == KernelState.TERMINATED);
        assertThat(handle.counters().undelivered()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void forgetsAnInterruptThatAHandlerOrATaskLeavesBehind(Execution execution) {
        LaunchOptions options = Probe.with((message, context) -> {
                    seen.add(number(message) + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
                    Thread.currentThread().interrupt();
                    if (number(message) == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    context.defer(() -> {
                        seen.add("task" + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
                        Thread.currentThread().interrupt();
                    });
                    return null;
                })
                .as("a");
        KernelHandle handle = runtime.launch(
                "probe",
                switch (execution) {
                    case POOLED -> options;
                    case DEDICATED -> options.dedicated(Idle.PARKING);
                    case COROUTINE -> options.coroutine();
                });
        sendAll(0, 3);
        runtime.send("a", new Ping(3), SendOptions.DEFAULT.deadline(LONG));
        sendAll(4, 5);

        handle.activate();

        awaitSeen("0", "task", "1", "2", "task", "3", "task", "4", "task");
    }

    /** Defers itself for ever. */
    private static Runnable endless(KernelContext context, Runnable step) {
        return new Runnable() {
            @Override
            public void run() {
                step.run();
                context.defer(this);
            }
        };
    }

    @Test
    void aTaskThatDefersItselfLeavesOthersTheirTurnAndEndsWithItsKernel() {
        try (KernelRuntime narrow = KernelRuntime.create(options().withWorkers(1))) {
            AtomicInteger runs = new AtomicInteger();
            narrow.launch("probe", Probe.with(ECHO).as("b")).activate();
            KernelHandle handle = narrow.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        context.defer(endless(context, runs::incrementAndGet));
                                        return null;
                                    })
                                    .as("a"))
                    .activate();
            narrow.send("a", new Ping(1));
            Eventually.holds("it runs", () -> runs.get() > 0);

            assertThat(narrow.call("b", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
            narrow.send("a", new Ping(3));
            handle.deactivate();
            int before = runs.get();
            assertThat(narrow.call("b", new Ping(4), Pong.class, LONG)).isEqualTo(new Pong(4));
            assertThat(runs).hasValue(before);

            handle.activate();
            Eventually.holds("it goes on", () -> runs.get() > before);
            assertThat(handle.terminate(Duration.ofMillis(10))).isEqualTo(1); // it had to wait for the tasks
            assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        }
    }

    @Test
    void manyDeferredTasksAllComeBeforeTheNextMessage() {
        int tasks = DutyCycle.TASK_LIMIT * 10;
        AtomicInteger runs = new AtomicInteger();
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add("handler after " + runs.get());
            for (int i = 0; i < tasks; i++) {
                context.defer(runs::incrementAndGet);
            }
            return null;
        });
        sendAll(0, 3);

        handle.activate();

        awaitSeen("handler after 0", "handler after " + tasks, "handler after " + 2 * tasks);
        Eventually.holds("all have run", () -> runs.get() == 3 * tasks);
    }

    @Test
    void refusesTooManyDeferredTasks() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        activate("a", (message, context) -> {
            for (int i = 0; i < Interlude.MOST_TASKS; i++) {
                context.defer(() -> {});
            }
            thrown.set(thrownBy(() -> context.defer(() -> {})));
            return null;
        });

        sendAll(0, 1);

        Eventually.holds("is refused", () -> thrown.get() != null);
        assertThat(thrown.get())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("too many tasks are deferred: kernel=a, limit=1024; send the kernel a message instead");
    }

    @Test
    void refusesTheThreadsOfOthers() {
        AtomicReference<KernelContext> leaked = new AtomicReference<>();
        activate("a", (message, context) -> {
            leaked.set(context);
            return null;
        });
        sendAll(0, 1);
        Eventually.holds("is leaked", () -> leaked.get() != null);
        KernelContext context = leaked.get();

        List<Runnable> uses = List.of(
                () -> context.defer(() -> {}),
                context::unstash,
                () -> context.become(Ping.class, (message, c) -> {}),
                () -> context.unbecome(Ping.class));

        for (Runnable use : uses) {
            assertThatThrownBy(use::run)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("context is valid only on the thread of its handler: kernel=a, thread="
                            + Thread.currentThread().getName());
        }
    }

    // ---- stash

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

    // ---- become

    @Test
    void becomesAnotherAndReturns() {
        activate("a", (message, context) -> {
            seen.add("usual");
            context.become(Ping.class, (ping, c) -> {
                seen.add("other " + ping.number());
                c.become(Ping.class, (p, inner) -> {
                    seen.add("third " + p.number());
                    inner.unbecome(Ping.class);
                });
            });
            return null;
        });

        sendAll(0, 4);

        awaitSeen("usual", "other 1", "third 2", "usual");
    }

    @Test
    void becomingConcernsOneTypeAndItsHandlerAnswersAndThrows() throws Exception {
        activate("a", (message, context) -> {
            if (message instanceof Pong) {
                context.unbecome(Pong.class);
                return new Pong(100);
            }
            context.become(Ping.class, (ping, c) -> {
                if (ping.number() < 0) {
                    throw new IllegalArgumentException("negative");
                }
                c.reply(new Pong(ping.number() * 2));
            });
            return new Pong(number(message));
        });

        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(3));
        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(6));
        assertThat(runtime.call("a", new Pong(3), Pong.class, LONG)).isEqualTo(new Pong(100));
        assertThatThrownBy(() -> runtime.call("a", new Ping(-1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void cannotBecomeAHandlerOfWhatTheKernelDoesNotTake() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        activate("a", (message, context) -> {
            thrown.set(thrownBy(() -> context.become(Tick.class, (tick, c) -> {})));
            return null;
        });

        sendAll(0, 1);

        Eventually.holds("is refused", () -> thrown.get() != null);
        assertThat(thrown.get())
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessageStartingWith("kernel has no handler for message: kernel=a, message=" + Tick.class.getName());
    }

    // ---- dedup

    private static final MessageId ID = new MessageId(0x1234, 0x5678);

    private KernelHandle launchDedup(Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as("a").dedup(16, LONG))
                .activate();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5000})
    void handlesAMessageOfOneIdOnce(int length) {
        KernelHandle handle = launchDedup((message, context) -> {
            seen.add(number(message) + " " + context.messageId());
            return null;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(runtime.send("a", new Ping(i, "x".repeat(length)), SendOptions.DEFAULT.messageId(ID)))
                    .isEqualTo(ID);
        }
        runtime.send("a", new Ping(3));
        runtime.send("a", new Ping(4), SendOptions.DEFAULT.messageId(new MessageId(0x5678, 0x1234)));

        Eventually.holds("all are counted", () -> handle.counters().waiting() == 0 && seen.size() == 3);
        assertThat(seen.get(0)).isEqualTo("0 " + ID);
        assertThat(seen.get(1)).startsWith("3 ");
        assertThat(seen.get(2)).startsWith("4 ");
        assertThat(handle.counters().duplicates()).isEqualTo(2);
        assertThat(runtime.deadLetters().list())
                .allMatch(letter -> letter.reason() == DeadLetter.Reason.DUPLICATE
                        && letter.messageId().equals(ID))
                .hasSize(2);
        assertThat(handle.counters().handled()).isEqualTo(3);
        assertThat(runtime.buffers().inUseBytes()).isZero();
    }

    @Test
    void tellsTheRequesterOfADuplicate() {
        launchDedup(ECHO);
        SendOptions options = SendOptions.DEFAULT.messageId(ID);
        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG, options)).isEqualTo(new Pong(1));

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG, options))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("message of the same id was handled before: kernel=a, message=" + Ping.class.getName());
    }

    @Test
    void whatFailedMayComeAgain() {
        KernelHandle handle = launchDedup((message, context) -> {
            seen.add("" + number(message));
            if (number(message) == 0) {
                throw new IllegalStateException("on purpose");
            }
            return null;
        });

        for (int i = 0; i < 3; i++) {
            runtime.send("a", new Ping(i), SendOptions.DEFAULT.messageId(ID));
        }

        Eventually.holds("all are counted", () -> handle.counters().duplicates() == 1);
        awaitSeen("0", "1");
    }

    @Test
    void aMessageThatWasPutAsideIsNoDuplicateOfItself() {
        CountDownLatch handled = new CountDownLatch(1);
        KernelHandle handle = launchDedup((message, context) -> {
            if (seen.isEmpty()) {
                seen.add("stashed");
                context.stash();
                context.unstash();
            } else {
                handled.countDown();
            }
            return null;
        });

        runtime.send("a", new Ping(1), SendOptions.DEFAULT.messageId(ID));

        await(handled);
        Eventually.holds("is counted", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().duplicates()).isZero();
    }
}
