// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pooled kernel that nobody has needed yet is no more than its launch, and nobody can tell. */
class UnusedKernelTest extends RuntimeTest {
    private boolean isMade(KernelHandle handle) {
        return handle.launch.existing() != null;
    }

    @Test
    void isMadeByItsFirstMessage() {
        KernelHandle handle = activate("a", ECHO);
        assertThat(isMade(handle)).isFalse();
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        assertThat(isMade(handle)).isTrue();
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    @Test
    void takesMessagesBeforeItIsActivated() {
        KernelHandle handle = launch("a", ECHO);
        assertThat(handle.state()).isEqualTo(KernelState.LAUNCHED);
        runtime.send("a", new Ping(1));
        assertThat(handle.state()).isEqualTo(KernelState.LAUNCHED);
        assertThat(handle.counters().waiting()).isEqualTo(1);

        assertThat(handle.activate().state()).isEqualTo(KernelState.ACTIVE);

        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
        assertThat(handle.counters().accepted()).isEqualTo(2);
    }

    @Test
    void isNotMadeByWhoLooksAtIt() {
        KernelHandle handle = activate("a", ECHO);

        assertThat(handle.counters()).isEqualTo(KernelCounters.NONE);
        assertThat(handle.failure()).isEmpty();
        assertThat(handle.failures()).isZero();
        assertThat(handle.restarts()).isZero();
        assertThat(handle).hasToString("KernelHandle(a, ACTIVE)");
        assertThat(runtime.handle("a").orElseThrow().state()).isEqualTo(KernelState.ACTIVE);
        assertThat(runtime.kernelIds()).containsExactly("a");
        assertThatThrownBy(() -> launch("a", ECHO))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel is launched already: kernel=a, state=ACTIVE; terminate it first, or launch under"
                        + " another id with LaunchOptions.as");
        assertThat(isMade(handle)).isFalse();
    }

    @Test
    void countsAsOneThatWasMadeCountsAtFirst() {
        KernelHandle handle = launch("a", ECHO);
        KernelCounters unused = handle.counters();

        handle.ref(Ping.class);

        assertThat(isMade(handle)).isTrue();
        assertThat(handle.counters()).isEqualTo(unused);
    }

    @Test
    void isActivatedOnce() {
        KernelHandle handle = activate("a", ECHO);

        assertThatThrownBy(handle::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot activate kernel: kernel=a, state=ACTIVE, needed=LAUNCHED or DEACTIVATED");
        assertThatThrownBy(() -> launch("b", ECHO).activate(Duration.ofSeconds(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(runtime.handle("b").orElseThrow().state()).isEqualTo(KernelState.LAUNCHED);
    }

    @Test
    void isDeactivatedAndGoesOn() {
        KernelHandle handle = activate("a", ECHO);
        handle.deactivate();
        assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);

        handle.activate();

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThatThrownBy(() -> launch("b", ECHO).deactivate())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot deactivate kernel: kernel=b, state=LAUNCHED, needed=STARTING or ACTIVE");
    }

    @Test
    void endsAsAnyOther() {
        KernelHandle launched = launch("a", ECHO);
        KernelHandle active = activate("b", ECHO);
        assertThat(active.await(Set.of(KernelState.ACTIVE, KernelState.FAILED), LONG))
                .isEqualTo(KernelState.ACTIVE);

        assertThat(launched.terminate()).isZero();
        assertThat(active.terminate()).isZero();

        assertThat(launched.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(active.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(isMade(launched)).isFalse();
        assertThat(runtime.kernelIds()).isEmpty();
        assertThat(runtime.instances.count()).isZero();
        assertThatThrownBy(active::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("cannot activate kernel: kernel=b, state=TERMINATED, needed=LAUNCHED or DEACTIVATED");
        assertThat(launched.terminate()).isZero();
        assertThat(launched.counters().accepted()).isZero();
        KernelRef<Ping> late = launched.ref(Ping.class);
        assertThat(isMade(launched)).isTrue();
        assertThat(launched.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(late.offer(new Ping(1))).isEqualTo(Delivery.CLOSED);
        assertThatThrownBy(() -> late.send(new Ping(1)))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel has ended: kernel=a, state=TERMINATED; launch it again to send to it");
        assertThat(launched.await(KernelState.TERMINATED, LONG).state()).isEqualTo(KernelState.TERMINATED);
        KernelHandle again = activate("a", ECHO);
        runtime.close();
        assertThat(again.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void isMadeAtOnceWhenSomethingComesBeforeItsFirstMessage() {
        assertThat(isMade(runtime.launch("probe", Probe.with(ECHO).as("a").dedicated(Idle.PARKING))))
                .isTrue();
        assertThat(isMade(runtime.launch("probe", Probe.with(ECHO).as("b").coroutine())))
                .isTrue();
    }

    @Test
    void isRefusedAtItsLaunchWhenItCannotBeMade() {
        Probe probe = Probe.of(ECHO, null, null);
        FailurePolicy restart = FailurePolicy.restart(1, LONG, Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> runtime.launch(
                        "probe", LaunchOptions.instance(probe).as("a").onFailure(restart)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("restart needs a fresh instance: kernel=probe");
        assertThatThrownBy(
                        () -> runtime.launch("probe", Probe.with(ECHO).as("b").reentrant(true)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kernel cannot be re-entrant: kernel=b");

        assertThat(runtime.kernelIds()).isEmpty();
        assertThat(runtime.instances.count()).isZero();
    }
}
