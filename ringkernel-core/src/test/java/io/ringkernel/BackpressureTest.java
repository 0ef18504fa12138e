// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackpressureTest extends RuntimeTest {
    private static final int CAPACITY = 4;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private KernelHandle full(String id, Probe.Handler handler) {
        KernelHandle handle = runtime.launch(id, Probe.with(handler).capacity(CAPACITY));
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(runtime.offer(id, new Ping(i), SendOptions.DEFAULT)).isEqualTo(Delivery.ACCEPTED);
        }
        return handle;
    }

    private Throwable nextFailure() throws InterruptedException {
        return (Throwable) seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void offersWithoutWaiting() {
        KernelHandle handle = full("probe", ECHO);

        assertThat(runtime.offer("probe", new Ping(9), SendOptions.DEFAULT)).isEqualTo(Delivery.FULL);
        assertThat(handle.ref(Ping.class).offer(new Ping(9))).isEqualTo(Delivery.FULL);
        assertThat(Delivery.FULL.isAccepted()).isFalse();
        assertThat(runtime.offer("probe", new Ping(9), SendOptions.priority(255)))
                .isEqualTo(Delivery.ACCEPTED);

        assertThat(handle.counters().refused()).isEqualTo(2);
        assertThat(handle.counters().accepted()).isEqualTo(CAPACITY + 1);
        assertThat(handle.counters().waiting()).isEqualTo(CAPACITY + 1);
    }

    @Test
    void rejectsAtOnceWhereTheKernelSaysSo() {
        KernelHandle handle = full("rejecting", ECHO);

        assertThatThrownBy(() -> runtime.send("rejecting", new Ping(9)))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=rejecting, lane=NORMAL, capacity=4, state=LAUNCHED");
        assertThat(handle.counters().refused()).isEqualTo(1);
    }

    @Test
    void letsASendChooseThePolicy() {
        full("probe", ECHO);
        full("rejecting", ECHO);

        assertThatThrownBy(() -> runtime.send(
                        "probe", new Ping(9), SendOptions.priority(128).backpressure(Backpressure.REJECT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED");
        assertThatThrownBy(() -> runtime.send(
                        "rejecting",
                        new Ping(9),
                        SendOptions.priority(128)
                                .backpressure(Backpressure.BLOCK)
                                .timeout(SHORT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches("lane is full: kernel=rejecting, lane=NORMAL, capacity=4, state=LAUNCHED,"
                        + " waitedMs=([3-9]\\d|\\d{3,})");
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"REJECT", "DROP_NEWEST"})
    void refusesNothingWhileTheKernelHasDoneWithASlot(Backpressure policy) {
        int capacity = 64; // a few slots are given back together
        CountDownLatch isInSecond = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            if (message.equals(new Ping(1))) {
                                isInSecond.countDown();
                                await(goesOn);
                            }
                            return null;
                        })
                        .as("slow")
                        .capacity(capacity)
                        .backpressure(policy));
        for (int i = 0; i < capacity; i++) {
            runtime.send("slow", new Ping(i));
        }
        handle.activate();
        await(isInSecond);

        assertThat(runtime.offer("slow", new Ping(9), SendOptions.DEFAULT)).isEqualTo(Delivery.ACCEPTED);
        assertThat(handle.counters().waiting()).isEqualTo(capacity);

        goesOn.countDown();
        Eventually.holds("all are handled", () -> handle.counters().handled() == capacity + 1);
    }

    @Test
    void waitsForRoom() {
        KernelHandle handle = full("probe", ECHO);
        AtomicReference<MessageId> id = new AtomicReference<>();
        Thread sender = start(() -> id.set(runtime.send("probe", new Ping(9))));
        Eventually.rests(sender);
        assertThat(handle.counters().accepted()).isEqualTo(CAPACITY);

        handle.activate();

        Eventually.ends(sender);
        assertThat(id.get()).isNotNull();
        Eventually.holds("all are handled", () -> handle.counters().handled() == CAPACITY + 1);
    }

    @Test
    void countsASendThatWaitedAndWasAcceptedAsNotRefused() {
        KernelHandle handle = full("probe", ECHO);
        Thread sender = start(() -> runtime.send("probe", new Ping(9)));
        Eventually.rests(sender);

        handle.activate();

        Eventually.ends(sender);
        assertThat(handle.counters().refused()).isZero();
    }

    @Test
    void givesUpWaitingAtTheTimeout() {
        KernelHandle handle = full("probe", ECHO);

        assertThatThrownBy(() -> runtime.send("probe", new Ping(9), SendOptions.DEFAULT.timeout(SHORT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches(
                        "lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED, waitedMs=([3-9]\\d|\\d{3,})");
        assertThatThrownBy(() -> runtime.send("probe", new Ping(9), SendOptions.DEFAULT.timeout(Duration.ZERO)))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED, waitedMs=0");
        assertThat(handle.counters().refused()).isEqualTo(2);
        assertThat(handle.counters().accepted()).isEqualTo(CAPACITY);
    }

    @Test
    void givesUpWaitingWhenItsMessageExpires() {
        KernelHandle handle = full("probe", ECHO);
        SendOptions hasty = SendOptions.DEFAULT.deadline(SHORT);

        assertThatThrownBy(() -> runtime.send("probe", new Ping(9), hasty))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches("lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED,"
                        + " waitedMs=([3-9]\\d|\\d{3,}), deadlineMs=30");
        assertThatThrownBy(() -> runtime.send("probe", new Ping(9), hasty.timeout(Duration.ofMillis(10))))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches("lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED,"
                        + " waitedMs=([1-9]\\d|\\d{3,})");
        assertThat(handle.counters().refused()).isEqualTo(2);
        assertThat(runtime.deadLetters().counts("probe")).isEqualTo(Map.of(DeadLetter.Reason.LANE_FULL, 2L));
    }

    @Test
    void stopsWaitingWhenTheKernelEnds() throws InterruptedException {
        KernelHandle handle = full("probe", ECHO);
        Thread sender = start(() -> seen.add(thrownBy(() -> runtime.send("probe", new Ping(9)))));
        Eventually.rests(sender);

        assertThat(handle.terminate()).isEqualTo(CAPACITY);

        assertThat(nextFailure())
                .isExactlyInstanceOf(KernelStateException.class)
                .message()
                .matches("kernel has ended: kernel=probe, state=TERMINAT(ING|ED); launch it again to send to it");
    }

    @Test
    void stopsWaitingWhenTheRuntimeCloses() throws InterruptedException {
        full("probe", ECHO);
        Thread sender = start(() -> seen.add(thrownBy(() -> runtime.send("probe", new Ping(9)))));
        Eventually.rests(sender);

        runtime.close();

        assertThat(nextFailure())
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime is closed; stop those who use it first, or create another with"
                        + " KernelRuntime.create");
    }

    @Test
    void stopsWaitingWhenInterrupted() throws InterruptedException {
        full("probe", ECHO);
        Thread sender = start(() -> seen.add(thrownBy(() -> runtime.send("probe", new Ping(9)))));
        Eventually.rests(sender);

        sender.interrupt();

        assertThat(nextFailure())
                .isExactlyInstanceOf(InterruptedSendException.class)
                .hasMessage("interrupted while waiting for room: kernel=probe")
                .hasCauseExactlyInstanceOf(InterruptedException.class);
    }

    @Test
    void failsAtOnceWhenAKernelCannotHoldWhatItSendsIntoItsOwnFullLane() throws InterruptedException {
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            if (((Ping) message).number() == 0) {
                                context.send("probe", new Ping(8));
                                seen.add(thrownBy(() -> context.send("probe", new Ping(9))));
                            }
                            return null;
                        })
                        .capacity(1));
        runtime.send("probe", new Ping(0));

        handle.activate();

        assertThat(nextFailure())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=probe, lane=NORMAL, capacity=1, state=ACTIVE, held=1;"
                        + " a kernel cannot wait for room in a lane that it drains itself");
        Eventually.holds("it goes on", () -> handle.counters().handled() == 2);
    }

    @Test
    void neverHangsTwoKernelsThatFloodEachOther() {
        RuntimeOptions options = options().withWorkers(1).withSendTimeout(Duration.ofMillis(100));
        try (KernelRuntime small = KernelRuntime.create(options)) {
            KernelHandle a =
                    small.launch("probe", Probe.with(flooding("b")).as("a").capacity(2));
            KernelHandle b =
                    small.launch("probe", Probe.with(flooding("a")).as("b").capacity(2));
            for (int i = 0; i < 2; i++) {
                small.send("a", new Ping(20));
                small.send("b", new Ping(20));
            }
            a.activate();
            b.activate();

            Eventually.holds(
                    "all are handled or failed",
                    () -> a.counters().waiting() + b.counters().waiting() == 0
                            && a.counters().accepted() + b.counters().accepted()
                                    == a.counters().handled()
                                            + a.counters().failed()
                                            + b.counters().handled()
                                            + b.counters().failed());
            assertThat(a.counters().failed() + b.counters().failed()).isPositive();
        }
    }

    /** {@return a handler that sends twice for each message it takes} */
    private static Probe.Handler flooding(String receiver) {
        return (message, context) -> {
            long left = ((Ping) message).number();
            if (left > 0) {
                context.send(receiver, new Ping(left - 10));
                context.send(receiver, new Ping(left - 10));
            }
            return null;
        };
    }

    @Test
    void letsADedicatedKernelWaitForRoomOfAnother() {
        KernelHandle slow = runtime.launch(
                "probe", Probe.with((message, context) -> null).as("slow").capacity(2));
        KernelHandle fast = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    context.send("slow", message);
                                    return null;
                                })
                                .as("fast")
                                .dedicated(Idle.BACKOFF))
                .activate();
        for (int i = 0; i < 100; i++) {
            runtime.send("fast", new Ping(i));
        }
        Eventually.holds("slow is full", () -> slow.counters().waiting() == 2);

        slow.activate();

        Eventually.holds("all went through", () -> slow.counters().handled() == 100);
        assertThat(fast.counters().failed()).isZero();
    }
}
