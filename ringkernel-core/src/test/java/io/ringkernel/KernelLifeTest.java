// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.testkit.Eventually;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KernelLifeTest {
    private static final long LONG_NS = 20_000_000_000L;

    private final KernelLife life = new KernelLife("pricing");

    private void launchAndActivate() {
        life.launch();
        life.activate();
    }

    @Test
    void goesFromStepToStep() {
        assertThat(life.state()).isEqualTo(KernelState.CREATED);
        life.launch();
        assertThat(life.state()).isEqualTo(KernelState.LAUNCHED);
        life.activate();
        assertThat(life.state()).isEqualTo(KernelState.ACTIVE);
        life.deactivate();
        assertThat(life.state()).isEqualTo(KernelState.DEACTIVATED);
        life.activate();
        assertThat(life.state()).isEqualTo(KernelState.ACTIVE);
        assertThat(life.beginEnd(System.nanoTime() + LONG_NS)).isTrue();
        assertThat(life.state()).isEqualTo(KernelState.TERMINATING);
        assertThat(life.completeEnd()).isTrue();
        assertThat(life.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void refusesStepsThatAreNotNext() {
        assertThatThrownBy(life::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot activate kernel: kernel=pricing, state=CREATED, needed=LAUNCHED");
        assertThatThrownBy(life::deactivate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot deactivate kernel: kernel=pricing, state=CREATED, needed=ACTIVE");
        launchAndActivate();
        assertThatThrownBy(life::launch)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot launch kernel: kernel=pricing, state=ACTIVE, needed=CREATED");
        assertThatThrownBy(life::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot activate kernel: kernel=pricing, state=ACTIVE, needed=LAUNCHED");
        life.beginEnd(0);
        assertThatThrownBy(life::deactivate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot deactivate kernel: kernel=pricing, state=TERMINATING, needed=ACTIVE");
    }

    @Test
    void takesMessagesOnlyWhileActiveOrEnding() {
        assertThat(life.isTaking()).isFalse();
        life.launch();
        assertThat(life.isTaking()).isFalse();
        life.activate();
        assertThat(life.isTaking()).isTrue();
        life.deactivate();
        assertThat(life.isTaking()).isFalse();
        life.beginEnd(0);
        assertThat(life.isTaking()).isTrue();
        life.completeEnd();
        assertThat(life.isTaking()).isTrue();
    }

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
        life.completeEnd();
        assertThat(life.isDiscarding(life.state())).isTrue();

        KernelLife late = new KernelLife("late");
        late.launch();
        late.activate();
        late.beginEnd(System.nanoTime());
        assertThat(late.isDiscarding(late.state())).isTrue();
    }

    @Test
    void discardsEverythingWhenItEndsWithoutBeingActive() {
        life.launch();

        life.beginEnd(System.nanoTime() + LONG_NS);

        assertThat(life.isDiscarding(life.state())).isTrue();
    }

    @Test
    void endsOnce() {
        launchAndActivate();

        assertThat(life.beginEnd(0)).isTrue();
        assertThat(life.beginEnd(0)).isFalse();
        assertThat(life.completeEnd()).isTrue();
        assertThat(life.completeEnd()).isFalse();
        assertThat(life.giveUp()).isFalse();
        assertThat(life.beginEnd(0)).isFalse();
        assertThat(life.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void givesUpOnce() {
        launchAndActivate();
        life.beginEnd(0);

        assertThat(life.giveUp()).isTrue();
        assertThat(life.completeEnd()).isFalse();
        assertThat(life.state()).isEqualTo(KernelState.FAILED);
    }

    @Test
    void waitsForTheRunnerToLeaveBeforeItIsDeactivated() {
        launchAndActivate();
        life.enter();
        Thread other = start(life::deactivate);
        Eventually.rests(other);
        assertThat(life.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(other.isAlive()).isTrue();

        life.leave();

        Eventually.ends(other);
    }

    @Test
    void doesNotWaitForItsOwnRunner() {
        launchAndActivate();
        life.enter();
        assertThat(life.isRunBy(Thread.currentThread())).isTrue();

        life.deactivate();
        life.beginEnd(0);
        life.awaitEnd(LONG_NS);

        life.leave();
        assertThat(life.isRunBy(Thread.currentThread())).isFalse();
    }

    @Test
    void givesUpWaitingForTheEndAtTheTimeout() {
        launchAndActivate();
        life.beginEnd(0);
        long startNs = System.nanoTime();

        life.awaitEnd(10_000_000);

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        launchAndActivate();
        life.enter();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread other = start(() -> {
            try {
                life.deactivate();
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
