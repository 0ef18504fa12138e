// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lane that fills and empties is told of at its marks, in turns. */
class WaterMarksTest extends RuntimeTest {
    private static final int CAPACITY = 16;
    private static final int LOW = 2;
    private static final int HIGH = 12;

    private final List<LaneMark> told = Collections.synchronizedList(new ArrayList<>());
    private final List<LaneMark> heard = Collections.synchronizedList(new ArrayList<>());

    private LaunchOptions marked(Probe.Handler handler) {
        return Probe.with(handler).capacity(CAPACITY).marks(LOW, HIGH, "warden");
    }

    private KernelHandle launchMarked(LaunchOptions options) {
        runtime.launch("warden", Probe.with((message, context) -> {
                    told.add((LaneMark) message);
                    return null;
                }))
                .activate();
        return runtime.launch("probe", options).addMarkListener(heard::add);
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            runtime.send("probe", new Ping(i));
        }
    }

    private static LaneMark mark(boolean isHigh, int waiting) {
        return new LaneMark("probe", Priority.NORMAL, isHigh, waiting, CAPACITY);
    }

    @Test
    void tellsOfTheHighMarkOnceAndThenOfTheLowOne() {
        KernelHandle handle = launchMarked(marked((message, context) -> null));
        send(HIGH - 1);
        assertThat(told).isEmpty();

        send(1);

        Eventually.holds("both are told", () -> told.size() == 1 && heard.size() == 1);
        assertThat(told.get(0)).isEqualTo(mark(true, HIGH));
        send(CAPACITY - HIGH);
        handle.activate();
        Eventually.holds("both are told again", () -> told.size() == 2 && heard.size() == 2);
        assertThat(told.get(1).isHigh()).isFalse();
        assertThat(told.get(1).waiting()).isLessThanOrEqualTo(LOW);
        assertThat(heard).isEqualTo(told);
    }

    @Test
    void doesNotTellOfALaneThatSwingsAboveTheLowMark() {
        CountDownLatch goOn = new CountDownLatch(1);
        KernelHandle handle = launchMarked(marked((message, context) -> {
            if (((Ping) message).number() == 99) {
                await(goOn);
            }
            return null;
        }));
        send(HIGH - 6);
        runtime.send("probe", new Ping(99));
        send(CAPACITY - HIGH + 5);
        handle.activate();
        Eventually.holds("some are handled", () -> handle.counters().handled() == HIGH - 6);

        send(HIGH - 6);

        Eventually.holds("the first is told", () -> told.size() == 1);
        assertThat(handle.counters().waiting()).isGreaterThan(LOW);
        goOn.countDown();
        Eventually.holds("the low mark is told", () -> told.size() == 2);
        assertThat(told).extracting(LaneMark::isHigh).containsExactly(true, false);
    }

    @Test
    void tellsOfTheHighMarkWhateverIsStamped() {
        try (KernelRuntime sparse = KernelRuntime.create(options().withLatencySampling(1 << 20))) {
            KernelHandle handle = sparse.launch(
                            "probe",
                            Probe.with((message, context) -> null)
                                    .capacity(CAPACITY)
                                    .marks(LOW, HIGH))
                    .addMarkListener(heard::add);
            for (int i = 0; i < HIGH; i++) {
                sparse.send("probe", new Ping(i));
            }

            Eventually.holds("it is told", () -> heard.size() == 1);
            assertThat(heard.get(0)).isEqualTo(mark(true, HIGH));
            handle.activate();
            Eventually.holds("the low mark is told", () -> heard.size() == 2);
        }
    }

    @Test
    void countsWhatNobodyIsThereToTake() {
        runtime.launch("probe", marked((message, context) -> null));
        long before = runtime.missedNotices();

        send(CAPACITY);

        assertThat(runtime.missedNotices()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "DROP_OLDEST", "DROP_NEWEST"})
    void tellsInTurnsUnderAFlood(Backpressure policy) {
        KernelHandle handle = launchMarked(
                        marked((message, context) -> null).backpressure(policy).dedicated(Idle.PARKING))
                .activate();
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            Random random = new Random(s);
            senders.add(start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    runtime.send("probe", new Ping(i));
                    if (random.nextInt(100) == 0) {
                        Thread.yield();
                    }
                }
            }));
        }
        senders.forEach(Eventually::ends);
        Eventually.holds("all is handled", () -> handle.counters().waiting() == 0);

        Eventually.holds("the last told is low", () -> heard.size() % 2 == 0);
        assertThat(heard).isNotEmpty();
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i).isHigh()).as("%d of %d", i, heard.size()).isEqualTo(i % 2 == 0);
        }
        if (runtime.missedNotices() == 0) {
            Eventually.holds("the kernel was told as much", () -> told.size() == heard.size());
            assertThat(told).isEqualTo(heard);
        }
    }

    @Test
    void refusesMarksOutOfRange() {
        assertThatThrownBy(() -> LaunchOptions.DEFAULT.marks(3, 3))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("marks must be 0 or more, the high one above the low one: low=3, high=3");
        assertThatThrownBy(() -> LaunchOptions.DEFAULT.marks(-1, 3))
                .hasMessage("marks must be 0 or more, the high one above the low one: low=-1, high=3");
    }
}
