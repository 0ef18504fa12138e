// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class KernelLifeTest {
    private static final long LONG_NS = 20_000_000_000L;

    private final List<String> steps = new ArrayList<>();
    private final KernelLife life = lifeOf("pricing", false);

    private KernelLife lifeOf(String id, boolean mustStart) {
        return new KernelLife(id, mustStart, (before, after) -> steps.add(before + " → " + after));
    }

    private void launchAndActivate() {
        life.launch();
        life.activate();
    }

    // ---- steps

    private KernelLife in(KernelState state, boolean mustStart) {
        KernelLife one = lifeOf("pricing", mustStart);
        if (state != KernelState.CREATED) {
            one.launch();
        }
        if (state.compareTo(KernelState.LAUNCHED) > 0) {
            one.activate();
        }
        if (state == KernelState.DEACTIVATED) {
            one.deactivate();
        }
        if (state.compareTo(KernelState.DEACTIVATED) > 0) {
            one.beginEnd(System.nanoTime() + LONG_NS);
        }
        if (state.isEnded()) {
            assertThat(state == KernelState.FAILED ? one.giveUp() : one.takeEnd())
                    .isTrue();
            one.end();
        }
        assertThat(one.state()).isEqualTo(state);
        steps.clear();
        return one;
    }

    private static Consumer<KernelLife> operation(String name) {
        return switch (name) {
            case "launch" -> KernelLife::launch;
            case "activate" -> KernelLife::activate;
            case "started" -> KernelLife::started;
            case "deactivate" -> KernelLife::deactivate;
            case "beginEnd" -> life -> life.beginEnd(System.nanoTime() + LONG_NS);
            case "fail" -> life -> life.fail(new IllegalStateException("no"));
            case "takeEnd" ->
                life -> {
                    if (life.takeEnd()) {
                        life.end();
                    }
                };
            case "giveUp" ->
                life -> {
                    if (life.giveUp()) {
                        life.end();
                    }
                };
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATED     | launch     | LAUNCHED
            CREATED     | activate   | cannot activate kernel: kernel=pricing, state=CREATED, needed=LAUNCHED or DEACTIVATED
            CREATED     | started    | CREATED
            CREATED     | deactivate | cannot deactivate kernel: kernel=pricing, state=CREATED, needed=STARTING or ACTIVE
            CREATED     | beginEnd   | TERMINATING
            CREATED     | fail       | TERMINATING
            CREATED     | takeEnd    | CREATED
            CREATED     | giveUp     | CREATED
            LAUNCHED    | launch     | cannot launch kernel: kernel=pricing, state=LAUNCHED, needed=CREATED
            LAUNCHED    | activate   | STARTING
            LAUNCHED    | started    | LAUNCHED
            LAUNCHED    | deactivate | cannot deactivate kernel: kernel=pricing, state=LAUNCHED, needed=STARTING or ACTIVE
            LAUNCHED    | beginEnd   | TERMINATING
            LAUNCHED    | fail       | TERMINATING
            LAUNCHED    | takeEnd    | LAUNCHED
            LAUNCHED    | giveUp     | LAUNCHED
            STARTING    | launch     | cannot launch kernel: kernel=pricing, state=STARTING, needed=CREATED
            STARTING    | activate   | cannot activate kernel: kernel=pricing, state=STARTING, needed=LAUNCHED or DEACTIVATED
            STARTING    | started    | ACTIVE
            STARTING    | deactivate | DEACTIVATED
            STARTING    | beginEnd   | TERMINATING
            STARTING    | fail       | TERMINATING
            STARTING    | takeEnd    | STARTING
            STARTING    | giveUp     | STARTING
            ACTIVE      | launch     | cannot launch kernel: kernel=pricing, state=ACTIVE, needed=CREATED
            ACTIVE      | activate   | cannot activate kernel: kernel=pricing, state=ACTIVE, needed=LAUNCHED or DEACTIVATED
            ACTIVE      | started    | ACTIVE
            ACTIVE      | deactivate | DEACTIVATED
            ACTIVE      | beginEnd   | TERMINATING
            ACTIVE      | fail       | TERMINATING
            ACTIVE      | takeEnd    | ACTIVE
            ACTIVE      | giveUp     | ACTIVE
            DEACTIVATED | launch     | cannot launch kernel: kernel=pricing, state=DEACTIVATED, needed=CREATED
            DEACTIVATED | activate   | ACTIVE
            DEACTIVATED | started    | DEACTIVATED
            DEACTIVATED | deactivate | cannot deactivate kernel: kernel=pricing, state=DEACTIVATED, needed=STARTING or ACTIVE
            DEACTIVATED | beginEnd   | TERMINATING
            DEACTIVATED | fail       | TERMINATING
            DEACTIVATED | takeEnd    | DEACTIVATED
            DEACTIVATED | giveUp     | DEACTIVATED
            TERMINATING | launch     | cannot launch kernel: kernel=pricing, state=TERMINATING, needed=CREATED
            TERMINATING | activate   | cannot activate kernel: kernel=pricing, state=TERMINATING, needed=LAUNCHED or DEACTIVATED
            TERMINATING | started    | TERMINATING
            TERMINATING | deactivate | cannot deactivate kernel: kernel=pricing, state=TERMINATING, needed=STARTING or ACTIVE
            TERMINATING | beginEnd   | TERMINATING
            TERMINATING | fail       | TERMINATING
            TERMINATING | takeEnd    | TERMINATED
            TERMINATING | giveUp     | FAILED
            TERMINATED  | launch     | cannot launch kernel: kernel=pricing, state=TERMINATED, needed=CREATED
            TERMINATED  | activate   | cannot activate kernel: kernel=pricing, state=TERMINATED, needed=LAUNCHED or DEACTIVATED
            TERMINATED  | started    | TERMINATED
            TERMINATED  | deactivate | cannot deactivate kernel: kernel=pricing, state=TERMINATED, needed=STARTING or ACTIVE
            TERMINATED  | beginEnd   | TERMINATED
            TERMINATED  | fail       | TERMINATED
            TERMINATED  | takeEnd    | TERMINATED
            TERMINATED  | giveUp     | TERMINATED
            FAILED      | launch     | cannot launch kernel: kernel=pricing, state=FAILED, needed=CREATED
            FAILED      | activate   | cannot activate kernel: kernel=pricing, state=FAILED, needed=LAUNCHED or DEACTIVATED
            FAILED      | started    | FAILED
            FAILED      | deactivate | cannot deactivate kernel: kernel=pricing, state=FAILED, needed=STARTING or ACTIVE
            FAILED      | beginEnd   | FAILED
            FAILED      | fail       | FAILED
            FAILED      | takeEnd    | FAILED
            FAILED      | giveUp     | FAILED
            """)
    void makesThisStepOrSaysWhyNot(KernelState before, String operation, String outcome) {
        boolean mustStart = before == KernelState.LAUNCHED || before == KernelState.STARTING;
        KernelLife one = in(before, mustStart);

        if (outcome.contains(" ")) {
            assertThatThrownBy(() -> operation(operation).accept(one))
                    .isExactlyInstanceOf(KernelStateException.class)
                    .hasMessage(outcome)
                    .hasCause(one.failure());
            assertThat(one.state()).isEqualTo(before);
        } else {
            operation(operation).accept(one);
            assertThat(one.state()).hasToString(outcome);
        }
        assertThat(steps).hasSize(one.state() == before ? 0 : 1);
    }

    @Test
    void tellsOfEachStep() {
        KernelLife starting = lifeOf("a", true);
        starting.launch();
        assertThat(starting.activate()).isPositive();
        starting.started();
        starting.deactivate();
        assertThat(starting.activate()).isEqualTo(KernelLife.NO_START);
        starting.beginEnd(System.nanoTime());
        starting.takeEnd();
        starting.end();

        assertThat(steps)
                .containsExactly(
                        "CREATED → LAUNCHED",
                        "LAUNCHED → STARTING",
                        "STARTING → ACTIVE",
                        "ACTIVE → DEACTIVATED",
                        "DEACTIVATED → ACTIVE",
                        "ACTIVE → TERMINATING",
                        "TERMINATING → TERMINATED");
    }

    @Test
    void startsOnceItIsActivatedAgainWhatWasDeactivatedWhileItStarted() {
        KernelLife one = in(KernelState.STARTING, true);
        one.deactivate();
        one.started();
        assertThat(one.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(one.activate()).isEqualTo(KernelLife.NO_START);

        KernelLife other = in(KernelState.STARTING, true);
        other.deactivate();
        assertThat(other.activate()).isPositive();
        assertThat(other.state()).isEqualTo(KernelState.STARTING);
    }

    // ---- the end

    @Test
    void discardsNothingThatIsTakenWhileActive() {
        launchAndActivate();
        KernelState stance = life.state();

        life.deactivate();

        assertThat(life.isDiscarding(stance)).isFalse();
    }

    @Test
    void discardsWhatIsLeftAfterTheDrainDeadline() {
        launchAndActivate();
        assertThat(life.isDiscarding(life.state())).isFalse();
        life.beginEnd(System.nanoTime() + LONG_NS);
        assertThat(life.isDiscarding(life.state())).isFalse();
        life.takeEnd();
        life.end();
        assertThat(life.isDiscarding(life.state())).isTrue();

        KernelLife late = in(KernelState.ACTIVE, false);
        late.beginEnd(System.nanoTime());
        assertThat(late.isDiscarding(late.state())).isTrue();
    }

    @Test
    void bringsTheDrainDeadlineNearerAndNeverFarther() {
        launchAndActivate();
        life.beginEnd(System.nanoTime() + LONG_NS);

        assertThat(life.beginEnd(System.nanoTime() + 2 * LONG_NS)).isFalse();
        assertThat(life.isDrainOver()).isFalse();
        assertThat(life.beginEnd(System.nanoTime())).isFalse();
        assertThat(life.isDrainOver()).isTrue();
        assertThat(life.beginEnd(System.nanoTime() + LONG_NS)).isFalse();
        assertThat(life.isDrainOver()).isTrue();
    }

    @Test
    void discardsEverythingWhenItEndsWithoutBeingActive() {
        for (KernelState state : EnumSet.of(KernelState.LAUNCHED, KernelState.STARTING, KernelState.DEACTIVATED)) {
            KernelLife one = in(state, state == KernelState.STARTING);

            one.beginEnd(System.nanoTime() + LONG_NS);

            assertThat(one.isDiscarding(one.state())).as(state.name()).isTrue();
        }
    }

    @Test
    void endsOnce() {
        launchAndActivate();

        assertThat(life.beginEnd(0)).isTrue();
        assertThat(life.beginEnd(0)).isFalse();
        assertThat(life.takeEnd()).isTrue();
        assertThat(life.takeEnd()).isFalse();
        assertThat(life.giveUp()).isFalse();
        life.end();
        assertThat(life.beginEnd(0)).isFalse();
        assertThat(life.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(life.isGivenUp()).isFalse();
    }

    @Test
    void givesUpOnce() {
        launchAndActivate();
        life.beginEnd(0);

        assertThat(life.giveUp()).isTrue();
        assertThat(life.takeEnd()).isFalse();
        life.end();
        assertThat(life.state()).isEqualTo(KernelState.FAILED);
        assertThat(life.isGivenUp()).isTrue();
        assertThat(life.failure())
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("handler did not return before the end, and may still run: kernel=pricing");
    }

    @Test
    void keepsTheFirstFailure() {
        launchAndActivate();
        Throwable first = new IllegalStateException("first");

        assertThat(life.fail(first)).isTrue();
        assertThat(life.fail(new IllegalStateException("second"))).isFalse();
        life.giveUp();
        life.end();

        assertThat(life.failure()).isSameAs(first);
        assertThat(life.state()).isEqualTo(KernelState.FAILED);
    }

    // ---- waits

    @Test
    void waitsForTheRunnerToLeave() {
        launchAndActivate();
        life.enter();
        life.deactivate();
        AtomicReference<Boolean> left = new AtomicReference<>();
        Thread other = start(() -> left.set(life.awaitTurnEnd(LONG_NS)));
        Eventually.rests(other);
        assertThat(other.isAlive()).isTrue();

        life.leave();

        Eventually.ends(other);
        assertThat(left.get()).isTrue();
    }

    @Test
    void waitsForOneTurnOfTheRunnerOnly() {
        launchAndActivate();
        life.enter();
        Thread other = start(() -> life.awaitTurnEnd(LONG_NS));
        Eventually.rests(other);

        life.leave();
        life.enter();

        Eventually.ends(other);
        life.leave();
    }

    @Test
    void stopsWaitingForTheRunnerAtTheTimeout() {
        launchAndActivate();
        life.enter();
        Thread other = start(() -> assertThat(life.awaitTurnEnd(1_000_000)).isFalse());

        Eventually.ends(other);
        life.leave();
        assertThat(life.awaitTurnEnd(0)).isTrue();
    }

    @Test
    void stopsWaitingForTheEndAtTheTimeout() {
        launchAndActivate();
        life.beginEnd(0);
        long startNs = System.nanoTime();

        assertThat(life.awaitEnd(10_000_000)).isFalse();

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void seesAStateThatLastsForAMomentOnly() {
        life.launch();
        AtomicReference<KernelState> seen = new AtomicReference<>();
        Thread other =
                start(() -> seen.set(life.awaitState(EnumSet.of(KernelState.ACTIVE), Duration.ofNanos(LONG_NS))));
        Eventually.rests(other);

        life.activate();
        life.deactivate();

        Eventually.ends(other);
        assertThat(seen.get()).isEqualTo(KernelState.ACTIVE);
    }

    @Test
    void seesAStartThatIsOverAlthoughAnotherHasBegun() {
        KernelLife one = lifeOf("pricing", true);
        one.launch();
        int start = one.activate();
        assertThat(one.awaitStart(start, 0)).isFalse();
        one.started();
        one.restart();
        assertThat(one.state()).isEqualTo(KernelState.STARTING);

        assertThat(one.awaitStart(start, 0)).isTrue();

        one.deactivate();
        int second = one.activate();
        assertThat(one.awaitStart(second, 0)).isFalse();
        one.started();
        one.fail(new IllegalStateException("boom"));
        assertThat(one.state()).isEqualTo(KernelState.TERMINATING);
        assertThat(one.awaitStart(second, 0)).isTrue();
        assertThat(one.hasFailedToStart(second)).isFalse();
    }

    @Test
    void seesTheStateThatItIsIn() {
        life.launch();

        assertThat(life.awaitState(EnumSet.allOf(KernelState.class), Duration.ZERO))
                .isEqualTo(KernelState.LAUNCHED);
    }

    @Test
    void saysWhenAStateDidNotComeInTime() {
        life.launch();

        assertThatThrownBy(() ->
                        life.awaitState(EnumSet.of(KernelState.TERMINATED, KernelState.ACTIVE), Duration.ofMillis(1)))
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("kernel did not get there in time: kernel=pricing, awaited=[ACTIVE, TERMINATED],"
                        + " state=LAUNCHED, timeout=PT0.001S");
    }

    @Test
    void saysAtOnceThatAStateCannotComeAnyMore() {
        Throwable cause = new IllegalStateException("no");
        launchAndActivate();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread other = start(() -> {
            try {
                life.awaitState(EnumSet.of(KernelState.DEACTIVATED), Duration.ofNanos(LONG_NS));
            } catch (KernelStateException e) {
                failure.set(e);
            }
        });
        Eventually.rests(other);

        life.fail(cause);

        Eventually.ends(other);
        assertThat(failure.get())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage(
                        "kernel cannot get there any more: kernel=pricing, awaited=[DEACTIVATED], state=TERMINATING")
                .hasCause(cause);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        launchAndActivate();
        life.enter();
        life.deactivate();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread other = start(() -> {
            try {
                life.awaitTurnEnd(LONG_NS);
            } catch (InterruptedSendException e) {
                failure.set(e);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        Eventually.rests(other);

        other.interrupt();

        Eventually.ends(other);
        assertThat(failure.get())
                .isExactlyInstanceOf(InterruptedSendException.class)
                .hasMessage("interrupted while waiting for kernel: kernel=pricing, state=DEACTIVATED")
                .hasCauseExactlyInstanceOf(InterruptedException.class);
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
