// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.lane.PriorityLanes;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several dedicated kernels share a thread. */
class SharedThreadTest extends RuntimeTest {
    private static final String NAME = "trading";
    private static final String THREAD = "ringkernel-trading";

    private final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    /* The thread of an earlier test, which has the same name, may end a moment after its runtime was closed. */
    @BeforeEach
    void waitForThreadsOfEarlierTests() {
        Eventually.holds("threads of earlier tests have ended", () -> threads().isEmpty());
    }

    private KernelHandle share(String id, Idle idle, Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as(id).dedicated(idle, NAME))
                .activate();
    }

    private KernelHandle share(String id, Probe.Handler handler) {
        return share(id, Idle.PARKING, handler);
    }

    private Pong ask(String id, long number) {
        return runtime.call(id, new Ping(number), Pong.class, LONG);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .toList();
    }

    private static void hasEnded(Thread thread) {
        Eventually.holds("the thread ends", () -> !thread.isAlive());
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void runsAllOfItsKernels(Idle idle) {
        Set<Thread> ran = ConcurrentHashMap.newKeySet();
        for (String id : List.of("a", "b", "c")) {
            share(id, idle, (message, context) -> {
                ran.add(Thread.currentThread());
                return ECHO.onMessage(message, context);
            });
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(ask("abc".substring(i % 3, i % 3 + 1), i)).isEqualTo(new Pong(i));
        }

        assertThat(ran)
                .singleElement()
                .satisfies(thread -> assertThat(thread.getName()).isEqualTo(THREAD));
        assertThat(threads()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void endsWithTheLastOfItsKernels(Idle idle) {
        KernelHandle first = share("a", idle, ECHO);
        KernelHandle last = share("b", idle, ECHO);
        assertThat(ask("b", 1)).isEqualTo(new Pong(1));
        Thread thread = threads().get(0);

        first.terminate(LONG);
        assertThat(ask("b", 2)).isEqualTo(new Pong(2));
        assertThat(thread.isAlive()).isTrue();
        last.terminate(LONG);

        hasEnded(thread);
        share("a", idle == Idle.PARKING ? Idle.BACKOFF : Idle.PARKING, ECHO);
        assertThat(ask("a", 3)).isEqualTo(new Pong(3));
    }

    @Test
    void endsWithKernelsThatNeverRan() {
        KernelHandle launched = runtime.launch("probe", Probe.with(ECHO).as("a").dedicated(Idle.PARKING, NAME));
        Thread thread = threads().get(0);
        Eventually.rests(thread);

        launched.terminate();

        hasEnded(thread);
        assertThat(launched.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void endsWithAKernelThatWasGivenUp() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle handle = share("a", (message, context) -> {
            entered.countDown();
            await(released);
            return null;
        });
        runtime.send("a", new Ping(1));
        await(entered);
        Thread thread = threads().get(0);

        handle.terminate(Duration.ZERO);

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        assertThat(thread.isAlive()).isTrue();
        released.countDown();
        hasEnded(thread);
    }

    @Test
    void endsWithItsRuntime() {
        share("a", Idle.BUSY_SPIN, ECHO);
        share("b", Idle.BUSY_SPIN, ECHO);
        Thread thread = threads().get(0);

        runtime.close();

        hasEnded(thread);
    }

    @Test
    void sleepsWhenAllOfItsKernelsHaveNothingToDo() {
        KernelHandle first = share("a", ECHO);
        share("b", ECHO);
        assertThat(ask("a", 1)).isEqualTo(new Pong(1));
        Eventually.rests(threads().get(0));

        assertThat(ask("b", 2)).isEqualTo(new Pong(2));
        first.deactivate();
        assertThat(ask("b", 3)).isEqualTo(new Pong(3));
        Eventually.rests(threads().get(0));
        runtime.send("a", new Ping(4));
        first.activate();

        Eventually.holds("it is handled", () -> first.counters().handled() == 2);
    }

    @Test
    void sleepsWhenNoneOfThoseThatSpinMayHandleMessages() {
        KernelHandle handle = share("a", Idle.BUSY_SPIN, ECHO);
        assertThat(ask("a", 1)).isEqualTo(new Pong(1));

        handle.deactivate();

        Eventually.rests(threads().get(0));
        handle.activate();
        assertThat(ask("a", 2)).isEqualTo(new Pong(2));
    }

    @Test
    void goesOnWhenOneOfThemFails() {
        Supplier<Object> failing = () -> Probe.of(
                (message, context) -> {
                    throw new IllegalStateException("boom");
                },
                null,
                null);
        KernelHandle handle = runtime.launch(
                        "probe",
                        LaunchOptions.instance(failing)
                                .as("a")
                                .onFailure(FailurePolicy.restart())
                                .dedicated(Idle.PARKING, NAME))
                .activate();
        share("b", ECHO);

        assertThatThrownBy(() -> ask("a", 1)).isExactlyInstanceOf(RequestFailedException.class);

        assertThat(ask("b", 2)).isEqualTo(new Pong(2));
        Eventually.holds("it is restarted", () -> handle.restarts() == 1);
    }

    @Test
    void takesTheTurnFromOneThatHasMuchToDo() {
        CountDownLatch others = new CountDownLatch(1);
        share("a", (message, context) -> {
            if (others.getCount() > 0) {
                context.send("a", message);
            }
            return null;
        });
        runtime.send("a", new Ping(1));

        assertThat(share("b", (message, context) -> {
                            others.countDown();
                            return new Pong(2);
                        })
                        .state())
                .isEqualTo(KernelState.ACTIVE);
        assertThat(ask("b", 1)).isEqualTo(new Pong(2));

        await(others);
    }

    // ---- waits that nobody could end

    @Test
    void refusesACallFromOneToAnother() {
        share("b", ECHO);
        share("a", (message, context) -> {
            seen.add(thrownBy(() -> ask("b", 2)));
            return new Pong(1);
        });

        assertThat(ask("a", 1)).isEqualTo(new Pong(1));

        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(RequestCycleException.class)
                .hasMessage("kernels would wait for each other: ring=a → b (waits for its thread) → a,"
                        + " message=io.ringkernel.Messages$Ping; use KernelContext.request, which does not wait");
    }

    @Test
    void refusesACallByWayOfAThird() {
        share("b", ECHO);
        activate("c", (message, context) -> {
            seen.add(thrownBy(() -> ask("b", 3)));
            return new Pong(2);
        });
        share("a", (message, context) -> ask("c", 2));

        assertThat(ask("a", 1)).isEqualTo(new Pong(2));

        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(RequestCycleException.class)
                .hasMessageStartingWith(
                        "kernels would wait for each other: ring=c → b (waits for its thread) → a → c,");
        assertThat(ask("b", 4)).isEqualTo(new Pong(4));
    }

    @Test
    void answersRequestsFromOneToAnother() {
        share("b", ECHO);
        share("a", (message, context) -> {
            ReplyTo<Pong> owed = context.replyTo(Pong.class);
            context.request("b", (Ping) message, Pong.class, LONG, (pong, failure, later) -> owed.reply(pong));
            return null;
        });

        assertThat(ask("a", 7)).isEqualTo(new Pong(7));
    }

    @Test
    void refusesToWaitForRoomThatItsThreadWouldMake() {
        runtime.launch("probe", Probe.with(ECHO).as("b").capacity(1).dedicated(Idle.PARKING, NAME))
                .activate();
        share("a", (message, context) -> {
            runtime.send("b", new Ping(1));
            seen.add(thrownBy(() -> runtime.send("b", new Ping(2))));
            return new Pong(1);
        });

        assertThat(ask("a", 1)).isEqualTo(new Pong(1));

        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=b, lane=NORMAL, capacity=1, state=ACTIVE;"
                        + " a kernel cannot wait for room in a lane that its thread drains");
    }

    @Test
    void holdsBackOneThatFloodsAnother() {
        KernelHandle slow = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> null)
                                .as("b")
                                .capacity(2)
                                .backpressure(Backpressure.BLOCK)
                                .dedicated(Idle.PARKING, NAME))
                .activate();
        KernelHandle handle = share("a", (message, context) -> {
            context.send("b", message);
            return null;
        });

        for (int i = 0; i < 1_000; i++) {
            runtime.send("a", new Ping(i));
        }

        Eventually.holds("all arrive", () -> slow.counters().handled() == 1_000);
        assertThat(handle.counters().failed()).isZero();
    }

    @Test
    void refusesToWaitForTheStartOfAChildOnItsThread() {
        share("a", (message, context) -> {
            KernelHandle child = context.launch(
                    "probe",
                    Probe.hooked(ECHO, started -> seen.add("started"), null)
                            .as("child")
                            .dedicated(Idle.PARKING, NAME));
            seen.add(thrownBy(child::activate));
            return new Pong(1);
        });

        assertThat(ask("a", 1)).isEqualTo(new Pong(1));

        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernels would wait for each other: kernel=child, state=STARTING,"
                        + " waits=a → child (waits for its thread) → a; do not wait for one in a handler or a hook of"
                        + " the other");
        assertThat(ask("child", 2)).isEqualTo(new Pong(2)); // it was activated all the same
        assertThat(seen).containsExactly("started");
    }

    @Test
    void givesEachKernelATurnOfSoManyMessagesAsAWorker() {
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger handledBetween = new AtomicInteger();
        RuntimeOptions patient = options().withTurnTime(Duration.ofSeconds(1));
        try (KernelRuntime mine = KernelRuntime.create(patient)) {
            LaunchOptions bulk = Probe.with((message, context) -> {
                if (handled.incrementAndGet() == 1) {
                    context.send("other", new Ping(1));
                }
                return null;
            });
            KernelHandle first = mine.launch("probe", bulk.as("bulk").dedicated(Idle.PARKING, NAME));
            mine.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        handledBetween.set(handled.get());
                                        return null;
                                    })
                                    .as("other")
                                    .dedicated(Idle.PARKING, NAME))
                    .activate();
            for (int i = 0; i < 1_000; i++) {
                mine.send("bulk", new Ping(i));
            }

            first.activate();

            Eventually.holds("all are handled", () -> handled.get() == 1_000 && handledBetween.get() > 0);
        }
        assertThat(handledBetween.get())
                .as("the rest of one turn, and perhaps another one, begun before the message was seen")
                .isBetween(1, 2 * Worker.TURN_LIMIT + PriorityLanes.CHECK_INTERVAL);
    }

    // ---- what cannot be

    @ParameterizedTest
    @ValueSource(strings = {"worker-1", "coroutine-12", "timer", "callback", "events"})
    void hasNotTheNameOfAThreadOfTheRuntime(String name) {
        assertThatThrownBy(() -> LaunchOptions.DEFAULT.dedicated(Idle.PARKING, name))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a thread of the runtime has this name: thread=" + name + "; choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "worker-a", "my-worker-1", "timer-1", "Events"})
    void hasANameThatIsLikeThat(String name) {
        assertThat(LaunchOptions.DEFAULT.dedicated(Idle.PARKING, name)).isNotNull();
    }

    @Test
    void idlesInOneWay() {
        share("a", ECHO);
        LaunchOptions other = Probe.with(ECHO).as("b");

        assertThatThrownBy(() -> runtime.launch("probe", other.dedicated(Idle.BUSY_SPIN, NAME)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("thread idles in another way: thread=trading, idle=PARKING, kernel=b, asked=BUSY_SPIN;"
                        + " name another thread, or idle as it does");

        assertThat(runtime.kernelIds()).containsExactly("a");
        runtime.launch("probe", other.dedicated(Idle.PARKING, NAME)).activate();
        assertThat(ask("b", 1)).isEqualTo(new Pong(1));
    }

    @Test
    void hasAName() {
        assertThatThrownBy(() -> LaunchOptions.DEFAULT.dedicated(Idle.PARKING, "my thread"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a thread name is 1 to 128 letters, digits, '_', '-', '.' and '/': thread=my thread");
    }

    @Test
    void isForgottenByOptionsThatAskForOneOfTheirOwn() {
        LaunchOptions options = Probe.with((message, context) ->
                        new Pong(Thread.currentThread().getName().equals("ringkernel-a") ? 1 : 2))
                .as("a")
                .dedicated(Idle.PARKING, NAME)
                .dedicated(Idle.PARKING);
        runtime.launch("probe", options).activate();

        assertThat(ask("a", 1)).isEqualTo(new Pong(1));
        assertThat(threads()).isEmpty();
    }
}
