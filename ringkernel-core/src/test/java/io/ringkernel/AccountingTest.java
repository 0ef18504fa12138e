// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The counters of a kernel add up, whatever happens to its messages. */
class AccountingTest extends RuntimeTest {
    private static final long STRESS_NS = 3_000_000_000L;

    private final long seed = System.nanoTime();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    /** A kernel under stress, and what its senders and its handler know of it. */
    private final class Subject {
        final String id;
        final AtomicLong accepted = new AtomicLong();
        final Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();
        final AtomicLong returned = new AtomicLong();
        final AtomicLong threw = new AtomicLong();
        final KernelHandle handle;
        final KernelRef<Ping> pings;
        final KernelRef<Pong> pongs;

        Subject(String id, LaunchOptions how) {
            this.id = id;
            this.handle = runtime.launch("probe", how.as(id).capacity(64));
            this.pings = handle.ref(Ping.class);
            this.pongs = handle.ref(Pong.class);
        }

        /** Does something at random. {@return how many messages were accepted} */
        int use(Random random) {
            return switch (random.nextInt(8)) {
                case 0 -> sendBatch(random, SendOptions.priority(random.nextInt(256)));
                case 1 -> sendList(random, SendOptions.priority(random.nextInt(256)));
                default -> sendOne(random) ? 1 : 0;
            };
        }

        private int sendBatch(Random random, SendOptions options) {
            int count = 1 + random.nextInt(20);
            try (Batch batch = new Batch()) {
                if (!pongs.claim(batch, count, options).isAccepted()) {
                    return 0;
                }
                int added = random.nextInt(count + 1);
                for (int i = 0; i < added; i++) {
                    Messages_PongCodec.INSTANCE.encode(new Pong(random.nextInt(100)), batch.buffer(), batch.offset());
                    batch.add(8);
                }
                if (random.nextInt(4) == 0) {
                    return 0; // and give all back
                }
                batch.publish();
                return added;
            }
        }

        private int sendList(Random random, SendOptions options) {
            List<Pong> some = random.ints(1 + random.nextInt(100), 0, 100)
                    .mapToObj(Pong::new)
                    .toList();
            try {
                return random.nextBoolean()
                        ? pongs.offerAll(some, options)
                        : pongs.sendAll(some, options.timeout(Duration.ofMillis(1)));
            } catch (BatchSendException e) {
                return e.accepted();
            }
        }

        private boolean sendOne(Random random) {
            SendOptions options = SendOptions.priority(random.nextInt(256));
            if (random.nextInt(10) == 0) {
                options = options.deadline(Duration.ofNanos(1 + random.nextInt(200_000)));
            }
            Ping ping = new Ping(random.nextInt(100), "x".repeat(random.nextInt(8) == 0 ? random.nextInt(3000) : 3));
            try {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        runtime.send(id, ping, options.timeout(Duration.ofMillis(1)));
                        return true;
                    }
                    case 1 -> {
                        runtime.send(id, ping, options.backpressure(Backpressure.REJECT));
                        return true;
                    }
                    case 2 -> {
                        Duration timeout = Duration.ofMillis(random.nextInt(50));
                        answers.add(
                                runtime.request(id, ping, Pong.class, timeout, options.timeout(Duration.ofMillis(1))));
                        return true;
                    }
                    case 3 -> {
                        return claim(random, SendOptions.priority(random.nextInt(256)));
                    }
                    default -> {
                        return pings.offer(ping, options).isAccepted();
                    }
                }
            } catch (LaneFullException | RequestLimitException | KernelStateException e) {
                return false;
            }
        }

        private boolean claim(Random random, SendOptions options) {
            Claim claim = new Claim();
            if (!pongs.claim(claim, options).isAccepted()) {
                return false;
            }
            if (random.nextInt(4) == 0) {
                claim.abort();
                return false;
            }
            Messages_PongCodec.INSTANCE.encode(new Pong(random.nextInt(100)), claim.buffer(), claim.offset());
            claim.publish(8);
            return true;
        }

        void addsUp() {
            long passedBefore = passed(handle.counters());
            KernelCounters now = handle.counters();
            long passedMeanwhile = passed(handle.counters()) - passedBefore; // may be counted as waiting
            assertThat(now.accepted()).isEqualTo(passed(now) + now.waiting());
            assertThat(now.waiting()).isBetween(0L, 64L * 6 + passedMeanwhile);
        }

        private static long passed(KernelCounters counters) {
            return counters.handled() + counters.failed() + counters.expired() + counters.undelivered();
        }
    }

    private static boolean hasFoundNoRoom(CompletableFuture<?> answer) {
        try {
            answer.getNow(null);
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof RequestTimeoutException timeout
                    && timeout.getMessage().startsWith("request found no room in time");
        }
    }

    private Probe.Handler handlerOf(AtomicReference<Subject> self) {
        return (message, context) -> {
            Subject subject = self.get();
            long number = message instanceof Ping ping ? ping.number() : ((Pong) message).number();
            if (number % 10 == 0) {
                subject.threw.incrementAndGet();
                throw new IllegalStateException("on purpose");
            }
            if (number % 10 == 1
                    && context.offer(subject.id, new Ping(2), SendOptions.DEFAULT)
                            .isAccepted()) {
                subject.accepted.incrementAndGet();
            }
            subject.returned.incrementAndGet();
            return message instanceof Ping && context.sender().isEmpty() && number % 2 == 0 ? new Pong(3) : null;
        };
    }

    private Subject subject(String id, Idle dedicated) {
        AtomicReference<Subject> self = new AtomicReference<>();
        LaunchOptions options = Probe.with(handlerOf(self));
        self.set(new Subject(id, dedicated == null ? options : options.dedicated(dedicated)));
        return self.get();
    }

    private Thread repeating(int salt, Consumer<Random> body) {
        return start(() -> {
            Random random = new Random(seed + salt);
            try {
                while (!over) {
                    body.accept(random);
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    @Test
    void addsUpUnderStress() {
        List<Subject> subjects = List.of(subject("a", null), subject("b", null), subject("c", Idle.BACKOFF));
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            threads.add(repeating(s, random -> {
                Subject subject = subjects.get(random.nextInt(3));
                subject.accepted.addAndGet(subject.use(random));
            }));
        }
        threads.add(repeating(10, random -> {
            KernelHandle handle = subjects.get(random.nextInt(3)).handle;
            switch (handle.state()) {
                case ACTIVE -> {
                    if (random.nextInt(50) == 0) {
                        handle.deactivate();
                    }
                }
                default -> handle.activate();
            }
            Thread.yield();
        }));
        threads.add(repeating(11, random -> {
            subjects.forEach(Subject::addsUp);
            Thread.yield();
        }));

        long startNs = System.nanoTime();
        Eventually.holds("time is over", () -> failure.get() != null || System.nanoTime() - startNs > STRESS_NS);
        over = true;
        threads.forEach(Eventually::ends);
        Random random = new Random(seed);
        for (Subject subject : subjects) {
            subject.handle.terminate(random.nextBoolean() ? Duration.ZERO : LONG);
        }

        assertThat(failure.get()).as("seed=%d", seed).isNull();
        for (Subject subject : subjects) {
            KernelCounters end = subject.handle.counters();
            Eventually.holds(
                    "every request has ended", () -> subject.answers.stream().allMatch(CompletableFuture::isDone));
            assertThat(subject.answers).as("seed=%d", seed).isNotEmpty();
            long foundNoRoom = subject.answers.stream()
                    .filter(AccountingTest::hasFoundNoRoom)
                    .count();
            // Of a request whose time was over at the moment that room appeared, nobody can say whether it was sent.
            assertThat(end.accepted())
                    .as("accepted, seed=%d", seed)
                    .isBetween(subject.accepted.get() - foundNoRoom, subject.accepted.get());
            assertThat(end.handled()).as("handled, seed=%d", seed).isEqualTo(subject.returned.get());
            assertThat(end.failed()).as("failed, seed=%d", seed).isEqualTo(subject.threw.get());
            assertThat(end.waiting()).as("waiting, seed=%d", seed).isZero();
            assertThat(end.handled()).isPositive();
            assertThat(end.expired()).isPositive();
            subject.addsUp();
        }
        assertThat(runtime.buffers().inUseCount()).as("payloads, seed=%d", seed).isZero();
    }

    @Test
    void knowsHowLongMessagesWaitedAndTook() {
        KernelHandle handle = activate("a", ECHO);
        for (int i = 0; i < 100; i++) {
            runtime.call("a", new Ping(i), Pong.class, LONG);
        }
        Eventually.holds("all are handled", () -> handle.counters().handling().count() == 100);

        KernelCounters counters = handle.counters();
        assertThat(counters.queueing().count()).isEqualTo(100);
        assertThat(counters.queueing().minNs()).isPositive();
        assertThat(counters.handling().p50Ns())
                .isBetween(counters.handling().minNs(), counters.handling().maxNs());
    }
}
