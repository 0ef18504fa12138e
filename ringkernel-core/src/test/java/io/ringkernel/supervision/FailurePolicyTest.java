// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.supervision.FailurePolicy.Action;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final FailurePolicy RESTART = FailurePolicy.restart(3, SECOND, Duration.ZERO, Duration.ZERO);

    private static Action of(FailurePolicy policy, Throwable failure) {
        return policy.policyFor(failure).action();
    }

    @Test
    void saysTheSameForAllUnlessThereIsARule() {
        for (FailurePolicy policy :
                new FailurePolicy[] {FailurePolicy.resume(), RESTART, FailurePolicy.stop(), FailurePolicy.escalate()}) {
            assertThat(policy.policyFor(new IOException())).isSameAs(policy);
            assertThat(policy.policyFor(new StackOverflowError())).isSameAs(policy);
            assertThat(policy.policyFor(new OutOfMemoryError())).isSameAs(policy);
            assertThat(policy.policyFor(new AssertionError())).isSameAs(policy);
            assertThat(policy.policyFor(new Throwable())).isSameAs(policy);
        }
    }

    @Test
    void prefersTheNearestRule() {
        FailurePolicy policy = FailurePolicy.resume()
                .on(Exception.class, FailurePolicy.escalate())
                .on(IOException.class, FailurePolicy.stop())
                .on(Throwable.class, RESTART);

        assertThat(of(policy, new FileNotFoundException())).isEqualTo(Action.STOP);
        assertThat(of(policy, new IllegalStateException())).isEqualTo(Action.ESCALATE);
        assertThat(of(policy, new StackOverflowError())).isEqualTo(Action.RESTART);
        assertThat(of(policy.on(Error.class, FailurePolicy.stop()), new StackOverflowError()))
                .isEqualTo(Action.STOP);
        assertThat(of(policy.on(IOException.class, RESTART), new FileNotFoundException()))
                .isEqualTo(Action.RESTART);
    }

    @Test
    void neverRestartsForAClassThatCannotBeLinked() {
        assertThat(of(RESTART, new NoClassDefFoundError())).isEqualTo(Action.STOP);
        assertThat(of(FailurePolicy.resume(), new NoClassDefFoundError())).isEqualTo(Action.RESUME);
        assertThat(of(FailurePolicy.resume().on(Error.class, RESTART), new NoClassDefFoundError()))
                .isEqualTo(Action.STOP);
        assertThat(of(FailurePolicy.stop().on(LinkageError.class, RESTART), new NoClassDefFoundError()))
                .isEqualTo(Action.RESTART);
    }

    @Test
    void stopsWhenTheMachineIsBroken() {
        assertThat(of(FailurePolicy.resume(), new InternalError())).isEqualTo(Action.STOP);
        assertThat(of(RESTART, new InternalError())).isEqualTo(Action.STOP);
        assertThat(of(FailurePolicy.escalate(), new InternalError())).isEqualTo(Action.ESCALATE);
        assertThat(of(FailurePolicy.stop().on(VirtualMachineError.class, FailurePolicy.resume()), new InternalError()))
                .isEqualTo(Action.RESUME);
    }

    @Test
    void knowsWhetherItMayRestart() {
        assertThat(RESTART.mayRestart()).isTrue();
        assertThat(FailurePolicy.resume().on(Error.class, RESTART).mayRestart()).isTrue();
        assertThat(FailurePolicy.resume().on(Error.class, FailurePolicy.stop()).mayRestart())
                .isFalse();
    }

    @Test
    void hasADefault() {
        FailurePolicy restart = FailurePolicy.restart();

        assertThat(restart.mostRestarts()).isEqualTo(10);
        assertThat(restart.window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(restart.leastBackoff()).isEqualTo(Duration.ofMillis(100));
        assertThat(restart.mostBackoff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(restart).hasToString("RESTART(most=10, window=PT1M, backoff=PT0.1S to PT10S)");
        assertThat(FailurePolicy.stop().on(IOException.class, FailurePolicy.resume()))
                .hasToString("STOP except {class java.io.IOException=RESUME}");
    }

    @Test
    void refusesLimitsOutOfRange() {
        assertThatThrownBy(() -> FailurePolicy.restart(0, SECOND, SECOND, SECOND))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("restarts must be 1 to 10000: restarts=0");
        assertThatThrownBy(() -> FailurePolicy.restart(10_001, SECOND, SECOND, SECOND))
                .hasMessage("restarts must be 1 to 10000: restarts=10001");
        assertThatThrownBy(() -> FailurePolicy.restart(1, Duration.ZERO, SECOND, SECOND))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("window of restarts must be positive: window=PT0S");
        assertThatThrownBy(() -> FailurePolicy.restart(1, SECOND, SECOND.negated(), SECOND))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("back-off must not be negative, nor the most less than the least: least=PT-1S, most=PT1S");
        assertThatThrownBy(() -> FailurePolicy.restart(1, SECOND, SECOND, Duration.ZERO))
                .hasMessage("back-off must not be negative, nor the most less than the least: least=PT1S, most=PT0S");
        assertThatThrownBy(() -> FailurePolicy.stop().on(IOException.class, RESTART.on(Error.class, RESTART)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy of a rule must not have rules: failure=java.io.IOException, rules=1");
    }
}
