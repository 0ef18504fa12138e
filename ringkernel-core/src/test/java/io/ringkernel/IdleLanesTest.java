// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels that have nothing to do do without memory for their lanes. */
class IdleLanesTest extends RuntimeTest {
    private static final int CAPACITY = 4;

    @Override
    RuntimeOptions options() {
        return super.options().withLaneIdleTime(Duration.ofMillis(5));
    }

    private KernelHandle echo(LaunchOptions options) {
        return runtime.launch("probe", options.capacity(CAPACITY)).activate();
    }

    private void ask(String id, int number) {
        assertThat(runtime.call(id, new Ping(number), Pong.class, LONG)).isEqualTo(new Pong(number));
    }

    private void awaitVacant() {
        Eventually.holds("lanes have no memory", () -> runtime.laneMemory.inUseBytes() == 0);
    }

    @Test
    void giveTheirMemoryBackAndTakeItAgain() {
        KernelHandle handle = echo(Probe.with(ECHO));
        for (int i = 0; i < 3; i++) {
            ask("probe", i);
            awaitVacant();
            assertThat(runtime.laneMemory.spareBytes())
                    .isEqualTo(CAPACITY * runtime.kernelOf("probe").slotLength());
            assertThat(handle.counters().accepted()).isEqualTo(i + 1);
            assertThat(handle.counters().waiting()).isZero();
        }
        runtime.send("probe", new Ping(7), SendOptions.priority(255));
        Eventually.holds("all are handled", () -> handle.counters().handled() == 4);
        awaitVacant();
        handle.terminate();

        assertThat(runtime.laneMemory.inUseBytes()).isZero();
    }

    @Test
    void giveItBackInCoroutines() {
        echo(Probe.with(ECHO).coroutine());
        ask("probe", 1);
        awaitVacant();

        ask("probe", 2);
    }

    @Test
    void giveItToOthersThatNeedAsMuch() {
        echo(Probe.with(ECHO).as("a"));
        echo(Probe.with(ECHO).as("b"));
        ask("a", 1);
        awaitVacant();
        long spare = runtime.laneMemory.spareBytes();

        ask("b", 2);

        awaitVacant();
        assertThat(runtime.laneMemory.spareBytes()).isEqualTo(spare);
    }

    @Test
    void keepItWhileAMessageWaits() {
        KernelHandle handle = echo(Probe.with(ECHO));
        handle.deactivate();
        runtime.send("probe", new Ping(1));
        long inUse = runtime.laneMemory.inUseBytes();
        echo(Probe.with(ECHO).as("other"));
        ask("other", 1);
        Eventually.holds("the other has given its back", () -> runtime.laneMemory.inUseBytes() == inUse);

        handle.activate();

        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
        awaitVacant();
    }

    @Test
    void keepItWhenTheirThreadIsTheirs() {
        echo(Probe.with(ECHO).as("dedicated").dedicated(Idle.PARKING));
        ask("dedicated", 1);
        long inUse = runtime.laneMemory.inUseBytes();
        echo(Probe.with(ECHO).as("other"));
        ask("other", 1);
        assertThat(runtime.laneMemory.inUseBytes()).isGreaterThan(inUse);

        Eventually.holds("the other has given its back", () -> runtime.laneMemory.inUseBytes() == inUse);
        ask("dedicated", 3);
    }

    @Test
    void giveItBackAlsoWhereTheOldestMayBeDropped() {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(ECHO).capacity(CAPACITY).backpressure(Backpressure.DROP_OLDEST));
        for (int i = 0; i < CAPACITY + 2; i++) {
            runtime.send("probe", new Ping(i));
        }
        handle.activate();
        Eventually.holds("all are handled", () -> handle.counters().handled() == CAPACITY);
        awaitVacant();

        ask("probe", 7);
        awaitVacant();
        assertThat(handle.counters().displaced()).isEqualTo(2);
    }

    @Test
    void areToldWhenThereIsNoMemoryAgain() {
        KernelHandle handle = echo(Probe.with(ECHO).as("slot"));
        long laneBytes = (long) CAPACITY * runtime.kernelOf("slot").slotLength();
        handle.terminate();
        try (KernelRuntime tight = KernelRuntime.create(options().withLaneLimitBytes(laneBytes))) {
            tight.launch("probe", Probe.with(ECHO).as("a").capacity(CAPACITY)).activate();
            KernelHandle other = tight.launch(
                    "probe", Probe.with(ECHO).as("b").capacity(CAPACITY).dedicated(Idle.PARKING));
            tight.send("a", new Ping(1));
            Eventually.holds("it has no memory", () -> tight.laneMemory.inUseBytes() == 0);
            other.activate();
            tight.send("b", new Ping(2));

            assertThatThrownBy(() -> tight.send("a", new Ping(3)))
                    .isExactlyInstanceOf(LaneMemoryException.class)
                    .hasMessage("no memory is left for a lane: kernel=a, lane=NORMAL, bytes=" + laneBytes
                            + ", inUseBytes=" + laneBytes + ", limitBytes=" + laneBytes
                            + "; end kernels, launch them with less capacity, shorten RuntimeOptions.laneIdleTime, or raise"
                            + " RuntimeOptions.laneLimitBytes");

            KernelHandle idle = tight.handle("a").orElseThrow();
            assertThatThrownBy(() -> idle.ref(Ping.class).sendAll(List.of(new Ping(3), new Ping(4), new Ping(5))))
                    .isExactlyInstanceOf(BatchSendException.class)
                    .hasMessage("batch broke off: kernel=a, index=0, count=3, accepted=0"
                            + "; mend what the cause says, and go on with the rest")
                    .hasCauseExactlyInstanceOf(LaneMemoryException.class);
            assertThat(idle.counters().refused()).isEqualTo(2);
            assertThat(tight.deadLetters().count(DeadLetter.Reason.NO_MEMORY)).isEqualTo(2);

            other.terminate();
            assertThat(tight.call("a", new Ping(4), Pong.class, LONG)).isEqualTo(new Pong(4));
            assertThat(tight.handle("a").orElseThrow().counters().accepted()).isEqualTo(2);
        }
    }
}
