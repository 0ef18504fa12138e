// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogTest extends RuntimeTest {
    private static final Duration THRESHOLD = Duration.ofMillis(40);

    private final List<Stall> stalls = new CopyOnWriteArrayList<>();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    @Override
    RuntimeOptions options() {
        return super.options().withStallThreshold(THRESHOLD);
    }

    @BeforeEach
    void listen() {
        runtime.addStallListener(stalls::add);
    }

    @AfterEach
    void endLoops() {
        goesOn.set(false);
    }

    private Object loopsForEver(Object message, KernelContext context) {
        while (goesOn.get()) {
            Thread.onSpinWait();
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesAHandlerThatDoesNotReturnAndWhereItIs(boolean isPooled) {
        LaunchOptions options = Probe.with(this::loopsForEver);
        runtime.launch(
                        "probe",
                        isPooled ? options.as("loop") : options.as("loop").dedicated(Idle.PARKING))
                .activate();

        runtime.send("loop", new Ping(1));

        Eventually.holds("it is named", () -> !stalls.isEmpty());
        Stall stall = stalls.get(0);
        assertThat(stall.kernelId()).isEqualTo("loop");
        assertThat(stall.doing()).isEqualTo("handling " + Ping.class.getName());
        assertThat(stall.duration()).isGreaterThanOrEqualTo(THRESHOLD);
        assertThat(stall.thread()).startsWith(isPooled ? "ringkernel-worker-" : "ringkernel-loop");
        assertThat(stall.stack()).anyMatch(frame -> frame.getMethodName().equals("loopsForEver"));
    }

    @Test
    void namesItAgainWhenItHasTakenTwiceAsLong() {
        activate("loop", this::loopsForEver);
        long startNs = System.nanoTime();

        runtime.send("loop", new Ping(1));

        Eventually.holds(
                "it is named once more",
                () -> stalls.stream().anyMatch(stall -> stall.duration().compareTo(THRESHOLD.multipliedBy(4)) >= 0));
        assertDoubled();
        assertThat(stalls.get(stalls.size() - 1).duration())
                .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - startNs));
    }

    private void assertDoubled() {
        for (int i = 1; i < stalls.size(); i++) {
            assertThat(stalls.get(i).duration())
                    .isGreaterThanOrEqualTo(stalls.get(i - 1).duration().multipliedBy(2));
        }
    }

    /* Holds the thread of the timer up, as when the whole process stands still, and lets it go for some time, again and again. */
    private void jerk(Duration still, Duration pause) {
        runtime.timer.schedule(
                () -> {
                    LockSupport.parkNanos(still.toNanos());
                    jerk(still, pause);
                },
                pause.toNanos());
    }

    @Test
    void namesItWithDoublingAlsoWhenTheProcessStandsStillNowAndThen() {
        activate("loop", this::loopsForEver);
        jerk(THRESHOLD.multipliedBy(3).dividedBy(4), THRESHOLD.multipliedBy(2));

        runtime.send("loop", new Ping(1));

        Eventually.holds("it is named thrice", () -> stalls.size() >= 3);
        assertDoubled();
    }

    @Test
    void namesSomebodyWhenEachLookIsLate() {
        activate("loop", this::loopsForEver);
        jerk(THRESHOLD.multipliedBy(3).dividedBy(4), Duration.ZERO);

        runtime.send("loop", new Ping(1));

        Eventually.holds("it is named", () -> !stalls.isEmpty());
    }

    @Test
    void delaysNobodyElseWhileThereIsAnotherWorker() {
        activate("loop", this::loopsForEver);
        activate("echo", ECHO);
        runtime.send("loop", new Ping(1));
        Eventually.holds("it is named", () -> !stalls.isEmpty());

        for (int i = 0; i < 1000; i++) {
            assertThat(runtime.call("echo", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
    }

    @Test
    void doesNotNameWhoWaitsForAnAnswerNorWhoHasMuchToDo() {
        CountDownLatch asked = new CountDownLatch(1);
        KernelHandle silent = launch("silent", ECHO);
        activate("asks", (message, context) -> {
            asked.countDown();
            return runtime.call("silent", message, Pong.class, LONG);
        });
        activate("busy", (message, context) -> {
            long endNs = System.nanoTime() + 1_000_000;
            while (System.nanoTime() - endNs < 0) {
                Thread.onSpinWait();
            }
            return null;
        });
        var answer = runtime.request("asks", new Ping(1), Pong.class, LONG);
        await(asked);

        for (int i = 0; i < 300; i++) { // some 300 ms
            runtime.send("busy", new Ping(i));
        }
        Eventually.holds(
                "all is done",
                () -> runtime.handle("busy").orElseThrow().counters().handled() == 300);
        silent.activate();

        assertThat(answer.join()).isEqualTo(new Pong(1));
        assertThat(stalls).noneMatch(stall -> stall.kernelId().equals("asks"));
    }

    @Test
    void namesNobodyIfItIsToldSo() {
        try (KernelRuntime blind = KernelRuntime.create(options().withStallThreshold(Duration.ZERO))) {
            blind.addStallListener(stalls::add);
            blind.launch("probe", Probe.with(this::loopsForEver).as("loop")).activate();
            blind.send("loop", new Ping(1));
            activate("other", this::loopsForEver);
            runtime.send("other", new Ping(1));

            Eventually.holds("the other is named", () -> stalls.size() >= 3);

            assertThat(stalls).allMatch(stall -> stall.kernelId().equals("other"));
            goesOn.set(false);
        }
    }

    @Test
    void refusesThresholdsThatMeanNothing() {
        assertThatThrownBy(() -> RuntimeOptions.DEFAULT.withStallThreshold(Duration.ofMillis(9)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("stall threshold must be zero, or 10 ms or more: stallThreshold=PT0.009S");
    }
}
