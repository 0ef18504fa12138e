// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Kernels whose handlers let others in while they wait. */
class ReentrantTest extends RuntimeTest {
    private static final String CANCELLED =
            "coroutine was cancelled: kernel=a, state=%s; its kernel ends, or is restarted";

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @Override
    RuntimeOptions options() {
        return super.options().withCoroutineLimit(256);
    }

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void assertSeen(Object... expected) throws InterruptedException {
        for (Object each : expected) {
            assertThat(nextSeen()).isEqualTo(each);
        }
    }

    private static LaunchOptions reentrant(LaunchOptions options) {
        return options.as("a").coroutine().reentrant(true);
    }

    private KernelHandle launchReentrant(Probe.Handler handler) {
        return runtime.launch("probe", reentrant(Probe.with(handler)));
    }

    private KernelHandle reentrant(Probe.Handler handler) {
        return launchReentrant(handler).activate();
    }

    private static void assertAddsUp(KernelCounters counters) {
        assertThat(counters.accepted())
                .isEqualTo(counters.handled()
                        + counters.failed()
                        + counters.expired()
                        + counters.duplicates()
                        + counters.undelivered()
                        + counters.waiting());
    }

    /** A kernel that answers when it is told to, by number. */
    private ReplyLater later() {
        ReplyLater later = new ReplyLater();
        activate("later", later);
        return later;
    }

    private static final class ReplyLater implements Probe.Handler {
        private final BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();

        @Override
        public Object onMessage(Object message, KernelContext context) {
            owed.add(context.replyTo(Pong.class));
            return null;
        }

        ReplyTo<Pong> next() throws InterruptedException {
            return owed.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    // ---- one at a time, and others meanwhile

    @Test
    void handlesOthersWhileAHandlerWaitsForAnAnswer() throws InterruptedException {
        ReplyLater later = later();
        KernelHandle handle = reentrant((message, context) -> {
            Ping ping = (Ping) message;
            if (ping.number() == 1) {
                Pong pong = runtime.call("later", ping, Pong.class, LONG);
                seen.add(context.messageId());
                return new Pong(pong.number() + ((Ping) message).number());
            }
            return new Pong(ping.number());
        });

        CompletableFuture<Pong> first = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> owed = later.next();
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
        Eventually.holds("the second is handled", () -> handle.counters().waiting() == 1);
        assertThat(first).isNotDone();
        owed.reply(new Pong(41));

        assertThat(first.join()).isEqualTo(new Pong(42));
        assertThat(handle.terminate(LONG)).isZero();
        assertThat(handle.counters().handled()).isEqualTo(2);
        assertThat(seen).hasSize(1);
    }

    @Test
    void neverRunsTwoCoroutinesAtOnce() {
        int count = 3_000;
        AtomicInteger inside = new AtomicInteger();
        long[] plain = new long[1];
        activate("echo", ECHO);
        Random random = new Random(1);
        KernelHandle handle = reentrant((message, context) -> {
            for (int i = 0; i < 4; i++) {
                if (inside.getAndIncrement() != 0) {
                    throw new AssertionError("two at once");
                }
                plain[0]++;
                int way = random.nextInt(4);
                inside.getAndDecrement();
                switch (way) {
                    case 0 -> runtime.call("echo", new Ping(i), Pong.class, LONG);
                    case 1 -> context.sleep(Duration.ZERO);
                    case 2 -> context.sleep(Duration.ofNanos(random.nextInt(100_000)));
                    default -> context.await(CompletableFuture.runAsync(() -> {}), LONG);
                }
            }
            return null;
        });
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(start(() -> {
                for (int i = 0; i < count / 3; i++) {
                    runtime.send("a", new Ping(i));
                }
            }));
        }
        threads.forEach(Eventually::ends);

        assertThat(handle.terminate(LONG)).isZero();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.counters().handled()).isEqualTo(count);
        assertThat(plain[0]).isEqualTo(4L * count);
    }

    @Test
    void beginsTheMessagesOfASenderInTheirOrder() {
        List<Long> begun = new ArrayList<>();
        KernelHandle handle = reentrant((message, context) -> {
            begun.add(((Ping) message).number());
            context.sleep(Duration.ZERO);
            return null;
        });
        for (long i = 0; i < 2_000; i++) {
            runtime.send("a", new Ping(i));
        }

        handle.terminate(LONG);

        assertThat(begun).hasSize(2_000).isSorted();
    }

    @Test
    void keepsReadersAndAnswersApart() {
        int count = 200;
        activate("echo", ECHO);
        reentrant((message, context) -> {
            Ping ping = (Ping) message;
            MessageId before = context.messageId();
            Pong pong = runtime.call("echo", ping, Pong.class, LONG);
            if (!context.messageId().equals(before)) {
                throw new AssertionError("another message is in hand");
            }
            context.reply(pong);
            return null;
        });
        List<CompletableFuture<Pong>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(runtime.request("a", new Ping(i, i % 10 == 0 ? "x".repeat(3_000) : ""), Pong.class, LONG));
        }

        for (int i = 0; i < count; i++) {
            assertThat(answers.get(i).join()).isEqualTo(new Pong(i));
        }
        Eventually.holds("payloads are freed", () -> runtime.buffers().inUseCount() == 0);
    }

    // ---- the order of dispatch

    @Test
    void dispatchesAMessageThenWhatWasWokenThenFailedCallsThenForks() throws InterruptedException {
        ReplyLater later = later();
        CountDownLatch released = new CountDownLatch(1);
        reentrant((message, context) -> {
            int number = (int) ((Ping) message).number();
            switch (number) {
                case 1, 2 -> {
                    context.waitFor("bell", LONG);
                    seen.add("woken " + number);
                }
                case 3 -> {
                    Throwable failure = thrownBy(() -> runtime.call("later", new Ping(3), Pong.class, LONG));
                    seen.add("failed " + failure.getClass().getSimpleName());
                }
                case 4 -> {
                    seen.add("begins");
                    await(released); // keeps its kernel
                    context.fork(() -> seen.add("fork 1"));
                    context.fork(() -> seen.add("fork 2"));
                    seen.add(context.wakeup("bell"));
                    seen.add(context.wakeup("bell"));
                    seen.add(context.wakeup("bell"));
                    seen.add("message");
                }
                default -> seen.add("next message");
            }
            return null;
        });
        for (int i = 1; i <= 4; i++) {
            runtime.send("a", new Ping(i));
        }
        ReplyTo<Pong> owed = later.next();
        assertSeen("begins");
        runtime.send("a", new Ping(5));
        owed.fail(new IllegalStateException("boom"));
        Eventually.holds(
                "the failed one asks", () -> runtime.kernelOf("a").reentry.isCalled(KernelState.ACTIVE));
        released.countDown();

        assertSeen(
                true,
                true,
                false,
                "message",
                "woken 1",
                "woken 2",
                "failed RequestFailedException",
                "fork 1",
                "fork 2",
                "next message");
    }

    @Test
    void letsAForkWaitWithoutItsHandler() throws InterruptedException {
        reentrant((message, context) -> {
            if (message instanceof Ping) {
                context.fork(() -> {
                    seen.add(context.waitFor(7, LONG));
                    seen.add(thrownBy(context::messageId).getMessage());
                });
                return new Pong(1);
            }
            return new Pong(context.wakeup(7) ? 2 : 3);
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(runtime.call("a", new Pong(1), Pong.class, LONG)).isEqualTo(new Pong(2));

        assertSeen(true, "there is no message in a forked task: kernel=a");
    }

    @Test
    void waitsNoLongerThanItsTime() {
        reentrant(
                (message, context) -> new Pong(context.waitFor("never", SHORT) ? 1 : context.wakeup("never") ? 2 : 3));

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(3));
    }

    @Test
    void answersMessagesWhileOneYieldsForEver() {
        CountDownLatch entered = new CountDownLatch(1);
        reentrant((message, context) -> {
            if (((Ping) message).number() == 1) {
                entered.countDown();
                while (!context.shouldTerminate()) {
                    context.sleep(Duration.ZERO);
                }
            }
            return new Pong(2);
        });
        runtime.send("a", new Ping(1));
        await(entered);

        for (int i = 0; i < 100; i++) {
            assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
        }
    }

    @Test
    void continuesBesideACoroutineThatWaits() throws InterruptedException {
        ReplyLater later = later();
        activate("echo", ECHO);
        reentrant((message, context) -> {
            context.request("echo", new Ping(5), Pong.class, LONG, (pong, failure, now) -> {
                seen.add("waits after " + pong);
                seen.add(runtime.call("later", new Ping(6), Pong.class, LONG));
            });
            return null;
        });
        runtime.send("a", new Ping(1));
        ReplyTo<Pong> first = later.next();
        runtime.send("a", new Ping(2));
        ReplyTo<Pong> second = later.next(); // although the first waits

        second.reply(new Pong(2));
        assertSeen("waits after Pong[number=5]", "waits after Pong[number=5]", new Pong(2));
        first.reply(new Pong(1));
        assertSeen(new Pong(1));
    }

    // ---- kernels that ask each other

    @Test
    void answersAKernelThatItAsks() {
        reentrant((message, context) -> {
            long number = ((Ping) message).number();
            return number == 0
                    ? new Pong(0)
                    : new Pong(1
                            + runtime.call("b", new Ping(number - 1), Pong.class, LONG)
                                    .number());
        });
        runtime.launch(
                        "probe",
                        reentrant(Probe.with((message, context) -> {
                                    long number = ((Ping) message).number();
                                    return number == 0
                                            ? new Pong(0)
                                            : new Pong(1
                                                    + runtime.call("a", new Ping(number - 1), Pong.class, LONG)
                                                            .number());
                                }))
                                .as("b"))
                .activate();

        assertThat(runtime.call("a", new Ping(20), Pong.class, LONG)).isEqualTo(new Pong(20));
    }

    @Test
    void findsARingThroughItself() {
        reentrant((message, context) -> runtime.call("b", new Ping(1), Pong.class, LONG));
        activate("b", (message, context) -> runtime.call("a", new Ping(2), Pong.class, LONG));

        assertThatThrownBy(() -> runtime.call("b", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseMessage("kernels would wait for each other: ring=a → b → a,"
                        + " message=io.ringkernel.Messages$Ping; use KernelContext.request, which does not wait");
    }

    // ---- the end, and other steps

    @Test
    void goesOnAfterADeactivation() throws InterruptedException {
        ReplyLater later = later();
        KernelHandle handle = reentrant((message, context) -> runtime.call("later", (Ping) message, Pong.class, LONG));
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> owed = later.next();

        handle.deactivate();
        owed.reply(new Pong(7));
        Eventually.holds("it asks", () -> runtime.kernelOf("a").reentry.isCalled(KernelState.ACTIVE));
        assertThat(answer).isNotDone();
        handle.activate();

        assertThat(answer.join()).isEqualTo(new Pong(7));
    }

    @Test
    void waitsForItsCoroutinesBeforeItEnds() throws InterruptedException {
        ReplyLater later = later();
        KernelHandle handle = reentrant((message, context) -> runtime.call("later", (Ping) message, Pong.class, LONG));
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> owed = later.next();

        Thread ender = start(() -> handle.terminate(LONG));
        Eventually.holds("it is ending", () -> handle.state() == KernelState.TERMINATING);
        owed.reply(new Pong(7));

        assertThat(answer.join()).isEqualTo(new Pong(7));
        Eventually.ends(ender);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void cancelsThoseThatWaitWhenItsTimeIsOver() throws InterruptedException {
        later();
        AtomicInteger stopped = new AtomicInteger();
        KernelHandle handle = runtime.launch(
                        "probe",
                        reentrant(Probe.hooked(
                                (message, context) -> {
                                    try {
                                        switch ((int) ((Ping) message).number() % 4) {
                                            case 0 -> runtime.call("later", (Ping) message, Pong.class, LONG);
                                            case 1 -> context.sleep(LONG);
                                            case 2 -> context.await(new CompletableFuture<>(), LONG);
                                            default -> context.waitFor("x", LONG);
                                        }
                                    } catch (CoroutineCancelledException e) {
                                        seen.add(e.getMessage());
                                        seen.add(Thread.currentThread().isInterrupted());
                                        seen.add(thrownBy(() -> context.sleep(LONG))
                                                .getMessage());
                                        throw e;
                                    }
                                    return null;
                                },
                                context -> {},
                                context -> {
                                    seen.add("stopped");
                                    stopped.incrementAndGet();
                                })))
                .activate();
        List<CompletableFuture<Pong>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(runtime.request("a", new Ping(i), Pong.class, LONG));
        }
        Eventually.holds("all wait", () -> runtime.kernelOf("a").reentry.waitingCount() == 8);

        assertThat(handle.terminate(Duration.ofMillis(5))).isZero();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(8);
        assertThat(runtime.deadLetters().count(DeadLetter.Reason.FAILED)).isEqualTo(8);
        assertAddsUp(handle.counters());
        String text = CANCELLED.formatted("TERMINATING");
        for (int i = 0; i < 8; i++) {
            assertSeen(text, true, text);
            CompletableFuture<Pong> answer = answers.get(i);
            assertThatThrownBy(answer::join)
                    .hasCauseExactlyInstanceOf(RequestFailedException.class)
                    .hasRootCauseExactlyInstanceOf(CoroutineCancelledException.class)
                    .hasMessageEndingWith("handler threw io.ringkernel.CoroutineCancelledException: " + text
                            + ": kernel=a, message=io.ringkernel.Messages$Ping");
        }
        assertSeen("stopped");
        assertThat(stopped.get()).isEqualTo(1);
    }

    @Test
    void asksForNothingAnyMoreWhenItIsCancelled() throws InterruptedException {
        ReplyLater later = later();
        KernelRef<Ping> ref = runtime.ref("later", Ping.class);
        Call<Pong> call = new Call<>(Pong.class);
        KernelHandle handle = reentrant((message, context) -> {
            try {
                context.sleep(LONG);
            } catch (CoroutineCancelledException e) {
                seen.add(thrownBy(() -> ref.call(new Ping(1), call, LONG)).getMessage());
                throw e;
            }
            return null;
        });
        runtime.send("a", new Ping(0));
        Eventually.holds("it waits", () -> runtime.kernelOf("a").reentry.waitingCount() == 1);

        handle.terminate(Duration.ofMillis(5));
        assertSeen(CANCELLED.formatted("TERMINATING"));
        later.next().reply(new Pong(1)); // too late
        Thread asker = start(() -> ref.call(new Ping(2), call, LONG));
        later.next().reply(new Pong(2));

        Eventually.ends(asker);
        assertThat(call.reply()).isEqualTo(new Pong(2));
    }

    @Test
    void cancelsThoseThatWaitBeforeARestart() throws InterruptedException {
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> supplier = () -> {
            int instance = instances.incrementAndGet();
            return Probe.of(
                    (message, context) -> {
                        switch ((int) ((Ping) message).number()) {
                            case 1 -> context.waitFor("x", LONG);
                            case 2 -> throw new IllegalStateException("boom");
                            default -> {}
                        }
                        return new Pong(instance);
                    },
                    context -> seen.add("starts " + instance),
                    context -> seen.add("stops " + instance));
        };
        KernelHandle handle = runtime.launch(
                        "probe",
                        reentrant(LaunchOptions.instance(supplier))
                                .onFailure(FailurePolicy.restart(
                                        1, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMillis(1))))
                .activate();
        CompletableFuture<Pong> first = runtime.request("a", new Ping(1), Pong.class, LONG);
        Eventually.holds("it waits", () -> runtime.kernelOf("a").reentry.waitingCount() == 1);
        runtime.send("a", new Ping(2));

        assertThatThrownBy(first::join)
                .hasRootCauseExactlyInstanceOf(CoroutineCancelledException.class)
                .hasRootCauseMessage(CANCELLED.formatted("STARTING"));
        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(2));

        assertSeen("starts 1", "stops 1", "starts 2");
        handle.terminate(LONG);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(2);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertAddsUp(handle.counters());
    }

    @Test
    void hasNoChildrenOfACoroutineThatItHasCancelled() throws InterruptedException {
        AtomicInteger instances = new AtomicInteger();
        Probe.Handler handler = (message, context) -> {
            switch ((int) ((Ping) message).number()) {
                case 1 -> {
                    seen.add(thrownBy(() -> context.waitFor("x", LONG)).getMessage());
                    seen.add(thrownBy(() ->
                                    context.launch("probe", Probe.with(ECHO).as("child")))
                            .getMessage());
                }
                case 2 -> throw new IllegalStateException("boom");
                default -> {}
            }
            return new Pong(instances.get());
        };
        Supplier<Object> supplier = () -> Probe.of(handler, context -> instances.incrementAndGet(), null);
        runtime.launch("probe", reentrant(LaunchOptions.instance(supplier)).onFailure(FailurePolicy.restart()))
                .activate();
        runtime.send("a", new Ping(1));
        Eventually.holds("it waits", () -> runtime.kernelOf("a").reentry.waitingCount() == 1);
        long startNs = System.nanoTime();

        runtime.send("a", new Ping(2));
        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(2));

        assertThat(System.nanoTime() - startNs).isLessThan(Family.LONGEST_WAIT_NS);
        assertSeen(
                CANCELLED.formatted("STARTING"),
                "instance has failed and has no more children: kernel=a, state=STARTING, child=child");
    }

    @Test
    void isCancelledWhenTheRuntimeIsClosed() {
        KernelRuntime closing = KernelRuntime.create(options().withCloseTimeout(Duration.ofMillis(1)));
        KernelHandle handle = closing.launch("probe", reentrant(Probe.with((message, context) -> {
                    context.sleep(LONG.multipliedBy(100));
                    return null;
                })))
                .activate();
        for (int i = 0; i < 50; i++) {
            closing.send("a", new Ping(i));
        }
        Eventually.holds("all wait", () -> closing.kernelOf("a").reentry.waitingCount() == 50);

        try (KeptLog log = new KeptLog()) {
            closing.close();

            assertThat(log.records)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getThrown()).isNull())
                    .extracting(LogRecord::getMessage)
                    .isEqualTo("coroutines were cancelled: kernel=a, count=50");
        }
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(50);
    }

    /* Takes 20 ms to return when it is cancelled. */
    private static final Probe.Handler CLEANS_UP = (message, context) -> {
        try {
            context.sleep(LONG);
        } finally {
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < 20_000_000) {
                LockSupport.parkNanos(20_000_000); // returns at once: the flag is set
                Thread.interrupted();
            }
        }
        return null;
    };

    private void haveAllWait(String id, int count) {
        for (int i = 0; i < count; i++) {
            runtime.send(id, new Ping(i));
        }
        Eventually.holds("all wait", () -> runtime.kernelOf(id).reentry.waitingCount() == count);
    }

    @Test
    void hasTimeToCleanUpInEachOfManyCoroutines() {
        KernelHandle handle = reentrant(CLEANS_UP);
        haveAllWait("a", 30);

        handle.terminate(Duration.ZERO);

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(30);
    }

    private static KernelHandle launchIn(KernelContext context, String id, Probe.Handler handler) {
        return context.launch("probe", Probe.with(handler).as(id).coroutine().reentrant(true))
                .activate();
    }

    @Test
    void hasTimeToCleanUpInEachOfManyCoroutinesOfADescendant() {
        LinkedBlockingQueue<KernelHandle> launched = new LinkedBlockingQueue<>();
        KernelHandle parent = activate("parent", (message, context) -> {
            launched.add(launchIn(context, "child", (anything, of) -> {
                launched.add(launchIn(of, "grandchild", CLEANS_UP));
                return null;
            }));
            return null;
        });
        runtime.send("parent", new Ping(1));
        Eventually.holds("child was launched", () -> launched.size() == 1);
        runtime.send("child", new Ping(1));
        Eventually.holds("grandchild was launched", () -> launched.size() == 2);
        haveAllWait("grandchild", 30);

        parent.terminate(Duration.ZERO);

        assertThat(parent.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(launched).extracting(KernelHandle::state).containsOnly(KernelState.TERMINATED);
        assertThat(launched)
                .last()
                .extracting(handle -> handle.counters().failed())
                .isEqualTo(30L);
    }

    @Test
    void isGivenUpWhenOneOfManyCoroutinesDoesNotReturn() {
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle handle = reentrant((message, context) -> {
            try {
                context.sleep(LONG);
            } finally {
                while (((Ping) message).number() == 1 && released.getCount() > 0) {
                    Thread.onSpinWait();
                }
            }
            return null;
        });
        for (int i = 0; i < 3; i++) {
            runtime.send("a", new Ping(i));
        }
        Eventually.holds("all wait", () -> runtime.kernelOf("a").reentry.waitingCount() == 3);
        long startNs = System.nanoTime();

        handle.terminate(Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(4));
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        released.countDown();
    }

    // ---- threads, and room

    @Test
    void goesOnWhenAllPlatformThreadsWaitInIt() throws InterruptedException {
        ReplyLater later = new ReplyLater();
        try (KernelRuntime narrow = KernelRuntime.create(options().withCoroutineLimit(2))) {
            narrow.launch("probe", Probe.with(later).as("later")).activate();
            KernelHandle handle = narrow.launch(
                            "probe",
                            reentrant(Probe.with((message, context) -> ((Ping) message).number() < 2
                                    ? narrow.call("later", (Ping) message, Pong.class, LONG)
                                    : new Pong(7))))
                    .activate();
            List<CompletableFuture<Pong>> answers = new ArrayList<>();
            List<ReplyTo<Pong>> owed = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                answers.add(narrow.request("a", new Ping(i), Pong.class, LONG));
                owed.add(later.next());
            }
            Eventually.holds("all wait", () -> narrow.kernelOf("a").reentry.waitingCount() == 2);
            answers.add(
                    narrow.request("a", new Ping(2), Pong.class, LONG)); // for which there is no thread before JDK 21
            owed.forEach(each -> each.reply(new Pong(7)));

            for (CompletableFuture<Pong> answer : answers) {
                assertThat(answer.join()).isEqualTo(new Pong(7));
            }
            handle.terminate(LONG);
            assertThat(handle.counters().handled()).isEqualTo(3);
        }
    }

    @Test
    void handlesOthersWhileAHandlerWaitsForRoom() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle full = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    entered.countDown();
                                    await(released);
                                    return null;
                                })
                                .as("full")
                                .capacity(1))
                .activate();
        runtime.send("full", new Ping(1)); // keeps its slot until its handler has returned
        await(entered);
        reentrant((message, context) -> {
            if (((Ping) message).number() == 1) {
                runtime.send("full", new Ping(2));
            }
            return new Pong(3);
        });
        CompletableFuture<Pong> first = runtime.request("a", new Ping(1), Pong.class, LONG);
        Eventually.holds("it waits", () -> runtime.kernelOf("a").reentry.waitingCount() == 1);

        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(3));
        assertThat(first).isNotDone();

        released.countDown();
        assertThat(first.join()).isEqualTo(new Pong(3));
        assertThat(full.terminate(LONG)).isZero();
    }

    // ---- what keeps the kernel

    @Test
    void keepsItsKernelInHooksTasksAndBehindStash() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        KernelHandle handle = runtime.launch(
                "probe",
                reentrant(Probe.hooked(
                        (message, context) -> {
                            if (message instanceof Pong) {
                                seen.add(context.unstash());
                                return null;
                            }
                            if (texts.size() < 3) {
                                context.defer(() -> {
                                    texts.add(thrownBy(() -> context.waitFor("task", LONG))
                                            .getMessage());
                                    context.sleep(Duration.ofMillis(1));
                                    seen.add("task");
                                });
                                context.stash();
                                texts.add(thrownBy(() -> context.waitFor("stash", LONG))
                                        .getMessage());
                                context.sleep(Duration.ofMillis(1));
                            }
                            seen.add("handler");
                            return null;
                        },
                        context -> {
                            texts.add(thrownBy(() -> context.waitFor("hook", LONG))
                                    .getMessage());
                            context.sleep(Duration.ofMillis(1));
                            seen.add("hook");
                        },
                        context -> {})));
        runtime.send("a", new Ping(1));
        runtime.send("a", new Pong(1));

        handle.activate();

        assertSeen("hook", "handler", "task", 1, "handler");
        for (int i = 0; i < 3; i++) {
            assertThat(texts.get(i))
                    .isEqualTo("coroutine cannot be woken where it keeps its kernel: kernel=a, token="
                            + List.of("hook", "stash", "task").get(i)
                            + "; wait in a handler, a continuation or a fork, and not after stash");
        }
        handle.terminate(LONG);
        assertThat(handle.counters().handled()).isEqualTo(2);
    }

    @Test
    void handlesAnIdOnceAlsoWhileItWaits() throws InterruptedException {
        ReplyLater later = later();
        KernelHandle handle = runtime.launch(
                        "probe",
                        reentrant(Probe.with((message, context) -> {
                                    runtime.call("later", (Ping) message, Pong.class, LONG);
                                    return null;
                                }))
                                .dedup(16, LONG))
                .activate();
        SendOptions options = SendOptions.DEFAULT.messageId(new MessageId(7, 7));
        runtime.send("a", new Ping(1), options);
        ReplyTo<Pong> owed = later.next();
        runtime.send("a", new Ping(2), options);

        Eventually.holds("the second is refused", () -> handle.counters().duplicates() == 1);
        owed.reply(new Pong(1));
        Eventually.holds("the first is handled", () -> handle.counters().handled() == 1);
        runtime.send("a", new Ping(3), options);
        Eventually.holds("the third is refused", () -> handle.counters().duplicates() == 2);
    }

    @Test
    void isRefusedWhereNothingWaits() throws InterruptedException {
        assertThatThrownBy(
                        () -> runtime.launch("probe", Probe.with(ECHO).as("a").reentrant(true)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel cannot be re-entrant: kernel=a, execution=POOLED, receivesByItself=false;"
                        + " declare it with execution = Execution.COROUTINE, and with handlers");
        assertThatThrownBy(() -> runtime.launch(
                        "loop",
                        LaunchOptions.instance((LoopTest.Body) context -> {})
                                .coroutine()
                                .reentrant(true)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel cannot be re-entrant: kernel=loop, execution=COROUTINE, receivesByItself=true;"
                        + " declare it with execution = Execution.COROUTINE, and with handlers");
        runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    seen.add(thrownBy(() -> context.waitFor("x", SHORT))
                                            .getMessage());
                                    seen.add(thrownBy(() -> context.wakeup("x")).getMessage());
                                    return null;
                                })
                                .as("a")
                                .coroutine())
                .activate();
        runtime.send("a", new Ping(1));

        String text = "kernel is not re-entrant, nobody could wake what waits in it: kernel=a;"
                + " declare it with reentrant = true";
        assertSeen(text, text);
    }
}
