// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The time of a request is that for all of it: to wait for room in a full lane, in the lane, and for the answer. A send would
 * wait for room for much longer here than the tests take.
 */
class RequestRoomTest extends RuntimeTest {
    private static final Duration TIMEOUT = Duration.ofMillis(50);
    private static final String FOUND_NO_ROOM =
            "request found no room in time: kernel=full, message=io\\.ringkernel\\.Messages\\$Ping,"
                    + " waitedMs=([5-9]\\d|\\d{3,}), lane=NORMAL, depth=1, state=LAUNCHED, doing=idle";

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private KernelHandle full;

    @Override
    RuntimeOptions options() {
        return super.options().withSendTimeout(Duration.ofHours(1));
    }

    @BeforeEach
    void fill() {
        full = runtime.launch("probe", Probe.with(ECHO).as("full").capacity(1));
        runtime.send("full", new Ping(0));
    }

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void assertFoundNoRoom(Throwable e) {
        assertThat(e)
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches(FOUND_NO_ROOM);
    }

    private void assertBuried(long count) {
        Eventually.holds("they are counted", () -> full.counters().refused() == count);
        assertThat(runtime.deadLetters().count(Reason.LANE_FULL)).isEqualTo(count);
        assertThat(runtime.deadLetters().list())
                .allSatisfy(
                        letter -> assertThat(letter.cause().orElseThrow())
                                .isExactlyInstanceOf(LaneFullException.class)
                                .message()
                                .matches(
                                        "lane is full: kernel=full, lane=NORMAL, capacity=1, state=LAUNCHED, waitedMs=\\d+(, deadlineMs=30)?(, sender=a)?"));
        assertThat(full.counters().accepted()).isEqualTo(1);
    }

    // ---- from outside

    @Test
    void failsAFutureThatFoundNoRoomInTime() {
        CompletableFuture<Pong> answer = runtime.request("full", new Ping(1), Pong.class, TIMEOUT);

        assertThatThrownBy(answer::join)
                .isExactlyInstanceOf(CompletionException.class)
                .satisfies(e -> assertFoundNoRoom(e.getCause()));
        assertBuried(1);
    }

    @Test
    void failsACallThatFoundNoRoomInTime() {
        KernelRef<Ping> ref = full.ref(Ping.class);
        Call<Pong> call = new Call<>(Pong.class);

        assertFoundNoRoom(thrownBy(() -> runtime.call("full", new Ping(1), Pong.class, TIMEOUT)));
        assertFoundNoRoom(thrownBy(() -> ref.call(new Ping(2), Pong.class, TIMEOUT)));
        assertFoundNoRoom(thrownBy(() -> ref.call(new Ping(3), call, TIMEOUT)));

        assertBuried(3);
        full.activate();
        ref.call(new Ping(4), call, LONG);
        assertThat(call.reply()).isEqualTo(new Pong(4));
    }

    @Test
    void givesUpWithItsSendIfThatHasLessTime() {
        SendOptions hasty = SendOptions.DEFAULT.timeout(SHORT);

        for (Throwable e : List.of(
                thrownBy(() -> runtime.request("full", new Ping(1), Pong.class, LONG, hasty)),
                thrownBy(() -> runtime.call("full", new Ping(1), Pong.class, LONG, hasty)))) {
            assertThat(e)
                    .isExactlyInstanceOf(LaneFullException.class)
                    .message()
                    .matches("lane is full: kernel=full, lane=NORMAL, capacity=1, state=LAUNCHED,"
                            + " waitedMs=([3-9]\\d|\\d{3,})");
        }
        assertBuried(2);
    }

    @Test
    void givesUpWhenItsMessageIsOfNoUseAnyMore() {
        SendOptions hasty = SendOptions.DEFAULT.deadline(SHORT);

        assertThatThrownBy(() -> runtime.call("full", new Ping(1), Pong.class, LONG, hasty))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches(
                        "lane is full: kernel=full, lane=NORMAL, capacity=1, state=LAUNCHED, waitedMs=([3-9]\\d|\\d{3,}), deadlineMs=30");
        assertBuried(1);
    }

    @Test
    void asksSeveralKernelsWithoutWaitingForRoom() {
        activate("b", ECHO);

        List<Answer<Pong>> answers = runtime.requestAll(List.of("full", "b"), new Ping(1), Pong.class, LONG)
                .join();

        assertThat(answers.get(1)).isEqualTo(new Answer<>("b", new Pong(1), null));
        assertThat(answers.get(0).failure()).isExactlyInstanceOf(LaneFullException.class);
    }

    @Test
    void isAnsweredWhenItFindsRoomInTime() {
        Thread[] callers = new Thread[4];
        for (int i = 0; i < callers.length; i++) {
            Ping ping = new Ping(i);
            callers[i] = start(() -> seen.add(runtime.call("full", ping, Pong.class, LONG)));
            Eventually.rests(callers[i]);
        }

        full.activate();

        for (Thread caller : callers) {
            Eventually.ends(caller);
        }
        assertThat(seen).containsExactlyInAnyOrder(new Pong(0), new Pong(1), new Pong(2), new Pong(3));
    }

    @Test
    void saysHowLongItWaitedForRoomAndHowLongInTheLane() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        KernelHandle slow = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            if (message.equals(new Ping(1))) {
                                await(done);
                            }
                            return new Pong(0);
                        })
                        .as("slow")
                        .capacity(1));
        runtime.send("slow", new Ping(0));
        Thread caller = start(
                () -> seen.add(thrownBy(() -> runtime.call("slow", new Ping(1), Pong.class, Duration.ofSeconds(1)))));
        Eventually.rests(caller);

        slow.activate();

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches("request was not answered in time: kernel=slow, message=io\\.ringkernel\\.Messages\\$Ping,"
                        + " waitedMs=\\d{4,}, roomMs=\\d+, queuedMs=\\d+, lane=NORMAL, depth=1, state=ACTIVE,"
                        + " doing=handling io\\.ringkernel\\.Messages\\$Ping, sinceMs=\\d+");
        done.countDown();
    }

    // ---- from inside a kernel

    @Test
    void failsAFutureOfAKernelWhoseHeldRequestFoundNoRoomInTime() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            context.request("full", message, Pong.class, TIMEOUT)
                    .whenComplete((reply, e) -> seen.add(reply == null ? e : reply));
            return null;
        });
        runtime.send("a", new Ping(1));

        assertFoundNoRoom((Throwable) nextSeen());
        assertBuried(1);

        runtime.send("a", new Ping(2));
        assertFoundNoRoom((Throwable) nextSeen());
        Eventually.holds("it goes on", () -> a.counters().handled() == 2);
        assertBuried(2);
    }

    @Test
    void failsAContinuationWhoseHeldRequestFoundNoRoomInTime() throws InterruptedException {
        activate("a", (message, context) -> {
            context.request("full", message, Pong.class, TIMEOUT, (reply, failure, c) -> {
                seen.add(reply == null ? failure : reply);
            });
            return null;
        });
        runtime.send("a", new Ping(1));

        assertFoundNoRoom((Throwable) nextSeen());
        assertBuried(1);
    }

    @Test
    void failsACallOfAHandlerThatFoundNoRoomInTime() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(thrownBy(() -> runtime.call("full", message, Pong.class, TIMEOUT)));
            return null;
        });
        runtime.send("a", new Ping(1));

        assertFoundNoRoom((Throwable) nextSeen());
        assertBuried(1);
    }

    @Test
    void failsAHeldRequestInTimeAlsoWhileTheHandlerThatSentItRuns() throws InterruptedException {
        activate("a", (message, context) -> {
            CompletableFuture<Pong> answer = context.request("full", message, Pong.class, TIMEOUT);
            Eventually.holds("it has failed", answer::isCompletedExceptionally);
            answer.whenComplete((reply, e) -> seen.add(e));
            return null;
        });
        runtime.send("a", new Ping(1));

        assertFoundNoRoom((Throwable) nextSeen());
        assertBuried(1);
    }

    @Test
    void runsNoCallbackWhileItGoesThroughWhatIsHeld() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle ending = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    entered.countDown();
                                    await(released);
                                    return null;
                                })
                                .as("ending")
                                .capacity(1))
                .activate();
        runtime.send("ending", new Ping(0));
        await(entered);
        KernelHandle a = activate("a", (message, context) -> {
            if (message.equals(new Ping(2))) {
                return new Pong(2);
            }
            context.request("ending", message, Pong.class, LONG).whenComplete((reply, e) -> {
                seen.add(e);
                seen.add(thrownBy(() -> context.send("full", message, SendOptions.DEFAULT.timeout(SHORT))));
            });
            context.send("full", message, SendOptions.DEFAULT.timeout(SHORT));
            return null;
        });
        runtime.send("a", new Ping(1));
        Eventually.holds("both are held", () -> a.counters().held() == 2);

        Thread ender = start(() -> ending.terminate(LONG));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=ending, message=io.ringkernel.Messages$Ping");
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("what a kernel sends comes from its handlers: kernel=a, thread=ringkernel-callback;"
                        + " use a reference of the runtime on other threads");
        released.countDown();
        Eventually.ends(ender);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void waitsNoLongerInTheHandlerWhenNoMoreCanBeHeld() throws InterruptedException {
        runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    context.send("full", new Ping(7), SendOptions.DEFAULT.timeout(LONG));
                                    context.request("full", message, Pong.class, TIMEOUT)
                                            .whenComplete((reply, e) -> seen.add(e));
                                    return null;
                                })
                                .as("a")
                                .capacity(1))
                .activate();
        runtime.send("a", new Ping(1));

        assertFoundNoRoom((Throwable) nextSeen());
        assertBuried(1);
        full.terminate(); // else the end of the test waits for what is held, and has no room
    }
}
