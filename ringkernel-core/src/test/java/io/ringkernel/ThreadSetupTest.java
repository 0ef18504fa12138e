// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.LogRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users set up the threads that a runtime starts. */
class ThreadSetupTest extends RuntimeTest {
    private static final Probe.Handler ECHO = (message, context) -> new Pong(((Ping) message).number());

    private final Set<Thread> prepared = ConcurrentHashMap.newKeySet();
    private final Set<Thread> ran = ConcurrentHashMap.newKeySet();

    private final ThreadSetup recording = new ThreadSetup() {
        @Override
        public void prepare(Thread thread) {
            assertThat(thread.isAlive()).isFalse();
            prepared.add(thread);
            thread.setDaemon(false);
            thread.setName("mine-" + thread.getName());
        }

        @Override
        public void run(Runnable work) {
            ran.add(Thread.currentThread());
            work.run();
        }
    };

    private static KernelRuntime with(ThreadSetup setup) {
        return KernelRuntime.create(RuntimeOptions.DEFAULT.withWorkers(1).withThreads(setup));
    }

    private static String kind(Thread thread) {
        return thread.getName().replaceAll("[0-9]+", "N");
    }

    @Test
    void seesEachPlatformThread() {
        try (KernelRuntime mine = with(recording)) {
            mine.launch("probe", Probe.with(ECHO).as("pooled"))
                    .addListener((handle, before, after) -> {})
                    .activate();
            mine.launch("probe", Probe.with(ECHO).as("parking").dedicated(Idle.PARKING))
                    .activate();
            mine.launch("probe", Probe.with(ECHO).as("silent"));
            assertThat(mine.call("pooled", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
            assertThat(mine.call("parking", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
            mine.request("silent", new Ping(3), Pong.class, Duration.ofMillis(1))
                    .handle((reply, failure) -> 1)
                    .join();

            Eventually.holds("each that was started runs", () -> ran.equals(prepared));
            assertThat(prepared)
                    .extracting(ThreadSetupTest::kind)
                    .contains(
                            "mine-ringkernel-worker-N",
                            "mine-ringkernel-parking",
                            "mine-ringkernel-timer",
                            "mine-ringkernel-callback",
                            "mine-ringkernel-events");
            assertThat(prepared).noneMatch(Thread::isDaemon);
        }
        Eventually.holds(
                "no thread outlives the runtime", () -> prepared.stream().noneMatch(Thread::isAlive));
    }

    private enum Wrong implements ThreadSetup {
        THROWS_BEFORE {
            @Override
            public void prepare(Thread thread) {
                throw new IllegalStateException("no");
            }

            @Override
            public void run(Runnable work) {
                throw new IllegalStateException("no");
            }
        },
        THROWS_AFTER {
            @Override
            public void run(Runnable work) {
                work.run();
                throw new IllegalStateException("no");
            }
        },
        FORGETS {
            @Override
            public void run(Runnable work) {}
        },
        RUNS_TWICE {
            @Override
            public void run(Runnable work) {
                work.run();
                work.run();
            }
        },
        STARTS {
            @Override
            public void prepare(Thread thread) {
                thread.start();
            }
        },
        RUNS_BEFORE {
            @Override
            public void prepare(Thread thread) {
                thread.run();
            }
        },
        RUNS_ELSEWHERE {
            @Override
            public void run(Runnable work) {
                CompletableFuture.runAsync(work, command -> new Thread(command, "foreign").start())
                        .join();
            }
        }
    }

    private static LaunchOptions launchedAs(String kind, LaunchOptions options) {
        return switch (kind) {
            case "dedicated" -> options.dedicated(Idle.PARKING);
            case "shared" -> options.dedicated(Idle.PARKING, "desk");
            case "coroutine" -> options.coroutine();
            default -> options;
        };
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void runsKernelsWhateverTheSetupDoes(Wrong setup) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<String> kinds = List.of("pooled", "dedicated", "shared", "coroutine");
        try (KernelRuntime mine = with(setup)) {
            for (String kind : kinds) {
                LaunchOptions options = Probe.with((message, context) -> {
                    threads.add(Thread.currentThread());
                    return new Pong(1);
                });
                mine.launch("probe", launchedAs(kind, options.as(kind))).activate();

                assertThat(mine.call(kind, new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
            }
        }
        assertThat(threads).hasSize(kinds.size());
        threads.forEach(Eventually::ends);
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    private static List<Tuple> logged(ThreadSetup setup) {
        try (KeptLog log = new KeptLog();
                KernelRuntime mine = with(setup)) {
            mine.launch("probe", Probe.with(ECHO).dedicated(Idle.PARKING)).activate();
            assertThat(mine.call("probe", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
            return log.records.stream()
                    .filter(entry -> entry.getMessage().contains("ringkernel-probe"))
                    .map(entry ->
                            tuple(entry.getMessage(), rootOf(entry.getThrown()).getMessage()))
                    .toList();
        }
    }

    @Test
    void logsThatAThreadIsStartedByItsRuntime() {
        assertThat(logged(Wrong.STARTS))
                .containsExactly(tuple(
                        "thread was not set up: thread=ringkernel-probe",
                        "a thread setup must not start the thread: thread=ringkernel-probe; the runtime starts it"));
    }

    @Test
    void logsThatWorkRunsOnItsThread() {
        assertThat(logged(Wrong.RUNS_ELSEWHERE))
                .containsExactly(tuple(
                        "thread failed: thread=ringkernel-probe",
                        "work of a thread must run on it: thread=ringkernel-probe, caller=foreign;"
                                + " call work.run() in ThreadSetup.run itself"));
    }

    @Test
    void warnsWhenKernelsThatSpinLeaveNoCoreToOthers() {
        int cores = Runtime.getRuntime().availableProcessors();
        try (KernelRuntime mine = with(ThreadSetup.NONE);
                KeptLog log = new KeptLog()) {
            mine.launch("probe", Probe.with(ECHO).as("parking").dedicated(Idle.PARKING));
            for (int k = 1; k < cores; k++) {
                mine.launch("probe", Probe.with(ECHO).as("k" + k).dedicated(Idle.YIELDING));
            }
            assertThat(log.records).isEmpty();

            mine.launch("probe", Probe.with(ECHO).as("last").dedicated(Idle.BUSY_SPIN));

            assertThat(log.records)
                    .singleElement()
                    .extracting(LogRecord::getMessage)
                    .isEqualTo("kernels that spin leave no core to others: kernel=last, spinning=" + cores + ", cores="
                            + cores + "; launch it with Idle.BACKOFF or Idle.PARKING, or pooled");
        }
    }

    @Test
    void warnsOnceOfKernelsThatSpinOnOneThread() {
        int cores = Runtime.getRuntime().availableProcessors();
        try (KernelRuntime mine = with(ThreadSetup.NONE);
                KeptLog log = new KeptLog()) {
            for (int k = 1; k < cores; k++) {
                mine.launch("probe", Probe.with(ECHO).as("k" + k).dedicated(Idle.YIELDING));
            }
            for (String id : List.of("a", "b", "c")) {
                mine.launch("probe", Probe.with(ECHO).as(id).dedicated(Idle.YIELDING, "desk"));
            }

            assertThat(log.records)
                    .singleElement()
                    .extracting(LogRecord::getMessage)
                    .asString()
                    .contains("kernel=a, spinning=" + cores);
        }
    }
}
