// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels that stop, end, and end badly; runtimes that close. */
class EndTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Stays in the first message until it is released. */
    private final Probe.Handler stuck = (message, context) -> {
        entered.countDown();
        await(released);
        return null;
    };

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    // ---- the thread that ends a pooled kernel

    /** A kernel that rests, and has never needed a worker. */
    private static KernelHandle launchResting(KernelRuntime mine, LaunchOptions options) {
        KernelHandle handle = mine.launch("probe", options.as("a")).activate();
        assertThat(handle.counters().accepted()).isZero(); // which needs the kernel
        return handle;
    }

    @Test
    void needsNoWorkerForTheEndOfAKernelThatRests() {
        List<String> prepared = Collections.synchronizedList(new ArrayList<>());
        ThreadSetup recording = new ThreadSetup() {
            @Override
            public void prepare(Thread thread) {
                prepared.add(thread.getName());
            }
        };
        try (KernelRuntime mine = KernelRuntime.create(options().withThreads(recording))) {
            KernelHandle handle = launchResting(mine, Probe.with(ECHO));

            assertThat(handle.terminate(Duration.ZERO)).isZero();

            assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
            assertThat(mine.handle("a")).isEmpty();
            assertThat(prepared).noneMatch(name -> name.startsWith("ringkernel-worker"));
        }
    }

    @Test
    void leavesWhatIsWaitingToTheWorkersWhenItEnds() throws InterruptedException {
        KernelHandle handle = runtime.launch("probe", Probe.with(ECHO).as("a"));
        CompletableFuture<Pong> waiting = runtime.request("a", new Ping(1), Pong.class, LONG);
        CompletableFuture<Object> told =
                waiting.handle((reply, failure) -> Thread.currentThread().getName());

        assertThat(handle.terminate()).isOne();

        assertThat(told).isCompleted();
        assertThat((String) told.join()).startsWith("ringkernel-worker");
    }

    @Test
    void leavesTheStopHookToTheWorkersWhenItEnds() throws InterruptedException {
        KernelHandle handle = launchResting(
                runtime,
                Probe.hooked(
                        ECHO,
                        context -> {},
                        context -> seen.add(Thread.currentThread().getName())));

        handle.terminate();

        assertThat((String) nextSeen()).startsWith("ringkernel-worker");
    }

    @Test
    void leavesTheOwedAnswerToTheWorkersWhenItEnds() {
        AtomicReference<ReplyTo<Pong>> owed = new AtomicReference<>();
        KernelHandle handle = activate("a", (message, context) -> {
            owed.set(context.replyTo(Pong.class));
            return null;
        });
        CompletableFuture<Object> told = runtime.request("a", new Ping(1), Pong.class, LONG)
                .handle((reply, failure) -> Thread.currentThread().getName());
        Eventually.holds("the answer is owed", () -> handle.counters().handled() == 1);

        assertThat(handle.terminate()).isZero();

        assertThat((String) told.join()).startsWith("ringkernel-worker");
        assertThat(owed.get()).isNotNull();
    }

    // ---- the thread of a kernel

    /** {@return the thread of a kernel that has one of its own, as its handler sees it} */
    private Thread threadOf(KernelHandle handle, AtomicReference<Thread> thread) {
        handle.activate();
        handle.ref(Ping.class).send(new Ping(0));
        Eventually.holds("the thread is known", () -> thread.get() != null);
        Eventually.holds("the message is handled", () -> handle.counters().waiting() == 0);
        return thread.get();
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void theThreadOfAKernelEndsWithIt(Idle idle) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            thread.set(Thread.currentThread());
                            return null;
                        })
                        .as("a")
                        .dedicated(idle));
        Thread own = threadOf(handle, thread);

        handle.terminate();

        Eventually.ends(own);
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void theThreadOfAKernelEndsWithItsFailure(Idle idle) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            thread.set(Thread.currentThread());
                            throw new IllegalStateException("on purpose");
                        })
                        .as("a")
                        .dedicated(idle)
                        .onFailure(FailurePolicy.stop()));

        Eventually.ends(threadOf(handle, thread));
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void theThreadOfAKernelThatWasGivenUpEndsWhenItsHandlerReturns(Idle idle) {
        KernelHandle handle = runtime.launch("probe", Probe.with(stuck).as("a").dedicated(idle));
        handle.activate();
        handle.ref(Ping.class).send(new Ping(0));
        await(entered);
        handle.terminate(Duration.ZERO);
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ringkernel-a"))
                .toList();
        assertThat(threads).isNotEmpty();

        released.countDown();

        threads.forEach(Eventually::ends);
    }

    // ---- deactivate

    @Test
    void runsNoHandlerOnceItIsDeactivated() {
        AtomicInteger inside = new AtomicInteger();
        KernelHandle handle = launch("a", (message, context) -> {
            inside.incrementAndGet();
            for (int i = 0; i < 100; i++) {
                Thread.onSpinWait();
            }
            inside.decrementAndGet();
            return null;
        });
        AtomicLong sent = new AtomicLong();
        AtomicReference<Boolean> over = new AtomicReference<>(false);
        Thread sender = start(() -> {
            KernelRef<Ping> ref = handle.ref(Ping.class);
            while (!over.get()) {
                if (ref.offer(new Ping(1)).isAccepted()) {
                    sent.incrementAndGet();
                }
            }
        });
        for (int round = 0; round < 3000; round++) {
            handle.activate();
            handle.deactivate();

            long handled = handle.counters().handled();
            assertThat(inside).hasValue(0);
            assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);
            assertThat(handle.counters().handled()).isEqualTo(handled);
        }

        over.set(true);
        Eventually.ends(sender);
        handle.activate();
        Eventually.holds("nothing is lost", () -> handle.counters().handled() == sent.get());
        assertThat(handle.counters().undelivered()).isZero();
    }

    @Test
    void waitsForTheMessageInHandBeforeItIsDeactivated() {
        KernelHandle handle = activate("a", stuck);
        runtime.send("a", new Ping(1));
        await(entered);
        Thread stopper = start(handle::deactivate);
        Eventually.rests(stopper);
        assertThat(stopper.isAlive()).isTrue();

        released.countDown();

        Eventually.ends(stopper);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void isDeactivatedByItsOwnHandler() throws InterruptedException {
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add(message);
            if (((Ping) message).number() == 1) {
                runtime.handle("a").orElseThrow().deactivate();
            }
            return null;
        });
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        handle.activate();

        assertThat(nextSeen()).isEqualTo(new Ping(1));
        Eventually.holds("it has returned", () -> handle.counters().handled() == 1);
        assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(handle.counters().waiting()).isEqualTo(1);
        handle.activate();
        assertThat(nextSeen()).isEqualTo(new Ping(2));
    }

    // ---- terminate

    @Test
    void handlesWhatItHasBeforeItEnds() {
        for (boolean dedicated : new boolean[] {false, true}) {
            LaunchOptions options = Probe.with((message, context) -> null);
            KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                    .activate();
            for (int i = 0; i < 1000; i++) {
                runtime.send("probe", new Ping(i), SendOptions.priority(i % 256));
            }

            assertThat(handle.terminate()).isZero();

            assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
            assertThat(handle.counters().handled()).isEqualTo(1000);
            assertThat(handle.counters().waiting()).isZero();
            assertThat(runtime.kernelIds()).isEmpty();
        }
    }

    @Test
    void handlesNothingMoreWhenItEndsAtOnce() {
        KernelHandle handle = activate("a", stuck);
        List<CompletableFuture<Pong>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(runtime.request("a", new Ping(i), Pong.class, LONG));
        }
        await(entered);
        AtomicLong left = new AtomicLong();
        Thread ender = start(() -> left.set(handle.terminate(Duration.ZERO)));
        Eventually.holds("it is ending", () -> handle.state() == KernelState.TERMINATING);
        released.countDown();

        Eventually.ends(ender);

        assertThat(left).hasValue(9);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertThat(handle.counters().undelivered()).isEqualTo(9);
        for (CompletableFuture<Pong> answer : answers.subList(1, 10)) {
            assertThatThrownBy(answer::join)
                    .isExactlyInstanceOf(CompletionException.class)
                    .cause()
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasMessage("kernel ended before the answer: kernel=a, message=io.ringkernel.Messages$Ping");
        }
    }

    @Test
    void discardsWhatItHasWhenItWasNeverActive() {
        KernelHandle handle = launch("a", ECHO);
        runtime.send("a", new Ping(1));
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(2), Pong.class, LONG);

        assertThat(handle.terminate()).isEqualTo(2);

        assertThat(answer).isCompletedExceptionally();
        assertThat(handle.counters().undelivered()).isEqualTo(2);
        assertThat(handle.counters().waiting()).isZero();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void failsWhenAHandlerDoesNotReturn() {
        for (boolean dedicated : new boolean[] {false, true}) {
            CountDownLatch in = new CountDownLatch(1);
            CountDownLatch out = new CountDownLatch(1);
            LaunchOptions options = Probe.with((message, context) -> {
                in.countDown();
                await(out);
                return null;
            });
            KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                    .activate();
            CompletableFuture<Pong> owed = runtime.request("probe", new Ping(0), Pong.class, LONG);
            runtime.send("probe", new Ping(1));
            await(in);

            handle.terminate(Duration.ofMillis(10));

            assertThat(handle.state()).isEqualTo(KernelState.FAILED);
            assertThat(owed).isCompletedExceptionally();
            assertThat(runtime.kernelIds()).isEmpty();
            assertThat(handle.counters().waiting()).isEqualTo(2);
            out.countDown();
            Eventually.holds(
                    "what was left is discarded", () -> handle.counters().waiting() == 0);
            assertThat(handle.counters().handled()).isEqualTo(1);
            assertThat(handle.counters().undelivered()).isEqualTo(1);
            assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        }
    }

    @Test
    void endsOnceForManyCallers() {
        KernelHandle handle = activate("a", stuck);
        runtime.send("a", new Ping(1));
        await(entered);
        Thread first = start(handle::terminate);
        Thread second = start(handle::terminate);
        Eventually.rests(first);
        Eventually.rests(second);

        released.countDown();

        Eventually.ends(first);
        Eventually.ends(second);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.terminate()).isZero();
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void shortensTheDrainWhenItIsToEndSooner() {
        KernelHandle handle = launch("a", (message, context) -> {
            entered.countDown();
            for (long startNs = System.nanoTime(); System.nanoTime() - startNs < 2_000_000; ) {
                Thread.onSpinWait();
            }
            return null;
        });
        for (int i = 0; i < 1000; i++) {
            runtime.send("a", new Ping(i));
        }
        handle.activate();
        await(entered);
        Thread patient = start(() -> handle.terminate(LONG));
        Eventually.holds("it is ending", () -> handle.state() == KernelState.TERMINATING);

        long left = handle.terminate(Duration.ZERO);

        assertThat(left).isPositive();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled() + left).isEqualTo(1000);
        Eventually.ends(patient);
    }

    @Test
    void isTerminatedByItsOwnHandler() {
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add(runtime.handle("a").orElseThrow().terminate());
            return null;
        });
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        handle.activate();

        Eventually.holds("it has ended", () -> handle.state() == KernelState.TERMINATED);
        Eventually.holds("it is forgotten", () -> runtime.kernelIds().isEmpty());
        assertThat(handle.counters().handled()).isEqualTo(2);
        assertThat(seen).hasSize(2).containsOnly(0L);
    }

    @Test
    void canBeLaunchedAgainAsSoonAsItHasEnded() {
        for (int i = 0; i < 2000; i++) {
            KernelHandle handle = activate("a", ECHO);
            CompletableFuture<Pong> answer = runtime.request("a", new Ping(i), Pong.class, LONG);

            handle.terminate();

            assertThat(answer).isDone();
        }
    }

    @Test
    void neverReachesTheNextKernelOfItsId() {
        KernelHandle first = activate("a", ECHO);
        KernelRef<Ping> ref = runtime.ref("a", Ping.class);
        first.terminate();
        KernelHandle second = activate("a", ECHO);

        assertThat(ref.offer(new Ping(1))).isEqualTo(Delivery.CLOSED);
        assertThatThrownBy(() -> ref.send(new Ping(1)))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel has ended: kernel=a, state=TERMINATED; launch it again to send to it");
        assertThatThrownBy(() -> ref.request(new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(KernelStateException.class);
        assertThat(first.terminate()).isZero();
        assertThat(second.counters().accepted()).isZero();
        assertThat(second.state()).isEqualTo(KernelState.ACTIVE);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void discardsWhatIsPublishedAfterTheEnd() {
        for (boolean dedicated : new boolean[] {false, true}) {
            for (boolean closed : new boolean[] {false, true}) {
                KernelRuntime fresh = KernelRuntime.create(options());
                LaunchOptions options = Probe.with(ECHO);
                KernelHandle handle = fresh.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                        .activate();
                Claim claim = new Claim();
                assertThat(handle.ref(Pong.class).claim(claim)).isEqualTo(Delivery.ACCEPTED);
                handle.terminate(Duration.ZERO);
                if (closed) {
                    fresh.close();
                }

                Messages_PongCodec.INSTANCE.encode(new Pong(1), claim.buffer(), claim.offset());
                claim.publish(8);

                Eventually.holds("it is discarded", () -> handle.counters().undelivered() == 1);
                assertThat(handle.counters().waiting()).isZero();
                fresh.close();
            }
        }
    }

    @Test
    void takesTheLongestTimeout() {
        KernelHandle handle = activate("a", ECHO);
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.timeout(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(handle.terminate(Duration.ofSeconds(Long.MAX_VALUE))).isZero();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void leavesItsOutboxToWhoeverReceives() {
        KernelHandle handle = activate("a", ECHO);
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        handle.terminate();

        assertThat(runtime.receive("a", Pong.class, LONG).message()).isEqualTo(new Pong(1));
        runtime.close();
        assertThat(runtime.receive("a", Pong.class, LONG).message()).isEqualTo(new Pong(2));
        assertThat(runtime.poll("a", Pong.class, LONG)).isEmpty();
    }

    @Test
    void wakesWhoeverReceives() throws InterruptedException {
        KernelHandle handle = activate("a", ECHO);
        Thread receiver = start(() -> seen.add(runtime.poll("a", Pong.class, LONG)));
        Eventually.rests(receiver);

        handle.terminate();

        assertThat(nextSeen()).isEqualTo(Optional.empty());
    }

    // ---- close

    @Test
    void closesTwice() {
        KernelHandle handle = activate("a", ECHO);

        runtime.close();
        runtime.close();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void tellsRequestersWhenItCloses() {
        launch("a", ECHO);
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);

        runtime.close();

        assertThatThrownBy(answer::join)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=a, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void closesFromAHandler() {
        KernelHandle other = activate("other", ECHO);
        KernelHandle handle = activate("a", (message, context) -> {
            runtime.close();
            return null;
        });

        runtime.send("a", new Ping(1));

        Eventually.holds("all have ended", () -> handle.state() == KernelState.TERMINATED);
        assertThat(other.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void closesFromAHandlerWhileItIsBeingClosed() {
        KernelHandle handle = activate("a", (message, context) -> {
            entered.countDown();
            await(released);
            runtime.close();
            return null;
        });
        runtime.send("a", new Ping(1));
        await(entered);
        Thread closer = start(runtime::close);
        Eventually.holds("it is ending", () -> handle.state() == KernelState.TERMINATING);

        released.countDown();

        Eventually.ends(closer);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void closesWhenInterrupted() {
        KernelHandle first = activate("first", ECHO);
        KernelHandle last = activate("last", stuck);
        runtime.send("last", new Ping(1));
        await(entered);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread closer = start(() -> {
            runtime.close();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        Eventually.rests(closer);

        closer.interrupt();

        Eventually.ends(closer);
        assertThat(interrupted.get()).isTrue();
        assertThat(first.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(last.state()).isEqualTo(KernelState.FAILED);
        released.countDown();
    }

    @Test
    void failsWhatDoesNotEndInTimeWhenItCloses() {
        KernelRuntime hasty = KernelRuntime.create(options().withCloseTimeout(Duration.ofMillis(10)));
        KernelHandle handle = hasty.launch("probe", Probe.with(stuck)).activate();
        hasty.send("probe", new Ping(1));
        await(entered);

        hasty.close();

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        released.countDown();
        Eventually.holds("the handler returns", () -> handle.counters().handled() == 1);
    }

    @Test
    void launchesOrRefusesWhileItCloses() {
        for (int round = 0; round < 100; round++) {
            KernelRuntime fresh = KernelRuntime.create(options());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<KernelHandle> handles = new ArrayList<>();
            boolean dedicated = round % 2 == 0;
            Thread launcher = start(() -> failure.set(thrownBy(() -> {
                for (int i = 0; true; i++) { // until it is refused
                    LaunchOptions options = Probe.with(ECHO).as("k" + i);
                    handles.add(fresh.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options));
                }
            })));
            Eventually.holds("something is launched", () -> !fresh.kernelIds().isEmpty() || failure.get() != null);

            fresh.close();

            Eventually.ends(launcher);
            assertThat(failure.get())
                    .as("round %d", round)
                    .isExactlyInstanceOf(RuntimeClosedException.class)
                    .hasMessage("runtime is closed; stop those who use it first, or create another with"
                            + " KernelRuntime.create");
            for (KernelHandle handle : handles) {
                Eventually.holds("it has ended", () -> handle.state() == KernelState.TERMINATED);
            }
        }
    }
}
