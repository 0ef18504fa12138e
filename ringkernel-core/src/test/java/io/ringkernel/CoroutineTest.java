// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Execution;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Kernels that run in coroutines and handle one message after the other. */
class CoroutineTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @Override
    RuntimeOptions options() {
        return super.options().withCoroutineLimit(64);
    }

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private KernelHandle coroutine(String id, Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as(id).coroutine()).activate();
    }

    // ---- threads

    @Test
    void runsOnAVirtualThreadWhereThereAreSuch() throws InterruptedException {
        coroutine("a", (message, context) -> seen.add(Thread.currentThread()) ? null : null);

        runtime.send("a", new Ping(1));

        Thread thread = (Thread) nextSeen();
        assertThat(VirtualThreads.isOne(thread)).isEqualTo(Runtime.version().feature() >= 21);
        assertThat(thread.getName()).matches(VirtualThreads.exist() ? "ringkernel-a" : "ringkernel-coroutine-\\d+");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void handlesOneMessageAtATimeInTheOrderOfEachSender() {
        int senders = 4;
        int count = 5_000;
        long[] next = new long[senders];
        long[] handled = new long[1]; // plain: whatever the kernel runs on, it is one thread at a time
        KernelHandle handle = coroutine("a", (message, context) -> {
            long number = ((Ping) message).number();
            int sender = (int) (number % senders);
            if (number / senders != next[sender]++) {
                throw new AssertionError("expected " + (next[sender] - 1) + " of " + sender + ", was " + number);
            }
            handled[0]++;
            return null;
        });

        List<Thread> threads = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int number = sender;
            threads.add(start(() -> {
                for (long i = 0; i < count; i++) {
                    runtime.send("a", new Ping(i * senders + number));
                }
            }));
        }
        threads.forEach(Eventually::ends);

        assertThat(handle.terminate(LONG)).isZero();
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.counters().handled()).isEqualTo((long) senders * count);
        assertThat(handled[0]).isEqualTo((long) senders * count);
    }

    @Test
    void letsOthersRunWhileManyWait() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(50);
        List<KernelHandle> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(coroutine("a" + i, (message, context) -> {
                entered.countDown();
                await(released);
                return null;
            }));
            runtime.send("a" + i, new Ping(i));
        }
        await(entered);
        coroutine("echo", ECHO);
        activate("pooled", ECHO);

        assertThat(runtime.call("echo", new Ping(7), Pong.class, LONG)).isEqualTo(new Pong(7));
        assertThat(runtime.call("pooled", new Ping(8), Pong.class, LONG)).isEqualTo(new Pong(8));

        released.countDown();
        for (KernelHandle handle : waiting) {
            handle.terminate(LONG);
            assertThat(handle.counters().handled()).isEqualTo(1);
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void waitsForAThreadWhenAllAreTaken() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        try (KernelRuntime narrow = KernelRuntime.create(options().withCoroutineLimit(1))) {
            narrow.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        seen.add("a");
                                        await(released);
                                        return null;
                                    })
                                    .as("a")
                                    .coroutine())
                    .activate();
            KernelHandle other = narrow.launch(
                            "probe",
                            Probe.with((message, context) -> seen.add(message) ? null : null)
                                    .as("b")
                                    .coroutine())
                    .activate();
            narrow.send("a", new Ping(1));
            assertThat(nextSeen()).isEqualTo("a");
            for (int i = 0; i < 100; i++) {
                narrow.send("b", new Ping(i));
            }

            assertThat(seen.poll(30, TimeUnit.MILLISECONDS)).isNull();
            assertThat(other.counters().waiting()).isEqualTo(100);

            released.countDown();
            for (int i = 0; i < 100; i++) {
                assertThat(nextSeen()).isEqualTo(new Ping(i));
            }
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void saysOfAFullLaneThatAllThreadsAreTaken() {
        RuntimeOptions options = options().withCoroutineLimit(2).withSendTimeout(Duration.ofMillis(20));
        CompletableFuture<Void> released = new CompletableFuture<>();
        try (KernelRuntime narrow = KernelRuntime.create(options)) {
            LaunchOptions sleeps = Probe.with((message, context) -> {
                context.await(released, LONG);
                return null;
            });
            narrow.launch("probe", sleeps.as("a").coroutine().reentrant(true).capacity(2))
                    .activate();
            for (int i = 0; i < 2; i++) {
                narrow.send("a", new Ping(i));
            }
            Eventually.holds("all wait", () -> narrow.kernelOf("a").reentry.waitingCount() == 2);
            for (int i = 0; i < 2; i++) {
                narrow.send("a", new Ping(i));
            }

            assertThatThrownBy(() -> narrow.send("a", new Ping(2)))
                    .isExactlyInstanceOf(LaneFullException.class)
                    .hasMessageMatching("lane is full: kernel=a, lane=NORMAL, capacity=2, state=ACTIVE, waitedMs=\\d+;"
                            + " all threads for coroutines are taken: raise RuntimeOptions.coroutineLimit=2");
            released.complete(null);
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void givesThreadsBackThatHaveNothingToDo() {
        coroutine("a", ECHO);
        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        Eventually.holds(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("ringkernel-coroutine-")));

        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void takesMessagesAndCallsOfVirtualThreads() {
        KernelHandle pooled = activate("pooled", ECHO);
        KernelHandle coroutine = coroutine("coroutine", ECHO);
        KernelRef<Ping> toPooled = pooled.ref(Ping.class);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            Thread thread = VirtualThreads.unstarted(() -> {
                seen.add(toPooled.call(new Ping(number), Pong.class, LONG));
                seen.add(runtime.call("coroutine", new Ping(number), Pong.class, LONG));
                for (int n = 0; n < 50; n++) {
                    runtime.send(n % 2 == 0 ? "pooled" : "coroutine", new Pong(n));
                }
            });
            threads.add(thread);
            thread.start();
        }
        threads.forEach(Eventually::ends);

        pooled.terminate(LONG);
        coroutine.terminate(LONG);
        assertThat(seen).hasSize(400).contains(new Pong(0), new Pong(199));
        assertThat(pooled.counters().handled()).isEqualTo(200 + 5_000);
        assertThat(coroutine.counters().handled()).isEqualTo(200 + 5_000);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void neverSpinsOnAVirtualThread() throws InterruptedException {
        Thread thread = VirtualThreads.unstarted(() -> seen.add(Spin.goesOn(Spin.endNs(System.nanoTime()), 0)));

        thread.start();

        assertThat(nextSeen()).isEqualTo(false);
    }

    @Test
    void runsLoops() throws InterruptedException {
        runtime.launch(
                        "loop",
                        LaunchOptions.instance((LoopTest.Body) context -> {
                                    seen.add(Thread.currentThread());
                                    while (!context.shouldTerminate()) {
                                        context.receive(Ping.class, LONG).ifPresent(ping -> {
                                            context.sleep(Duration.ofNanos(1));
                                            context.emit(new Pong(ping.number()));
                                        });
                                    }
                                })
                                .coroutine())
                .activate();

        for (int i = 0; i < 100; i++) {
            runtime.send("loop", new Ping(i));
            assertThat(runtime.receive("loop", Pong.class, LONG).message()).isEqualTo(new Pong(i));
        }

        assertThat(VirtualThreads.isOne((Thread) nextSeen())).isEqualTo(VirtualThreads.exist());
    }

    // ---- waiting

    @Test
    void waitsForAnswersAndIsKnownToTheGraphOfWaits() {
        coroutine(
                "a",
                (message, context) -> message instanceof Ping ping
                        ? runtime.call("b", new Ping(ping.number() + 1), Pong.class, LONG)
                        : null);
        coroutine(
                "b",
                (message, context) -> ((Ping) message).number() == 1
                        ? runtime.call("a", new Ping(2), Pong.class, LONG)
                        : new Pong(((Ping) message).number()));

        assertThat(runtime.call("a", new Ping(5), Pong.class, LONG)).isEqualTo(new Pong(6));
        assertThatThrownBy(() -> runtime.call("a", new Ping(0), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseMessage("kernels would wait for each other: ring=b → a → b,"
                        + " message=io.ringkernel.Messages$Ping; use KernelContext.request, which does not wait");
    }

    @Test
    void sleepsForItsTime() {
        coroutine("a", (message, context) -> {
            long startNs = System.nanoTime();
            context.sleep(SHORT);
            return new Pong(System.nanoTime() - startNs);
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG).number()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void awaitsWhatOthersCompute() {
        CompletableFuture<Long> future = new CompletableFuture<>();
        coroutine("a", (message, context) -> new Pong(context.await(future, LONG)));

        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        future.complete(42L);

        assertThat(answer.join()).isEqualTo(new Pong(42));
    }

    @Test
    void saysHowAStageFailed() throws InterruptedException {
        coroutine("a", (message, context) -> {
            seen.add(thrownBy(
                    () -> context.await(CompletableFuture.failedFuture(new IllegalStateException("boom")), LONG)));
            CompletableFuture<Object> cancelled = new CompletableFuture<>();
            cancelled.cancel(false);
            seen.add(thrownBy(() -> context.await(cancelled, LONG)));
            seen.add(thrownBy(() -> context.await(new CompletableFuture<>(), Duration.ofMillis(2))));
            Thread.currentThread().interrupt();
            seen.add(thrownBy(() -> context.await(new CompletableFuture<>(), LONG)));
            seen.add(thrownBy(() -> context.sleep(LONG)));
            seen.add(thrownBy(() -> context.sleep(Duration.ofNanos(-1))));
            return null;
        });

        runtime.send("a", new Ping(1));

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(CompletionException.class)
                .hasCause(new IllegalStateException("boom"));
        assertThat(nextSeen()).isExactlyInstanceOf(CancellationException.class);
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("stage did not complete in time: kernel=a, timeoutMs=2; it goes on");
        for (int i = 0; i < 2; i++) {
            assertThat((Throwable) nextSeen())
                    .isExactlyInstanceOf(InterruptedSendException.class)
                    .hasMessage("interrupted while a coroutine waited: kernel=a");
        }
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must not be negative: timeout=PT-0.000000001S");
    }

    @Test
    void forgetsAnInterruptThatATurnLeavesBehind() throws InterruptedException {
        KernelHandle handle = coroutine("a", (message, context) -> {
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return new Pong(1);
        });

        runtime.call("a", new Ping(1), Pong.class, LONG);
        handle.deactivate(); // waits for the end of the turn
        handle.activate();
        runtime.call("a", new Ping(2), Pong.class, LONG);

        assertThat(nextSeen()).isEqualTo(false);
        assertThat(nextSeen()).isEqualTo(false);
    }

    @Test
    void forksAfterTheHandlerAndBeforeTheNextMessage() throws InterruptedException {
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            long number = ((Ping) message).number();
                            context.fork(() -> {
                                context.sleep(Duration.ofMillis(1));
                                seen.add("first of " + number);
                                throw new IllegalStateException("of a policy that resumes");
                            });
                            context.fork(
                                    () -> seen.add(thrownBy(context::messageId).getMessage()));
                            seen.add("handler of " + number);
                            return null;
                        })
                        .as("a")
                        .coroutine());
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        handle.activate();

        for (int i = 1; i <= 2; i++) {
            assertThat(nextSeen()).isEqualTo("handler of " + i);
            assertThat(nextSeen()).isEqualTo("first of " + i);
            assertThat(nextSeen()).isEqualTo("there is no message in a forked task: kernel=a");
        }
    }

    @Test
    void refusesToWaitInOtherKernels() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(thrownBy(() -> context.sleep(SHORT)));
            seen.add(thrownBy(() -> context.await(new CompletableFuture<>(), SHORT)));
            seen.add(thrownBy(() -> context.fork(() -> {})));
            return null;
        });
        AtomicReference<KernelContext> kept = new AtomicReference<>();
        coroutine("b", (message, context) -> {
            kept.set(context);
            return new Pong(1);
        });

        runtime.send("a", new Ping(1));
        runtime.call("b", new Ping(1), Pong.class, LONG);

        for (int i = 0; i < 3; i++) {
            assertThat((Throwable) nextSeen())
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("kernel has no coroutines: kernel=a, execution=POOLED;"
                            + " declare it with execution = Execution.COROUTINE, or launch it with"
                            + " LaunchOptions.coroutine()");
        }
        assertThatThrownBy(() -> kept.get().sleep(SHORT))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("context is valid only on the thread of its handler: kernel=b, thread="
                        + Thread.currentThread().getName());
    }

    // ---- the end

    @Test
    void interruptsAtTheDeadlineOfTheEndWhatWaits() throws InterruptedException {
        AtomicReference<Boolean> isInterruptedInStop = new AtomicReference<>();
        KernelHandle handle = runtime.launch(
                        "probe",
                        Probe.hooked(
                                        (message, context) -> {
                                            seen.add(message);
                                            context.sleep(LONG.multipliedBy(100));
                                            return null;
                                        },
                                        context -> {},
                                        context -> isInterruptedInStop.set(
                                                Thread.currentThread().isInterrupted()))
                                .as("a")
                                .coroutine())
                .activate();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        runtime.send("a", new Ping(2));
        assertThat(nextSeen()).isEqualTo(new Ping(1));

        assertThat(handle.terminate(Duration.ofMillis(1))).isEqualTo(1);

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(1);
        assertThat(isInterruptedInStop.get()).isFalse();
        assertThatThrownBy(answer::join)
                .hasCauseExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseExactlyInstanceOf(InterruptedException.class)
                .hasMessageEndingWith(
                        "handler threw io.ringkernel.InterruptedSendException: interrupted while a coroutine"
                                + " waited: kernel=a: kernel=a, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void interruptsBlockingCallsOfTheJdkToo() throws InterruptedException {
        KernelHandle handle = coroutine("a", (message, context) -> {
            seen.add(message);
            new CountDownLatch(1).await();
            return null;
        });
        runtime.send("a", new Ping(1));
        assertThat(nextSeen()).isEqualTo(new Ping(1));

        handle.terminate(Duration.ZERO);

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(1);
    }

    @Test
    void interruptsALoopThatWaits() throws InterruptedException {
        KernelHandle handle = runtime.launch(
                        "loop",
                        LaunchOptions.instance((LoopTest.Body) context -> {
                                    seen.add("runs");
                                    context.sleep(LONG.multipliedBy(100));
                                })
                                .coroutine())
                .activate();
        assertThat(nextSeen()).isEqualTo("runs");

        handle.terminate(Duration.ZERO);

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        assertThat(handle.failure()).containsInstanceOf(InterruptedSendException.class);
    }

    @Test
    void isLaunchedAsItSays() {
        KernelSettings settings = LaunchOptions.DEFAULT.coroutine().apply(new Definitions.Blocking().settings());

        assertThat(settings.execution()).isEqualTo(Execution.COROUTINE);
    }
}
