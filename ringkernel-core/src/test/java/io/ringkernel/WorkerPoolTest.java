// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerPoolTest extends RuntimeTest {
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

    @Test
    void startsWorkersWhenThereIsSomethingToRun() {
        activate("a", (message, context) -> {
            workers.add(Thread.currentThread());
            return null;
        });
        assertThat(workers).isEmpty();

        for (int i = 0; i < 1000; i++) {
            runtime.send("a", new Ping(i));
        }

        Eventually.holds("all are handled", () -> handled("a") == 1000);
        assertThat(workers).hasSizeBetween(1, 2).allSatisfy(worker -> {
            assertThat(worker.isDaemon()).isTrue();
            assertThat(worker.getName()).startsWith("ringkernel-worker-");
        });
    }

    private long handled(String id) {
        return runtime.handle(id).orElseThrow().counters().handled();
    }

    /** Wakes kernels from several threads, with pauses that let them rest in between. */
    @Test
    void neitherLosesNorDoublesAWakeUp() throws InterruptedException {
        int kernels = 12;
        int senders = 3;
        int each = 40_000;
        AtomicInteger overlaps = new AtomicInteger();
        List<KernelRef<Ping>> refs = new ArrayList<>();
        for (int k = 0; k < kernels; k++) {
            AtomicBoolean running = new AtomicBoolean();
            KernelHandle handle = activate("k" + k, (message, context) -> {
                if (!running.compareAndSet(false, true)) {
                    overlaps.incrementAndGet();
                }
                running.set(false);
                return null;
            });
            refs.add(handle.ref(Ping.class));
        }

        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            int salt = s;
            threads.add(start(() -> {
                for (int i = 0; i < each; i++) {
                    refs.get((i * 7 + salt) % kernels).send(new Ping(i));
                    for (int pause = i % 11 * 30; pause > 0; pause--) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        Eventually.holds("all are handled", () -> {
            long sum = 0;
            for (int k = 0; k < kernels; k++) {
                sum += handled("k" + k);
            }
            return sum == (long) senders * each;
        });
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void runsTwoKernelsAtATimeEvenIfOneWorkerWasEnoughBefore() {
        for (int round = 0; round < 30; round++) {
            try (KernelRuntime fresh = KernelRuntime.create(options())) {
                CyclicBarrier both = new CyclicBarrier(2);
                BlockingQueue<Thread> worker = new LinkedBlockingQueue<>();
                Probe.Handler meets = (message, context) -> {
                    if (((Ping) message).number() > 0) {
                        both.await(LONG.toSeconds(), TimeUnit.SECONDS);
                    } else {
                        worker.add(Thread.currentThread());
                    }
                    return null;
                };
                KernelHandle a = fresh.launch("probe", Probe.with(meets).as("a"));
                KernelHandle b = fresh.launch("probe", Probe.with(meets).as("b"));
                KernelRef<Ping> toA = a.ref(Ping.class);
                KernelRef<Ping> toB = b.ref(Ping.class);
                Set<Thread> seen = new HashSet<>();
                for (KernelHandle handle : List.of(a, b)) {
                    handle.activate();
                    handle.ref(Ping.class).send(new Ping(0));
                    seen.add(next(worker));
                    seen.forEach(Eventually::rests);
                }

                toA.send(new Ping(1));
                toB.send(new Ping(1));

                Eventually.holds(
                        "both met in round " + round,
                        () -> a.counters().handled() + b.counters().handled() == 4);
            }
        }
    }

    @Test
    void aBurstCallsAsManyWorkersAsItNeeds() {
        int workers = 4;
        CyclicBarrier all = new CyclicBarrier(workers);
        try (KernelRuntime fresh = KernelRuntime.create(options().withWorkers(workers))) {
            List<KernelHandle> handles = new ArrayList<>();
            for (int k = 0; k < workers; k++) {
                handles.add(fresh.launch(
                                "probe",
                                Probe.with((message, context) -> {
                                            all.await(LONG.toSeconds(), TimeUnit.SECONDS);
                                            return null;
                                        })
                                        .as("k" + k))
                        .activate());
            }
            for (int round = 1; round <= 2000; round++) {
                long handled = round;

                handles.forEach(handle -> handle.ref(Ping.class).send(new Ping(1)));

                Eventually.holds(
                        "all met in round " + round,
                        () -> handles.stream()
                                .allMatch(handle -> handle.counters().handled() == handled));
            }
        }
    }

    private static Thread next(BlockingQueue<Thread> threads) {
        try {
            return Objects.requireNonNull(threads.poll(LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void runsOthersWhileAHandlerWaits() {
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            one.launch("probe", Probe.with(ECHO).as("inner")).activate();
            one.launch(
                            "probe",
                            Probe.with((message, context) -> one.call("middle", message, Pong.class, LONG))
                                    .as("outer"))
                    .activate();
            one.launch(
                            "probe",
                            Probe.with((message, context) -> one.call("inner", message, Pong.class, LONG))
                                    .as("middle"))
                    .activate();

            for (int i = 0; i < 500; i++) {
                assertThat(one.call("outer", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            }
        }
    }

    @Test
    void startsNoMoreSpareWorkersThanItsLimit() {
        int kernels = 300;
        int most = 257;
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            KernelHandle silent =
                    one.launch("probe", Probe.with(ECHO).as("silent").dedicated(Idle.PARKING));
            Probe.Handler waits = (message, context) -> {
                workers.add(Thread.currentThread());
                return one.call("silent", message, Pong.class, LONG);
            };
            List<CompletableFuture<Pong>> answers = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                one.launch("probe", Probe.with(waits).as("k" + k).capacity(1)).activate();
                answers.add(one.request("k" + k, new Ping(k), Pong.class, LONG));
                long asking = Math.min(k + 1, most);
                Eventually.holds(asking + " wait", () -> silent.counters().waiting() == asking);
            }
            assertThat(workers).hasSize(most);

            silent.activate();

            for (int k = 0; k < kernels; k++) {
                assertThat(answers.get(k).join()).isEqualTo(new Pong(k));
            }
            Eventually.holds(
                    "the spare ones end",
                    () -> workers.stream().filter(Thread::isAlive).count() <= 1);
        }
    }

    @Test
    void keepsItsWorkersWhenAHandlerLeavesTheInterruptFlagUp() {
        AtomicInteger interrupted = new AtomicInteger();
        activate("a", (message, context) -> {
            Thread.currentThread().interrupt();
            return null;
        });
        activate("b", (message, context) -> {
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
            return null;
        });

        for (int i = 0; i < 1000; i++) {
            runtime.send("a", new Ping(i));
            runtime.send("b", new Ping(i));
        }

        Eventually.holds("all are handled", () -> handled("a") + handled("b") == 2000);
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void givesEachKernelItsTurn() {
        AtomicLong turnsOfOther = new AtomicLong();
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            KernelHandle hog = one.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        context.offer("hog", message, SendOptions.DEFAULT); // forever
                                        return null;
                                    })
                                    .as("hog"))
                    .activate();
            one.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        turnsOfOther.incrementAndGet();
                                        return null;
                                    })
                                    .as("other"))
                    .activate();
            one.send("hog", new Ping(0));
            Eventually.holds("the hog runs", () -> hog.counters().handled() > 1000);

            one.send("other", new Ping(0));

            Eventually.holds("the other had its turn", () -> turnsOfOther.get() == 1);
        }
    }

    @Test
    void endsItsWorkersWhenClosed() {
        CountDownLatch both = new CountDownLatch(2);
        Probe.Handler meets = (message, context) -> {
            workers.add(Thread.currentThread());
            both.countDown();
            await(both);
            return null;
        };
        activate("a", meets);
        activate("b", meets);
        runtime.send("a", new Ping(0));
        runtime.send("b", new Ping(0));
        await(both);

        runtime.close();

        assertThat(workers).hasSize(2);
        workers.forEach(Eventually::ends);
    }
}
