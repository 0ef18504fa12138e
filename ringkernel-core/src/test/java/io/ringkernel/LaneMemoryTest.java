// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All lanes of a runtime have no more memory than they may. */
class LaneMemoryTest extends RuntimeTest {
    private static final int CAPACITY = 4;

    private final long laneBytes = CAPACITY * (long) slotLength();
    private final KernelRuntime limited = KernelRuntime.create(options().withLaneLimitBytes(2 * laneBytes));

    private int slotLength() {
        activate("slot", ECHO);
        return runtime.kernelOf("slot").slotLength();
    }

    @AfterEach
    void givesAllBack() {
        limited.close();
        assertThat(limited.laneMemory.inUseBytes()).isZero();
    }

    private KernelHandle echo(String id) {
        return limited.launch("probe", Probe.with(ECHO).as(id).capacity(CAPACITY))
                .activate();
    }

    private String text(String id, String lane) {
        return "no memory is left for a lane: kernel=" + id + ", lane=" + lane + ", bytes=" + laneBytes
                + ", inUseBytes="
                + 2 * laneBytes + ", limitBytes=" + 2 * laneBytes
                + "; end kernels, launch them with less capacity, shorten RuntimeOptions.laneIdleTime, or raise"
                + " RuntimeOptions.laneLimitBytes";
    }

    @Test
    void refusesTheFirstMessageOfALane() {
        KernelHandle first = echo("a");
        echo("b");
        KernelHandle last = echo("c");
        assertThat(limited.laneMemory.inUseBytes()).isZero();
        limited.send("a", new Ping(1));
        limited.send("b", new Ping(1));
        assertThat(limited.laneMemory.inUseBytes()).isEqualTo(2 * laneBytes);

        assertThatThrownBy(() -> limited.send("c", new Ping(2)))
                .isExactlyInstanceOf(LaneMemoryException.class)
                .hasMessage(text("c", "NORMAL"));
        assertThatThrownBy(() -> limited.offer("c", new Ping(3), SendOptions.DEFAULT))
                .isExactlyInstanceOf(LaneMemoryException.class)
                .hasMessage(text("c", "NORMAL"));
        assertThatThrownBy(() -> limited.call("c", new Ping(4), Pong.class, LONG))
                .isExactlyInstanceOf(LaneMemoryException.class);
        assertThatThrownBy(() -> limited.send("a", new Ping(5), SendOptions.priority(255)))
                .isExactlyInstanceOf(LaneMemoryException.class)
                .hasMessage(text("a", "HIGH"));

        assertThat(limited.call("a", new Ping(6), Pong.class, LONG)).isEqualTo(new Pong(6));
        assertThat(last.counters().accepted()).isZero();
        assertThat(last.counters().refused()).isEqualTo(2);
        assertThat(limited.deadLetters().counts("c"))
                .containsOnlyKeys(DeadLetter.Reason.NO_MEMORY)
                .containsValue(2L);

        first.terminate(LONG);
        assertThat(limited.call("c", new Ping(7), Pong.class, LONG)).isEqualTo(new Pong(7));
    }

    @Test
    void isNotNeededForKernelsThatHaveEnded() {
        KernelHandle handle = echo("a");
        KernelRef<Ping> ref = handle.ref(Ping.class);
        handle.terminate(LONG);

        assertThat(ref.offer(new Ping(1))).isEqualTo(Delivery.CLOSED);
        assertThat(limited.laneMemory.inUseBytes()).isZero();
    }

    @Test
    void isGivenBackOnceForAKernelThatEndsWithMessages() {
        KernelHandle handle = limited.launch("probe", Probe.with(ECHO).as("a").capacity(CAPACITY));
        limited.send("a", new Ping(1));
        limited.send("a", new Ping(2), SendOptions.priority(255));
        assertThat(limited.laneMemory.inUseBytes()).isEqualTo(2 * laneBytes);

        handle.terminate(LONG);
        assertThat(limited.laneMemory.inUseBytes()).isZero();
        handle.terminate(LONG);

        assertThat(limited.laneMemory.inUseBytes()).isZero();
        assertThat(handle.counters().undelivered()).isEqualTo(2);
    }

    @Test
    void isTakenAsItIsNeeded() {
        int first = 4;
        long limit = first * laneBytes / CAPACITY;
        try (KernelRuntime tight = KernelRuntime.create(options().withLaneLimitBytes(limit))) {
            KernelHandle small = tight.launch("probe", Probe.with(ECHO).capacity(1024));
            for (int i = 0; i < first; i++) {
                tight.send("probe", new Ping(i));
            }
            assertThat(tight.laneMemory.inUseBytes()).isEqualTo(limit);

            assertThat(tight.offer("probe", new Ping(16), SendOptions.DEFAULT)).isEqualTo(Delivery.FULL);
            assertThatThrownBy(
                            () -> tight.send("probe", new Ping(16), SendOptions.DEFAULT.timeout(Duration.ofMillis(1))))
                    .isExactlyInstanceOf(LaneFullException.class)
                    .hasMessageMatching(
                            "lane is full: kernel=probe, lane=NORMAL, capacity=1024, state=LAUNCHED, slots=4"
                                    + ", waitedMs=\\d+; RuntimeOptions.laneLimitBytes leaves no memory for more slots");

            small.activate();
            Eventually.holds("all are handled", () -> small.counters().handled() == first);
            assertThat(tight.call("probe", new Ping(17), Pong.class, LONG)).isEqualTo(new Pong(17));
        }
    }

    @Test
    void isUsedAgainWhenItsKernelHasEnded() {
        for (int i = 0; i < 10; i++) {
            KernelHandle handle = echo("a");
            assertThat(limited.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            handle.terminate(LONG);
        }

        assertThat(limited.laneMemory.inUseBytes()).isZero();
        assertThat(limited.laneMemory.spareBytes()).isEqualTo(laneBytes);
    }

    @Test
    void isSomething() {
        assertThatThrownBy(() -> RuntimeOptions.DEFAULT.withLaneLimitBytes(63))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane limit must be 64 bytes or more: laneLimitBytes=63");
    }
}
