// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.OnFailure;
import io.ringkernel.annotation.Producers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What can be set for a runtime, a kernel and a launch. */
class OptionsTest {
    private static KernelSettings settings(int capacity, int slotLength) {
        return new KernelSettings(
                capacity,
                slotLength,
                Backpressure.BLOCK,
                Execution.POOLED,
                Idle.PARKING,
                Producers.MULTI,
                OnFailure.RESUME);
    }

    @Test
    void refusesLanesOutOfRange() {
        for (int capacity : new int[] {0, -1, (1 << 20) + 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> settings(capacity, 64))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("lane capacity must be 1 to 1048576: capacity=" + capacity);
        }
        assertThatThrownBy(() -> settings(1000, 64))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane capacity must be a power of 2: capacity=1000, next=1024");
        for (int slotLength : new int[] {-64, 1, 100, 65_600}) {
            assertThatThrownBy(() -> settings(64, slotLength))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("slot length must be a multiple of 64 up to 65536: slotLength=" + slotLength);
        }
        assertThat(settings(1 << 20, 0).slotLength()).isZero();
        assertThat(settings(1, 65_536).capacity()).isEqualTo(1);
    }

    @Test
    void refusesLanesThatNoMemoryHolds() {
        assertThat(settings(1 << 20, 1024).capacity()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> settings(1 << 20, 2048))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane must be shorter than 2 GiB: capacity=1048576, slotLength=2048");
    }

    @Test
    void refusesRuntimesOutOfRange() {
        RuntimeOptions options = RuntimeOptions.DEFAULT;

        assertThatThrownBy(() -> options.withWorkers(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers must be 1 to 1024: workers=0");
        assertThatThrownBy(() -> options.withWorkers(1025)).hasMessage("workers must be 1 to 1024: workers=1025");
        assertThatThrownBy(() -> options.withPayloadLimitBytes(255))
                .hasMessage("payload limit must be 256 bytes or more: payloadLimitBytes=255");
        assertThatThrownBy(() -> options.withSendTimeout(Duration.ofNanos(-1)))
                .hasMessage("send timeout must not be negative: sendTimeout=PT-0.000000001S");
        assertThatThrownBy(() -> options.withLaneIdleTime(Duration.ofSeconds(-1)))
                .hasMessage("lane idle time must not be negative: laneIdleTime=PT-1S");
        assertThatThrownBy(() -> options.withCloseTimeout(Duration.ofSeconds(-1)))
                .hasMessage("close timeout must not be negative: closeTimeout=PT-1S");
        assertThatThrownBy(() -> options.withRequestTimeout(Duration.ofSeconds(-1)))
                .hasMessage("request timeout must not be negative: requestTimeout=PT-1S");
        assertThatThrownBy(() -> options.withRequestLimit(0))
                .hasMessage("request limit must be 1 to 65536: requestLimit=0");
        assertThatThrownBy(() -> options.withRequestLimit(65_537))
                .hasMessage("request limit must be 1 to 65536: requestLimit=65537");
        assertThatThrownBy(() -> options.withLatencySampling(3))
                .hasMessage("latency sampling must be a power of 2: latencySampling=3");
        assertThatThrownBy(() -> options.withDeadLetterLimit(-1))
                .hasMessage("dead letter limit must be 0 to 1048576: deadLetterLimit=-1");
        assertThatThrownBy(() -> options.withDeadLetterLimit((1 << 20) + 1))
                .hasMessage("dead letter limit must be 0 to 1048576: deadLetterLimit=1048577");
        assertThatThrownBy(() -> options.withDeadLetterLimitBytes(1023))
                .hasMessage("memory for dead letters must be 1024 to 1073741824 bytes: deadLetterLimitBytes=1023");
        assertThatThrownBy(() -> options.withCoroutineLimit(0))
                .hasMessage("coroutine limit must be 1 to 65536: coroutineLimit=0");
        assertThatThrownBy(() -> options.withCoroutineLimit(65_537))
                .hasMessage("coroutine limit must be 1 to 65536: coroutineLimit=65537");
        assertThatThrownBy(() -> options.withTurnTime(Duration.ofNanos(9_999)))
                .hasMessage("turn time must be 10 µs to 1 s: turnTime=PT0.000009999S");
        assertThatThrownBy(() -> options.withTurnTime(Duration.ofNanos(1_000_000_001)))
                .hasMessage("turn time must be 10 µs to 1 s: turnTime=PT1.000000001S");
        assertThat(options.withRequestLimit(65_536)
                        .withCoroutineLimit(65_536)
                        .withWorkers(1024)
                        .withLatencySampling(1)
                        .withDeadLetterLimit(0)
                        .withLaneLimitBytes(1 << 20)
                        .withLaneIdleTime(Duration.ZERO)
                        .withRequestTimeout(Duration.ofSeconds(3))
                        .withDeadLetterLimitBytes(1 << 30)
                        .withTurnTime(Duration.ofSeconds(1)))
                .isEqualTo(new RuntimeOptions(
                        1024,
                        256L << 20,
                        1 << 20,
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        65_536,
                        1,
                        0,
                        1 << 30,
                        65_536,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        ThreadSetup.NONE));
    }

    @Test
    void changesWhatALaunchSays() {
        LaunchOptions options = LaunchOptions.instance("kernel")
                .as("other")
                .capacity(8)
                .dedicated(Idle.YIELDING)
                .capacity(16);

        assertThat(options.id).isEqualTo("other");
        assertThat(options.hasInstances()).isTrue();
        assertThat(options.apply(settings(64, 128)))
                .isEqualTo(new KernelSettings(
                        16,
                        128,
                        Backpressure.BLOCK,
                        Execution.DEDICATED,
                        Idle.YIELDING,
                        Producers.MULTI,
                        OnFailure.RESUME));
        assertThat(LaunchOptions.DEFAULT.apply(settings(64, 128))).isEqualTo(settings(64, 128));
    }

    @Test
    void refusesADedupWindowOutOfRange() {
        for (int capacity : new int[] {0, -1, (1 << 20) + 1}) {
            assertThatThrownBy(() -> LaunchOptions.DEFAULT.dedup(capacity, Duration.ofSeconds(1)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dedup capacity must be 1 to 1048576: capacity=" + capacity);
        }
        for (Duration age : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThatThrownBy(() -> LaunchOptions.DEFAULT.dedup(1, age))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dedup age must be positive: age=" + age);
        }
    }
}
