// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.supervision.Terminated;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Some kernels and senders for a moment, what is done to them, and the accounts at its end. */
final class StressRound implements AutoCloseable {
    private static final int SENDERS = 3;
    private static final int MOST_KERNELS = 6;
    private static final int CLERK = SENDERS;
    private static final int SNAPSHOTS = SENDERS + 1;
    private static final int FIRST_KERNEL = SENDERS + 1;
    private static final long LENGTH_NS = 300_000_000;
    private static final String WATCHMAN = "watchman";
    private static final Duration LONG = Duration.ofSeconds(20);

    final KernelRuntime runtime;
    final List<StressTarget> targets = new ArrayList<>();
    final AtomicLong asked = new AtomicLong();
    final AtomicLong answered = new AtomicLong();

    /** Whether kernels send requests, and go on with the answers. */
    final boolean asks;

    private final long seed;
    private final Random random;
    private final ReentrantReadWriteLock rest = new ReentrantReadWriteLock(true);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Owed> owed = new ConcurrentLinkedQueue<>();
    private final Map<KernelHandle, KernelCounters> before = new HashMap<>();
    private final AtomicLong watches = new AtomicLong();
    private final AtomicLong heardOf = new AtomicLong();
    private volatile boolean isOver;
    private volatile boolean isCalm;

    private record Owed(ReplyTo<Pong> replyTo, long number) {}

    StressRound(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.asks = random.nextBoolean();
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

    // ---- for all that take part

    /** {@return whether kernels only handle what there is, and do nothing else any more} */
    boolean isCalm() {
        return isCalm;
    }

    int senderOf(StressTarget kernel) {
        return FIRST_KERNEL + kernel.index;
    }

    void owe(ReplyTo<Pong> replyTo, long number) {
        owed.add(new Owed(replyTo, number));
    }

    void check(boolean isSo, Supplier<String> text) {
        if (!isSo) {
            check(text.get());
        }
    }

    void check(@Nullable String wrong) {
        if (wrong != null) {
            fail(new AssertionError(wrong + ", seed=" + seed));
        }
    }

    /** Fails the round because of what nobody threw on purpose. */
    void fail(Throwable unexpected) {
        failure.compareAndSet(null, unexpected);
    }

    // ---- the round

    void run() {
        int kernels = 2 + random.nextInt(MOST_KERNELS - 1);
        for (int k = 0; k < kernels; k++) {
            boolean isSolo = random.nextInt(6) == 0;
            StressTarget parent = k > 0 && random.nextInt(3) == 0 ? targets.get(random.nextInt(k)) : null;
            targets.add(new StressTarget(k, isSolo && parent == null, parent));
        }
        launchWatchman();
        revive();
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < SENDERS; s++) {
            int sender = s;
            threads.add(repeating(s, mine -> sendOne(sender, mine)));
        }
        threads.add(repeating(CLERK, this::workAsClerk));
        threads.add(repeating(SNAPSHOTS, mine -> snapshot()));
        long endNs = System.nanoTime() + LENGTH_NS;
        while (System.nanoTime() < endNs && failure.get() == null) {
            disturb();
            revive();
            Thread.yield();
        }
        isOver = true;
        threads.forEach(Eventually::ends);
        assertThat(failure.get()).as("seed=%d", seed).isNull();
        finish();
    }

    private void finish() {
        isCalm = true;
        owed.forEach(debt -> debt.replyTo.close());
        targets.forEach(this::poke);
        Eventually.holds(
                "what is there is handled, seed=" + seed, () -> sum(t -> t.sum(c -> c.waiting() + c.held())) == 0);
        if (random.nextBoolean()) {
            runtime.close();
        } else {
            targets.forEach(this::end);
            Eventually.holds("all ends are told, seed=" + seed, () -> heardOf.get() == watches.get());
        }
        assertThat(failure.get()).as("seed=%d", seed).isNull();
        targets.forEach(target -> target.accountsFor(runtime.deadLetters(), "seed=" + seed));
        runtime.close();
        Eventually.holds("all requests have ended, seed=" + seed, () -> answered.get() == asked.get());
        assertThat(heardOf.get()).as("ends, seed=%d", seed).isLessThanOrEqualTo(watches.get());
        assertThat(runtime.buffers().inUseCount()).as("payloads, seed=%d", seed).isZero();
    }

    /* Has a kernel take up again what it put aside; waits for room, as what fills the lane may expire, and have it take up nothing. */
    private void poke(StressTarget target) {
        KernelHandle handle = target.handle();
        if (handle != null && !target.isSolo && !handle.state().isEnded()) {
            Ping ping = new Ping(target.number(CLERK, StressNumber.NORMAL, 0, false));
            SendOptions patient =
                    SendOptions.priority(128).backpressure(Backpressure.BLOCK).timeout(LONG);
            StressSends.send(target, () -> StressSends.sent(runtime.send(target.id, ping, patient)));
        }
    }

    private Thread repeating(int salt, Consumer<Random> body) {
        Thread thread = new Thread(() -> {
            Random mine = new Random(seed * 31 + salt);
            try {
                while (!isOver) {
                    body.accept(mine);
                }
            } catch (Throwable e) {
                fail(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void sendOne(int sender, Random mine) {
        rest.readLock().lock();
        try {
            StressTarget target = targets.get(mine.nextInt(targets.size()));
            if (sender == 0 || !target.isSolo) {
                StressSends.sendAny(this, target, sender, mine);
            }
        } finally {
            rest.readLock().unlock();
        }
    }

    // ---- the clerk: answers what is owed, and sends dead letters again

    private void workAsClerk(Random mine) {
        Owed debt = mine.nextInt(4) == 0 ? owed.poll() : null;
        if (debt != null) {
            switch (mine.nextInt(4)) {
                case 0 -> debt.replyTo.fail(new IllegalStateException("on purpose"));
                case 1 -> debt.replyTo.close();
                default -> debt.replyTo.reply(new Pong(debt.number));
            }
        }
        rest.readLock().lock();
        try {
            if (mine.nextInt(8) == 0) {
                runtime.deadLetters().list().stream()
                        .filter(letter -> letter.hasMessage() && mine.nextInt(4) == 0)
                        .forEach(this::replay);
            }
        } finally {
            rest.readLock().unlock();
        }
        Thread.yield();
    }

    private void replay(DeadLetter letter) {
        for (StressTarget target : targets) {
            if (target.id.equals(letter.kernelId()) && !target.isSolo && letter.message() instanceof Ping ping) {
                target.replayed.add(ping.number());
                try {
                    StressSends.offer(target, () -> runtime.deadLetters().replay(letter));
                } catch (IllegalStateException e) { // it made way for newer ones meanwhile
                    Thread.onSpinWait();
                }
            }
        }
    }

    // ---- what happens to kernels

    private void launchWatchman() {
        Probe.Handler handler = (message, context) -> {
            if (message instanceof Ping ping) {
                context.watch("k" + ping.number());
                return new Pong(ping.number());
            }
            if (message instanceof Terminated) {
                heardOf.incrementAndGet();
            }
            return null;
        };
        runtime.launch("watcher", Probe.with(handler).as(WATCHMAN).capacity(4)).activate();
    }

    /** Launches those that have ended; children are launched by their parents. */
    private void revive() {
        for (StressTarget target : targets) {
            if (target.parent == null && target.isGone()) {
                Random mine = new Random(seed + target.incarnations.size() * 97L + target.index);
                LaunchOptions options = new StressKernel(this, target, mine).options();
                KernelHandle handle = runtime.launch(target.isSolo ? "single" : "probe", options);
                target.incarnations.add(handle);
                activate(handle);
                watch(target);
            }
        }
    }

    private void watch(StressTarget target) {
        while (true) {
            try {
                runtime.call(WATCHMAN, new Ping(target.index), Pong.class, LONG);
                watches.incrementAndGet();
                return;
            } catch (RequestLimitException e) { // others ask, too
                Thread.yield();
            }
        }
    }

    private void disturb() {
        StressTarget target = targets.get(random.nextInt(targets.size()));
        switch (random.nextInt(12)) {
            case 0 -> end(target);
            case 1 -> countAtRest();
            case 2, 3 -> {
                deactivate(target);
                Thread.yield();
                activate(target.handle());
            }
            default -> Thread.yield();
        }
    }

    private void end(StressTarget target) {
        KernelHandle handle = target.handle();
        if (handle != null) {
            handle.terminate(random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(20)));
            Eventually.holds("the handler has returned, seed=" + seed, () -> StressTarget.isGone(handle));
        }
    }

    private static void deactivate(StressTarget target) {
        KernelHandle handle = target.handle();
        if (handle != null) {
            try {
                handle.deactivate(LONG);
            } catch (KernelStateException e) { // it ends, or has ended
                Thread.yield();
            }
        }
    }

    private static void activate(@Nullable KernelHandle handle) {
        if (handle != null) {
            try {
                handle.activate(LONG);
            } catch (KernelStateException e) { // it ends, or has ended
                Thread.yield();
            }
        }
    }

    // ---- looks

    /** Looks at all kernels while they run: what came of their messages only grows, and nothing is owed. */
    private void snapshot() {
        for (StressTarget target : targets) {
            KernelHandle handle = target.handle();
            if (handle != null) {
                KernelCounters now = handle.counters();
                KernelCounters last = before.put(handle, now);
                check(isSound(now) && (last == null || isGrown(last, now)), () -> target.id + ": " + last + ", " + now);
            }
        }
        Thread.yield();
    }

    private static boolean isSound(KernelCounters now) {
        return now.waiting() >= 0
                && now.held() >= 0
                && now.accepted()
                        == now.handled()
                                + now.failed()
                                + now.expired()
                                + now.duplicates()
                                + now.displaced()
                                + now.undelivered()
                                + now.waiting();
    }

    private static boolean isGrown(KernelCounters last, KernelCounters now) {
        return now.handled() >= last.handled()
                && now.failed() >= last.failed()
                && now.expired() >= last.expired()
                && now.duplicates() >= last.duplicates()
                && now.displaced() >= last.displaced()
                && now.refused() >= last.refused()
                && now.unanswered() >= last.unanswered();
    }

    /** Stops all for a moment: what was sent and not yet handled must wait somewhere. Parents first: they launch the others. */
    private void countAtRest() {
        rest.writeLock().lock();
        try {
            targets.forEach(StressRound::deactivate);
            try {
                Eventually.holds("what was sent is handled, a dead letter, or waits, seed=" + seed, () -> {
                    long more = sum(target -> target.arrived(runtime.deadLetters())) - sum(StressTarget::sent);
                    return more >= 0
                            && more <= sum(target -> target.asked.get() - target.resumed.get() + suspended(target));
                });
            } catch (AssertionError e) {
                throw new AssertionError(
                        e.getMessage() + ": "
                                + targets.stream().map(this::account).toList(),
                        e);
            }
        } finally {
            targets.forEach(target -> activate(target.handle()));
            rest.writeLock().unlock();
        }
    }

    /* Whose handlers wait while others have their kernel: they have entered, and wait in the eyes of the kernel. */
    private long suspended(StressTarget target) {
        Kernel kernel = runtime.kernelOf(target.id);
        return kernel == null || kernel.reentry == null ? 0 : kernel.reentry.waitingCount();
    }

    private String account(StressTarget target) {
        KernelHandle handle = target.handle();
        return target.id + ": sent=" + target.sent() + ", arrived=" + target.arrived(runtime.deadLetters()) + ", asked="
                + target.asked + ", resumed=" + target.resumed + ", given=" + target.given + ", dropped="
                + target.dropped
                + ", failedSends=" + target.failedSends + ", entered=" + target.entered + ", letters="
                + runtime.deadLetters().counts(target.id) + ", suspended=" + suspended(target) + ", incarnations="
                + target.incarnations.size()
                + (handle == null ? "" : ", state=" + handle.state() + ", " + handle.counters());
    }

    private long sum(ToLongFunction<StressTarget> count) {
        return targets.stream().mapToLong(count).sum();
    }
}
