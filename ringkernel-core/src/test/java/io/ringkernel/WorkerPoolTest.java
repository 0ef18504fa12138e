// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.lane.PriorityLanes;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WorkerPoolTest extends RuntimeTest {
    private static final int MANY = 3 * RunQueue.CAPACITY;

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
    void usesASpareWorkerAgain() {
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            one.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        workers.add(Thread.currentThread());
                                        return message.equals(new Ping(-1)) ? null : new Pong(0);
                                    })
                                    .as("inner"))
                    .activate();
            KernelHandle outer = one.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        workers.add(Thread.currentThread());
                                        one.call("inner", message, Pong.class, LONG);
                                        return null;
                                    })
                                    .as("outer"))
                    .activate();
            int messages = 2000;

            for (int i = 0; i < messages; i++) {
                one.send("outer", new Ping(i));
                one.send("inner", new Ping(-1)); // so that the only worker has more to run than who is waited for
            }

            Eventually.holds("all are handled", () -> outer.counters().handled() == messages);
            assertThat(workers).hasSizeBetween(2, 3);
        }
    }

    /** Handlers of more kernels than there are workers wait for each other's kernels, with pauses in which the workers rest. */
    @Test
    void losesNothingWhenManyHandlersWait() {
        int pairs = 8;
        int rounds = 60;
        int each = 40;
        try (KernelRuntime two = KernelRuntime.create(options().withWorkers(2))) {
            List<KernelHandle> askers = new ArrayList<>();
            for (int k = 0; k < pairs; k++) {
                String asked = "asked" + k;
                two.launch("probe", Probe.with(ECHO).as(asked)).activate();
                askers.add(two.launch(
                                "probe",
                                Probe.with((message, context) -> {
                                            workers.add(Thread.currentThread());
                                            two.call(asked, message, Pong.class, LONG);
                                            return null;
                                        })
                                        .as("asker" + k))
                        .activate());
            }
            for (int round = 1; round <= rounds; round++) {
                long handled = (long) round * each;
                for (int i = 0; i < each; i++) {
                    Ping ping = new Ping(i);
                    askers.forEach(asker -> asker.ref(Ping.class).send(ping));
                }
                Eventually.holds(
                        "all are answered in round " + round,
                        () -> askers.stream().allMatch(asker -> asker.counters().handled() == handled));
            }
        }
        assertThat(workers).as("each waits at most once at a time").hasSizeLessThanOrEqualTo(pairs + 2);
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
    void keepsOneWorkerForThoseThatAreWaitedFor() {
        int kernels = 300;
        int most = 256;
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            KernelHandle silent = one.launch("probe", Probe.with(ECHO).as("silent"));
            one.launch("probe", Probe.with(ECHO).as("echo")).activate();
            Probe.Handler waits = (message, context) -> one.call("silent", message, Pong.class, LONG);
            List<CompletableFuture<Pong>> answers = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                one.launch("probe", Probe.with(waits).as("k" + k).capacity(1)).activate();
                answers.add(one.request("k" + k, new Ping(k), Pong.class, LONG));
                long asking = Math.min(k + 1, most);
                Eventually.holds(asking + " wait", () -> silent.counters().waiting() >= asking);
            }

            for (int k = most; k < kernels; k++) {
                assertThatThrownBy(answers.get(k)::join)
                        .hasRootCauseExactlyInstanceOf(RequestFailedException.class)
                        .hasRootCauseMessage("no worker is left to run the kernel, all wait in handlers: kernel=silent,"
                                + " message=io.ringkernel.Messages$Ping, spareWorkers=0;"
                                + " use KernelContext.request, which does not wait");
            }
            assertThat(one.call("echo", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
            silent.activate();
            for (int k = 0; k < most; k++) {
                assertThat(answers.get(k).join()).isEqualTo(new Pong(k));
            }
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

    private static void spin(Duration time) {
        long endNs = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givesOthersTheirTurnWhenMessagesTakeLong() throws InterruptedException {
        int messages = 200;
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch otherWaits = new CountDownLatch(1);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            for (String id : List.of("b", "a")) { // so that the other rests before the first runs

                Probe.Handler slow = (message, context) -> {
                    firstRuns.countDown();
                    await(otherWaits);
                    order.add(id);
                    spin(Duration.ofMillis(1));
                    return null;
                };
                one.launch("probe", Probe.with(slow).as(id)).activate();
            }

            for (int i = 0; i < messages; i++) {
                one.send("a", new Ping(i));
            }
            await(firstRuns);
            for (int i = 0; i < messages; i++) {
                one.send("b", new Ping(i)); // which wakes it from outside
            }
            otherWaits.countDown();

            Eventually.holds("all are handled", () -> order.size() == 2 * messages);
        }
        int inARow = 0;
        int most = 0;
        int switches = 0;
        String before = "";
        for (String id : order) {
            inARow = id.equals(before) ? inARow + 1 : 1;
            switches += inARow == 1 ? 1 : 0;
            most = Math.max(most, inARow);
            before = id;
        }
        assertThat(most).as("until the first look at the clock").isLessThanOrEqualTo(2 * PriorityLanes.CHECK_INTERVAL);
        assertThat(switches).as("one message is a turn then").isGreaterThan(2 * (messages - most) - 2);
    }

    @Test
    void bringsAKernelForwardThatGetsAnUrgentMessage() {
        int kernels = 20;
        int messages = 500;
        AtomicLong handled = new AtomicLong();
        AtomicLong sentAt = new AtomicLong();
        AtomicLong handledAt = new AtomicLong();
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1).withTurnTime(Duration.ofSeconds(1)))) {
            List<KernelHandle> bulk = new ArrayList<>();
            Probe.Handler counts = (message, context) -> {
                long before = handled.getAndIncrement();
                if (before == kernels * messages / 2) {
                    sentAt.set(before);
                    context.send("k7", new Ping(-1), SendOptions.priority(Priority.HIGH.from()));
                } else if (message.equals(new Ping(-1))) {
                    handledAt.set(before);
                }
                return null;
            };
            for (int k = 0; k < kernels; k++) {
                bulk.add(one.launch("probe", Probe.with(counts).as("k" + k)));
                for (int i = 0; i < messages; i++) {
                    one.send("k" + k, new Ping(i));
                }
            }

            bulk.forEach(KernelHandle::activate);

            Eventually.holds("all are handled", () -> handled.get() == kernels * messages + 1);
        }
        assertThat(handledAt.get() - sentAt.get())
                .as("at most the rest of the turn, and none of the others")
                .isBetween(1L, (long) Worker.TURN_LIMIT + PriorityLanes.CHECK_INTERVAL);
    }

    /** {@return how many messages of others are handled from when one gets an urgent message until that is} */
    private long handledBeforeAnUrgentOne(int kernels, String whoGetsIt) {
        int messages = 200;
        AtomicLong handled = new AtomicLong();
        AtomicLong sentAt = new AtomicLong();
        AtomicLong handledAt = new AtomicLong();
        CountDownLatch allAreActive = new CountDownLatch(1);
        Probe.Handler counts = (message, context) -> {
            long before = handled.getAndIncrement();
            if (message.equals(new Ping(-1))) {
                handledAt.set(before);
            }
            return null;
        };
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1).withTurnTime(Duration.ofSeconds(1)))) {
            Probe.Handler sends = (message, context) -> { // has the only worker meanwhile
                await(allAreActive);
                Thread sender = start(() -> {
                    sentAt.set(handled.get());
                    one.send(whoGetsIt, new Ping(-1), SendOptions.priority(Priority.HIGH.from()));
                });
                Eventually.ends(sender);
                return null;
            };
            one.launch("probe", Probe.with(counts).as("idle")).activate();
            one.launch("probe", Probe.with(sends).as("sender")).activate();
            List<KernelHandle> bulk = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                bulk.add(one.launch("probe", Probe.with(counts).as("k" + k)));
                for (int i = 0; i < messages; i++) {
                    one.send("k" + k, new Ping(i));
                }
            }
            one.send("sender", new Ping(0));
            bulk.forEach(KernelHandle::activate);
            allAreActive.countDown();

            Eventually.holds("all are handled", () -> handled.get() == (long) kernels * messages + 1);
        }
        return handledAt.get() - sentAt.get();
    }

    @Test
    void runsAKernelThatArrivesWithAnUrgentMessageBeforeAllOthers() {
        assertThat(handledBeforeAnUrgentOne(400, "idle")).isLessThanOrEqualTo(2L * Worker.TURN_LIMIT);
    }

    @Test
    void findsAKernelThatGetsAnUrgentMessageWhileItWaitsAmongThoseThatArrived() {
        assertThat(handledBeforeAnUrgentOne(200, "k190")).isLessThanOrEqualTo(2L * Worker.TURN_LIMIT);
    }

    @Test
    void comesToOthersHoweverManyUrgentMessagesThereAre() {
        AtomicLong others = new AtomicLong();
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            Probe.Handler loops = (message, context) -> {
                if (others.get() == 0) {
                    context.send("urgent", message, SendOptions.priority(255)); // itself, and again
                }
                return null;
            };
            Probe.Handler counts = (message, context) -> {
                others.incrementAndGet();
                return null;
            };
            one.launch("probe", Probe.with(counts).as("other")).activate();
            one.launch("probe", Probe.with(loops).as("urgent")).activate();
            one.send("urgent", new Ping(1), SendOptions.priority(255));
            one.send("other", new Ping(1));

            Eventually.holds("the other is handled", () -> others.get() == 1);
        }
    }

    @Test
    void comesToOthersHoweverManyKernelsGetUrgentMessages() {
        int kernels = 40;
        AtomicLong urgent = new AtomicLong();
        AtomicLong others = new AtomicLong();
        SendOptions urgently = SendOptions.priority(255).backpressure(Backpressure.REJECT);
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            Probe.Handler slow = (message, context) -> {
                long endNs = System.nanoTime() + 20_000;
                while (System.nanoTime() < endNs) {
                    Thread.onSpinWait();
                }
                urgent.incrementAndGet();
                return null;
            };
            Probe.Handler counts = (message, context) -> {
                others.incrementAndGet();
                return null;
            };
            List<KernelRef<Ping>> refs = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                refs.add(one.launch("probe", Probe.with(slow).as("u" + k))
                        .activate()
                        .ref(Ping.class));
            }
            one.launch("probe", Probe.with(counts).as("other")).activate();
            Thread flood = start(() -> {
                while (others.get() == 0) {
                    refs.forEach(ref -> ref.offer(new Ping(1), urgently));
                }
            });
            Eventually.holds("the flood is on", () -> urgent.get() > 1_000);

            one.send("other", new Ping(1));

            Eventually.holds("the other is handled", () -> others.get() == 1);
            Eventually.ends(flood);
        }
    }

    @Test
    void leavesTwoThatTalkToEachOtherOnOneWorker() {
        int rounds = 200_000;
        CountDownLatch done = new CountDownLatch(1);
        AtomicLong changes = new AtomicLong();
        AtomicReference<Thread> last = new AtomicReference<>();
        for (String id : List.of("a", "b")) {
            String other = id.equals("a") ? "b" : "a";
            activate(id, (message, context) -> {
                if (last.getAndSet(Thread.currentThread()) != Thread.currentThread()) {
                    changes.incrementAndGet();
                }
                long left = ((Ping) message).number();
                if (left == 0) {
                    done.countDown();
                } else {
                    context.send(other, new Ping(left - 1));
                }
                return null;
            });
        }

        runtime.send("a", new Ping(rounds));

        await(done);
        assertThat(changes.get()).as("changes of the worker").isLessThan(rounds / 10);
    }

    @Test
    void takesWhatAWorkerWouldRunNextIfItDoesNotComeToIt() {
        for (int round = 0; round < 20; round++) {
            String woken = "woken" + round;
            CountDownLatch handled = new CountDownLatch(1);
            activate(woken, (message, context) -> {
                handled.countDown();
                return null;
            });
            activate("waker" + round, (message, context) -> {
                context.send(woken, message);
                await(handled); // in a way of which the pool does not know
                return null;
            });

            runtime.send("waker" + round, new Ping(0));

            await(handled);
        }
    }

    /** One worker that rests watches the others; it is held up itself when it has got up for the first of them. */
    @Test
    void takesWhatSeveralWorkersDoNotComeTo() {
        try (KernelRuntime four = KernelRuntime.create(options().withWorkers(4))) {
            for (int round = 0; round < 20; round++) {
                CountDownLatch handled = new CountDownLatch(2);
                for (int k = 0; k < 2; k++) {
                    String woken = "woken" + k + "-" + round;
                    Probe.Handler heldUp = (message, context) -> {
                        handled.countDown();
                        await(handled);
                        return null;
                    };
                    Probe.Handler waker = (message, context) -> {
                        context.send(woken, message);
                        await(handled);
                        return null;
                    };
                    four.launch("probe", Probe.with(heldUp).as(woken)).activate();
                    four.launch("probe", Probe.with(waker).as("waker" + k + "-" + round))
                            .activate();
                }

                four.send("waker0-" + round, new Ping(0));
                four.send("waker1-" + round, new Ping(0));

                await(handled);
            }
        }
    }

    /** The deadline of an end comes to the kernel by the timer, and to the handler that waits for the end, who wakes the kernel, too. */
    @Test
    void runsWhatAHandlerWakesWhileItWaits() {
        launch("silent", ECHO); // which answers nothing until it is active
        for (int round = 0; round < 20; round++) {
            String id = "ending" + round;
            KernelHandle ending = activate(id, (message, context) -> {
                context.request("silent", message, Pong.class, LONG, (reply, failure, c) -> {});
                return null;
            });
            runtime.send(id, new Ping(0));
            Eventually.holds("it waits for an answer", () -> handled(id) == 1);
            AtomicLong tookNs = new AtomicLong();
            activate("ender" + round, (message, context) -> {
                long startNs = System.nanoTime();
                ending.terminate(Duration.ofMillis(20));
                tookNs.set(System.nanoTime() - startNs);
                return null;
            });

            runtime.send("ender" + round, new Ping(0));

            Eventually.holds("it has ended", () -> tookNs.get() > 0);
            assertThat(tookNs.get()).isLessThan(Duration.ofMillis(200).toNanos());
        }
    }

    @Test
    void takesFromAWorkerThatHasSeveral() {
        int kernels = 100;
        CountDownLatch handled = new CountDownLatch(kernels);
        for (int k = 0; k < kernels; k++) {
            activate("k" + k, (message, context) -> {
                handled.countDown();
                return null;
            });
        }
        activate("hog", (message, context) -> {
            for (int k = 0; k < kernels; k++) {
                context.send("k" + k, message);
            }
            await(handled);
            return null;
        });

        runtime.send("hog", new Ping(0));

        await(handled);
    }

    @Test
    void comesToWhatArrivesHoweverMuchItHasOfItsOwn() {
        try (KernelRuntime one = KernelRuntime.create(options().withWorkers(1))) {
            AtomicBoolean goesOn = new AtomicBoolean(true);
            for (int k = 0; k < 4; k++) {
                String next = "k" + (k + 1) % 4;
                one.launch(
                                "probe",
                                Probe.with((message, context) -> {
                                            if (goesOn.get()) {
                                                context.send(next, message);
                                            }
                                            return null;
                                        })
                                        .as("k" + k))
                        .activate();
            }
            one.launch("probe", Probe.with(ECHO).as("late")).activate();
            one.send("k0", new Ping(0));
            one.send("k2", new Ping(0));

            for (int i = 0; i < 100; i++) {
                assertThat(one.call("late", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            }
            goesOn.set(false);
        }
    }

    @Test
    void runsMoreThanAQueueHolds() {
        assertThat(orderOfMany(context -> {})).hasSize(MANY);
    }

    @Test
    void findsAnUrgentOneAmongThoseForWhichAWorkerHasNoRoom() {
        List<String> order = orderOfMany(context -> context.send("k400", new Ping(0), SendOptions.priority(255)));

        assertThat(order).first().isEqualTo("k400");
    }

    /** Has a handler send to more new kernels than the queue of a worker holds. {@return their ids, as they ran} */
    private static List<String> orderOfMany(Consumer<KernelContext> last) {
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();
        CountDownLatch handled = new CountDownLatch(MANY);
        Probe.Handler runs = (message, context) -> {
            ran.add(context.kernelId());
            handled.countDown();
            return null;
        };
        Probe.Handler sends = (message, context) -> {
            for (int k = 0; k < MANY; k++) {
                context.send("k" + k, message);
            }
            last.accept(context);
            return null;
        };
        try (KernelRuntime one = KernelRuntime.create(RuntimeOptions.DEFAULT.withWorkers(1))) {
            for (int k = 0; k < MANY; k++) {
                one.launch("probe", Probe.with(runs).as("k" + k).capacity(2)).activate();
            }
            one.launch("probe", Probe.with(sends).as("first")).activate();

            one.send("first", new Ping(0));

            await(handled);
        }
        return ran.stream().distinct().toList();
    }

    @Test
    void goesThroughATreeOfNewKernelsBranchByBranch() {
        Tree tree = new Tree();

        tree.grow("k", 5);

        await(tree.done);
        assertThat(tree.most).hasValueLessThan(20_000);
    }

    /** Kernels that launch ten others each, down to a level, and end when these have. */
    private final class Tree {
        private static final int BRANCHES = 10;
        private static final int GROW = 0;

        private final CountDownLatch done = new CountDownLatch(1);
        private final AtomicInteger living = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void grow(String id, int levels) {
            most.accumulateAndGet(living.incrementAndGet(), Math::max);
            AtomicInteger ended = new AtomicInteger();
            runtime.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        boolean grows = ((Ping) message).number() == GROW && levels > 0;
                                        for (int i = 0; grows && i < BRANCHES; i++) {
                                            grow(id + i, levels - 1);
                                        }
                                        if (levels == 0 || !grows && ended.incrementAndGet() == BRANCHES) {
                                            end(id);
                                        }
                                        return null;
                                    })
                                    .as(id)
                                    .capacity(16))
                    .activate();
            runtime.send(id, new Ping(GROW));
        }

        private void end(String id) {
            living.decrementAndGet();
            runtime.handle(id).orElseThrow().terminate(Duration.ZERO);
            if (id.length() == 1) {
                done.countDown();
            } else {
                runtime.send(id.substring(0, id.length() - 1), new Ping(1));
            }
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
