// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kernels with random policies that send to each other and are sent to, while they fail and are restarted, deactivated,
 * ended and launched again. After each round each message is accounted for, by what senders and handlers counted themselves, and at moments of
 * rest in between; each sender's messages came in order in each lane. What is random comes from a seed that is printed;
 * {@code -Dringkernel.stress.seed} and {@code .seconds} say otherwise, {@code ./ringkernel test stress} runs for long.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class StressTest {
    private static final long SEED = Long.getLong("ringkernel.stress.seed", System.nanoTime());
    private static final long SECONDS = Long.getLong("ringkernel.stress.seconds", 6);

    private static final int LEVELS = Priority.values().length;
    private static final int[] PRIORITIES = {0, 64, 128, 192, 255};
    private static final int SENDERS = 3;
    private static final int MOST_KERNELS = 5;
    private static final int MOST_HOPS = 2;
    private static final long ROUND_NS = 300_000_000;

    /* The number of a message says who sent it to whom in which lane, how often it was passed on, and its place in order. */
    private static final int SEQUENCE_BITS = 40;
    private static final int HOPS_SHIFT = SEQUENCE_BITS;
    private static final int LEVEL_SHIFT = HOPS_SHIFT + 4;
    private static final int SENDER_SHIFT = LEVEL_SHIFT + 4;

    /* More restarts than messages fail while a kernel lives. */
    private static final FailurePolicy RESTART = FailurePolicy.restart(
            FailurePolicy.LARGEST_BUDGET, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(2));

    private static final Set<Reason> AFTER_HANDLING =
            EnumSet.of(Reason.FAILED, Reason.DECODE, Reason.LATE_REPLY, Reason.OUTBOX_FULL);

    @Test
    void accountsForEachMessageInOrder() {
        System.out.println("stress: seed=" + SEED + ", seconds=" + SECONDS);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int round = 0;
        do {
            try (Round next = new Round(SEED + round)) {
                next.run();
            }
            round++;
        } while (System.nanoTime() < endNs);
        System.out.println("stress: rounds=" + round);
    }

    /** What is known of the messages to one id, over all kernels that had it. */
    private final class Target {
        final String id;
        final int index;
        final AtomicLong given = new AtomicLong();
        final AtomicLong dropped = new AtomicLong();
        final AtomicLong failedSends = new AtomicLong();
        final AtomicLong entered = new AtomicLong();
        final AtomicLong threw = new AtomicLong();
        final AtomicLong[] next = new AtomicLong[(SENDERS + MOST_KERNELS) * LEVELS];
        final AtomicLongArray last = new AtomicLongArray(next.length);
        final List<KernelHandle> incarnations = new CopyOnWriteArrayList<>();

        Target(int index) {
            this.id = "k" + index;
            this.index = index;
            for (int i = 0; i < next.length; i++) {
                next[i] = new AtomicLong(1);
            }
        }

        long number(int sender, int level, int hops) {
            long sequence = next[sender * LEVELS + level].getAndIncrement();
            return (long) sender << SENDER_SHIFT | (long) level << LEVEL_SHIFT | (long) hops << HOPS_SHIFT | sequence;
        }

        KernelHandle handle() {
            return incarnations.get(incarnations.size() - 1);
        }

        long sum(ToLongFunction<KernelCounters> count) {
            return incarnations.stream()
                    .mapToLong(handle -> count.applyAsLong(handle.counters()))
                    .sum();
        }
    }

    /** Some kernels and senders for a moment. */
    private final class Round implements AutoCloseable {
        private final long seed;
        private final Random random;
        private final KernelRuntime runtime;
        private final List<Target> targets = new ArrayList<>();
        private final ReentrantReadWriteLock rest = new ReentrantReadWriteLock(true);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean over;

        Round(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.runtime = KernelRuntime.create(RuntimeOptions.DEFAULT
                    .withWorkers(1 + random.nextInt(3))
                    .withPayloadLimitBytes(random.nextBoolean() ? 1 << 17 : 1 << 22)
                    .withSendTimeout(Duration.ofMillis(random.nextInt(4)))
                    .withDeadLetterLimit(random.nextInt(100))
                    .withRequestLimit(16 << random.nextInt(8)));
        }

        @Override
        public void close() {
            runtime.close();
        }

        void run() {
            int kernels = 2 + random.nextInt(MOST_KERNELS - 1);
            for (int k = 0; k < kernels; k++) {
                targets.add(new Target(k));
            }
            targets.forEach(this::launch);
            List<Thread> threads = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                int sender = s;
                threads.add(repeating(s, mine -> send(sender, mine)));
            }
            threads.add(repeating(SENDERS, mine -> snapshot()));
            long endNs = System.nanoTime() + ROUND_NS;
            while (System.nanoTime() < endNs && failure.get() == null) {
                disturb();
                Thread.yield();
            }
            over = true;
            threads.forEach(Eventually::ends);
            if (random.nextBoolean()) {
                runtime.close();
            } else {
                targets.forEach(target -> target.handle().terminate(timeout()));
            }
            assertThat(failure.get()).as("seed=%d", seed).isNull();
            targets.forEach(this::accountsFor);
            runtime.close();
            assertThat(runtime.buffers().inUseCount())
                    .as("payloads, seed=%d", seed)
                    .isZero();
        }

        private Thread repeating(int salt, Consumer<Random> body) {
            Thread thread = new Thread(() -> {
                Random mine = new Random(seed * 31 + salt);
                try {
                    while (!over) {
                        body.accept(mine);
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        private void launch(Target target) {
            Random mine = new Random(seed + target.incarnations.size() * 97L + target.index);
            Probe.Handler handler = (message, context) -> handle(target, mine, (Ping) message, context);
            LaunchOptions options = LaunchOptions.instance(() -> Probe.of(handler, null, null))
                    .as(target.id)
                    .onFailure(random.nextBoolean() ? FailurePolicy.resume() : RESTART)
                    .capacity(1 << random.nextInt(7))
                    .backpressure(pick(Backpressure.values()));
            if (random.nextInt(3) == 0) {
                options = options.dedicated(random.nextBoolean() ? Idle.PARKING : Idle.BACKOFF);
            }
            target.incarnations.add(runtime.launch("probe", options).activate());
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private Duration timeout() {
            return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(20));
        }

        // ---- what kernels and senders do

        private Pong handle(Target self, Random mine, Ping ping, KernelContext context) {
            self.entered.incrementAndGet();
            keepsOrder(self, ping.number());
            int hops = (int) (ping.number() >>> HOPS_SHIFT) & 15;
            if (hops < MOST_HOPS && mine.nextInt(4) > 0) {
                Target other = targets.get(mine.nextInt(targets.size()));
                int level = mine.nextInt(LEVELS);
                Ping next = new Ping(other.number(SENDERS + self.index, level, hops + 1), text(mine));
                SendOptions options = options(mine, level);
                if (mine.nextInt(3) == 0) {
                    offer(other, () -> context.offer(other.id, next, options));
                } else {
                    send(other, () -> sent(context.send(other.id, next, options)));
                }
            }
            if (mine.nextInt(20) == 0) {
                self.threw.incrementAndGet();
                throw new IllegalStateException("on purpose");
            }
            return null;
        }

        private void keepsOrder(Target self, long number) {
            int place = (int) (number >>> SENDER_SHIFT) * LEVELS + (int) (number >>> LEVEL_SHIFT & 15);
            long sequence = number & (1L << SEQUENCE_BITS) - 1;
            long before = self.last.getAndSet(place, sequence);
            if (before >= sequence) {
                failure.compareAndSet(
                        null,
                        new AssertionError("out of order: kernel=" + self.id + ", place=" + place + ", before=" + before
                                + ", after=" + sequence + ", seed=" + seed));
            }
        }

        private void send(int sender, Random mine) {
            rest.readLock().lock();
            try {
                Target target = targets.get(mine.nextInt(targets.size()));
                int level = mine.nextInt(LEVELS);
                Ping ping = new Ping(target.number(sender, level, 0), text(mine));
                SendOptions options = options(mine, level);
                switch (mine.nextInt(4)) {
                    case 0 -> offer(target, () -> runtime.offer(target.id, ping, options));
                    case 1 ->
                        send(target, () -> {
                            runtime.request(target.id, ping, Pong.class, Duration.ofMillis(mine.nextInt(5)), options);
                            return Delivery.ACCEPTED;
                        });
                    default -> send(target, () -> sent(runtime.send(target.id, ping, options)));
                }
            } finally {
                rest.readLock().unlock();
            }
        }

        private static Delivery sent(MessageId id) {
            return id.isNone() ? Delivery.DROPPED : Delivery.ACCEPTED;
        }

        private interface Send {
            Delivery send();
        }

        /* What an offer says it did not take is still the sender's, as if it had not been tried. */
        private static void offer(Target target, Send send) {
            try {
                Delivery delivery = send.send();
                if (delivery.isAccepted()) {
                    target.given.incrementAndGet();
                } else if (delivery == Delivery.DROPPED) {
                    target.dropped.incrementAndGet();
                }
            } catch (UnknownKernelException | RuntimeClosedException e) { // between two incarnations, or after the last
                Thread.yield();
            }
        }

        private static void send(Target target, Send send) {
            try {
                (send.send().isAccepted() ? target.given : target.dropped).incrementAndGet();
            } catch (RequestLimitException e) { // before it was sent
                Thread.yield();
            } catch (RingKernelException e) {
                target.failedSends.incrementAndGet();
            }
        }

        private static String text(Random mine) {
            return mine.nextInt(10) == 0 ? "x".repeat(mine.nextInt(3_000)) : "";
        }

        private static SendOptions options(Random mine, int level) {
            SendOptions options = SendOptions.priority(PRIORITIES[level]);
            if (mine.nextInt(8) == 0) {
                options = options.deadline(Duration.ofNanos(1 + mine.nextInt(500_000)));
            }
            if (mine.nextInt(8) == 0) {
                options = options.backpressure(Backpressure.values()[mine.nextInt(Backpressure.values().length)]);
            }
            return options;
        }

        // ---- what happens to kernels

        private void disturb() {
            switch (random.nextInt(12)) {
                case 0 -> {
                    Target target = targets.get(random.nextInt(targets.size()));
                    target.handle().terminate(timeout());
                    launch(target);
                }
                case 1 -> countAtRest();
                case 2, 3 -> {
                    KernelHandle handle =
                            targets.get(random.nextInt(targets.size())).handle();
                    handle.deactivate();
                    Thread.yield();
                    handle.activate();
                }
                default -> Thread.yield();
            }
        }

        private void snapshot() {
            for (Target target : targets) {
                KernelCounters now = target.handle().counters();
                assertThat(now.waiting()).as("waiting, seed=%d", seed).isNotNegative();
                assertThat(now.accepted())
                        .as("accepted, seed=%d", seed)
                        .isEqualTo(now.handled()
                                + now.failed()
                                + now.expired()
                                + now.duplicates()
                                + now.displaced()
                                + now.undelivered()
                                + now.waiting());
            }
            Thread.yield();
        }

        /** Stops all for a moment: what was given and not yet handled must wait somewhere. */
        private void countAtRest() {
            rest.writeLock().lock();
            try {
                targets.forEach(target -> target.handle().deactivate());
                Eventually.holds(
                        "what was given is handled, a dead letter, or waits, seed=" + seed,
                        () -> sum(t -> t.given.get() + t.dropped.get() + t.failedSends.get())
                                == sum(t -> t.entered.get()
                                        + lettersBeforeHandling(t)
                                        + t.sum(c -> c.waiting() + c.held())));
            } finally {
                targets.forEach(target -> target.handle().activate());
                rest.writeLock().unlock();
            }
        }

        private long sum(ToLongFunction<Target> count) {
            return targets.stream().mapToLong(count).sum();
        }

        private long lettersBeforeHandling(Target target) {
            return runtime.deadLetters().counts(target.id).entrySet().stream()
                    .filter(entry -> !AFTER_HANDLING.contains(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        private void accountsFor(Target target) {
            Map<Reason, Long> letters = runtime.deadLetters().counts(target.id);
            String as = target.id + ", seed=" + seed + ", letters=" + letters;
            long accepted = target.sum(KernelCounters::accepted);
            long undelivered = target.sum(KernelCounters::undelivered);
            assertThat(target.sum(KernelCounters::waiting)).as(as).isZero();
            assertThat(target.sum(KernelCounters::held)).as(as).isZero();
            assertThat(target.sum(c -> c.handled() + c.failed())).as(as).isEqualTo(target.entered.get());
            assertThat(target.sum(KernelCounters::failed)).as(as).isEqualTo(target.threw.get());
            assertThat(count(letters, Reason.FAILED)).as(as).isEqualTo(target.threw.get());
            assertThat(count(letters, Reason.EXPIRED)).as(as).isEqualTo(target.sum(KernelCounters::expired));
            assertThat(count(letters, Reason.DROPPED_OLDEST)).as(as).isEqualTo(target.sum(KernelCounters::displaced));
            assertThat(count(letters, Reason.DROPPED_NEWEST)).as(as).isEqualTo(target.dropped.get());
            long neverAccepted = target.failedSends.get() + target.given.get() - accepted;
            assertThat(count(letters, Reason.LANE_FULL)
                            + count(letters, Reason.NO_MEMORY)
                            + count(letters, Reason.NO_KERNEL)
                            + count(letters, Reason.TERMINATED))
                    .as(as)
                    .isEqualTo(neverAccepted + undelivered);
            assertThat(accepted)
                    .as(as)
                    .isEqualTo(
                            target.sum(c -> c.handled() + c.failed() + c.expired() + c.displaced() + c.undelivered()));
        }

        private long count(Map<Reason, Long> letters, Reason reason) {
            return letters.getOrDefault(reason, 0L);
        }
    }
}
