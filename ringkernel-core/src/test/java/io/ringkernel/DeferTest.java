// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler has done after it, and before the next message. */
class DeferTest extends NotedTest {
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

    private static LaunchOptions runBy(Execution execution, LaunchOptions options) {
        return switch (execution) {
            case POOLED -> options;
            case DEDICATED -> options.dedicated(Idle.PARKING);
            case COROUTINE -> options.coroutine();
        };
    }

    @ParameterizedTest
    @EnumSource(Execution.class)
    void aTaskThatThrowsHasItsKernelRestartedAsAHandlerThatThrows(Execution execution) {
        LaunchOptions options =
                whoseTasksThrow(1, false, false).onFailure(restarting()).as("a");
        KernelHandle handle = runtime.launch("probe", runBy(execution, options));
        sendAll(0, 3);

        handle.activate();

        awaitSeen("handler 0, instance had 0", "task", "handler 1, instance had 0", "handler 2, instance had 1");
        Eventually.holds("all are counted", () -> handle.counters().handled() == 3);
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.restarts()).isEqualTo(1);
        assertThat(runtime.deadLetters().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTaskOfAStartHookThatThrowsHasItsKernelRestartedBeforeTheFirstMessage(int failures) {
        AtomicInteger instances = new AtomicInteger();
        LaunchOptions options = LaunchOptions.instance((Supplier<Object>) () -> {
            int instance = instances.getAndIncrement();
            return Probe.of(
                    (message, context) -> {
                        seen.add("handler " + number(message) + " of " + instance);
                        return null;
                    },
                    context -> context.defer(() -> {
                        seen.add("task of " + instance);
                        if (instance < failures) {
                            throw new IllegalStateException("of a task");
                        }
                    }),
                    context -> seen.add("end of " + instance));
        });
        KernelHandle handle =
                runtime.launch("probe", options.onFailure(restarting()).as("a"));
        sendAll(0, 1);

        handle.activate();

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            expected.addAll(List.of("task of " + i, "end of " + i));
        }
        expected.addAll(List.of("task of " + failures, "handler 0 of " + failures));
        awaitSeen(expected.toArray(new String[0]));
        assertThat(handle.restarts()).isEqualTo(failures);
        assertThat(handle.failures()).isEqualTo(failures);
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    private static Stream<FailurePolicy> policies() {
        return Stream.of(FailurePolicy.stop(), FailurePolicy.escalate(), restarting());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aTaskOfAStopHookThatThrowsIsNoFailureOfTheKernelThatEnds(FailurePolicy policy) {
        LaunchOptions options = LaunchOptions.instance((Supplier<Object>) () -> Probe.of(
                (message, context) -> null,
                context -> {},
                context -> context.defer(() -> {
                    seen.add("task");
                    throw new IllegalStateException("of a task");
                })));
        KernelHandle handle =
                runtime.launch("probe", options.onFailure(policy).as("a")).activate();

        handle.terminate();

        awaitSeen("task");
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.failure()).isEmpty();
        assertThat(handle.failures()).isZero();
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
        KernelHandle handle = runtime.launch("probe", runBy(execution, options));
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
}
