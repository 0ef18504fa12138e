// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kernel of a stress test: its handlers do anything that handlers can do, at random, and check what they find before each
 * message. Of the thread that runs the kernel; that there is only one is checked, too.
 */
final class StressKernel {
    private static final int MOST_HOPS = 2;
    private static final int MOST_ASIDE = 8;

    /* More ids than messages have. */
    private static final int WINDOW = 4096;

    /* More restarts than messages fail while a kernel lives, and fewer. */
    private static final FailurePolicy RESTART = FailurePolicy.restart(
            FailurePolicy.LARGEST_BUDGET, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(2));
    private static final FailurePolicy FEW_RESTARTS =
            FailurePolicy.restart(2, Duration.ofSeconds(60), Duration.ZERO, Duration.ofMillis(1));

    private final StressRound round;
    private final StressTarget self;
    private final Random random;
    private final int capacity;
    private final boolean dedups;
    private final AtomicBoolean isBusy = new AtomicBoolean();

    /* What was put aside, the messages first that are due. */
    private final ArrayDeque<Long> aside = new ArrayDeque<>();
    private int due;

    private final Set<MessageId> known = new HashSet<>();
    private int tasks;
    private boolean isChanged;
    private int started;

    /** What a handler throws because it was drawn. */
    private static final class OnPurpose extends RuntimeException {
        private static final long serialVersionUID = 1;

        OnPurpose(String message) {
            super(message);
        }
    }

    StressKernel(StressRound round, StressTarget self, Random random) {
        this.round = round;
        this.self = self;
        this.random = random;
        this.capacity = 1 << random.nextInt(7);
        this.dedups = random.nextInt(3) == 0;
    }

    LaunchOptions options() {
        LaunchOptions options = LaunchOptions.instance((Supplier<Object>) this::newInstance)
                .as(self.id)
                .onFailure(policy())
                .capacity(capacity)
                .backpressure(Backpressure.values()[random.nextInt(Backpressure.values().length)]);
        options = switch (random.nextInt(8)) {
            case 0 -> options.dedicated(random.nextBoolean() ? Idle.PARKING : Idle.BACKOFF);
            case 1 -> options.coroutine();
            case 2, 3 -> options.coroutine().reentrant(true);
            case 4 -> options.dedicated(Idle.PARKING, "parking");
            case 5 -> options.dedicated(Idle.BACKOFF, "backoff");
            default -> options;
        };
        return dedups ? options.dedup(WINDOW, Duration.ofDays(1)) : options;
    }

    private FailurePolicy policy() {
        return switch (random.nextInt(6)) {
            case 0 -> FailurePolicy.stop();
            case 1 -> FEW_RESTARTS;
            case 2 -> FailurePolicy.resume();
            case 3 -> FailurePolicy.escalate();
            default -> RESTART;
        };
    }

    private Object newInstance() {
        due = aside.size(); // what was put aside comes first after a restart
        isChanged = false;
        boolean hasHooks = random.nextBoolean();
        return Probe.of(
                (message, context) -> alone(() -> handle(message, context, false)),
                hasHooks ? context -> alone(() -> hook(1)) : null,
                hasHooks ? context -> alone(() -> hook(-1)) : null);
    }

    private @Nullable Object hook(int change) {
        started += change;
        round.check(started == (change > 0 ? 1 : 0), () -> self.id + " has " + started + " started instances");
        return null;
    }

    private interface Body {
        @Nullable
        Object run() throws Exception;
    }

    private @Nullable Object alone(Body body) throws Exception {
        round.check(isBusy.compareAndSet(false, true), () -> self.id + " is run by two threads");
        try {
            return body.run();
        } catch (OnPurpose e) {
            throw e;
        } catch (Throwable e) { // would be missing in the accounts
            round.fail(e);
            throw e;
        } finally {
            isBusy.set(false);
        }
    }

    /* A kernel that is re-entrant has others meanwhile. */
    private void waits(Runnable wait) {
        isBusy.set(false);
        try {
            wait.run();
        } finally {
            round.check(isBusy.compareAndSet(false, true), () -> self.id + " is run by two threads after a wait");
        }
    }

    private @Nullable Object handle(Object message, KernelContext context, boolean asChanged) {
        if (!(message instanceof Ping ping)) {
            return null;
        }
        long number = ping.number();
        round.check(tasks == 0, () -> self.id + " has tasks left from before " + StressNumber.text(number));
        round.check(isChanged == asChanged, () -> self.id + " did not change: " + StressNumber.text(number));
        if (!takesFromAside(number)) {
            round.check(self.see(number));
        }
        MessageId id = idToRemember(context);
        round.check(!known.contains(id), () -> self.id + " handles the same id again: " + StressNumber.text(number));
        if (mayPutAside(number, context, id)) {
            return putAside(number, context);
        }
        self.entered.incrementAndGet();
        if (round.isCalm() || random.nextInt(6) == 0) {
            unstash(context);
        }
        if (!round.isCalm()) {
            send(number, context);
            change(context);
            defer(context);
            launchChildren(context);
        }
        boolean isPassedOn = answer(number, context);
        if (!isPassedOn && isToFail()) {
            fail(self.threw);
        }
        remember(id);
        if (isPassedOn && isToFail()) {
            fail(self.threwInVain);
        }
        return null;
    }

    private boolean isToFail() {
        return !round.isCalm() && random.nextInt(20) == 0;
    }

    private static void fail(AtomicLong count) {
        count.incrementAndGet();
        throw new OnPurpose("on purpose");
    }

    // ---- messages that are put aside

    /** {@return whether a message was put aside before: such ones come in their order, and before any other} */
    private boolean takesFromAside(long number) {
        if (due == 0) {
            return false;
        }
        due--;
        Long next = aside.remove();
        round.check(
                next == number,
                () -> self.id + " was to have " + StressNumber.text(next) + ", not " + StressNumber.text(number));
        return true;
    }

    /* What has a deadline may expire, and what has an id be a duplicate, when it is taken up again: nobody would be told. */
    private boolean mayPutAside(long number, KernelContext context, @Nullable MessageId id) {
        return !round.isCalm()
                && !self.isSolo
                && id == null
                && !self.replayed.contains(number)
                && context.header().deadlineNs() == 0
                && aside.size() < Math.min(capacity, MOST_ASIDE)
                && random.nextInt(8) == 0;
    }

    private @Nullable Object putAside(long number, KernelContext context) {
        context.stash();
        aside.add(number);
        if (random.nextInt(4) == 0) {
            unstash(context);
        }
        if (random.nextInt(10) == 0) {
            aside.removeLast(); // with its failure it is through
            due = Math.min(due, aside.size());
            self.entered.incrementAndGet();
            fail(self.threw);
        }
        return null;
    }

    private void unstash(KernelContext context) {
        int count = context.unstash();
        round.check(count == aside.size(), () -> self.id + " has put " + aside.size() + " aside, and gets " + count);
        due = count;
    }

    // ---- messages that come twice

    /** {@return the id by which a message is known again; null if it has none that was given to it} */
    private @Nullable MessageId idToRemember(KernelContext context) {
        return StressSends.isGiven(context.messageId()) ? context.messageId() : null;
    }

    private void remember(@Nullable MessageId id) {
        if (dedups && id != null) {
            known.add(id);
        }
    }

    // ---- what it sends

    private StressTarget other() {
        return round.targets.get(random.nextInt(round.targets.size()));
    }

    private void send(long number, KernelContext context) {
        int hops = StressNumber.hops(number);
        StressTarget other = other();
        if (hops >= MOST_HOPS || random.nextInt(4) == 0 || other.isSolo) {
            return;
        }
        int level = random.nextInt(StressNumber.LEVELS);
        int sender = round.senderOf(self);
        if (round.asks && random.nextInt(5) == 0) {
            Ping ping = new Ping(other.number(sender, StressNumber.NORMAL, hops + 1, true), StressSends.text(random));
            StressSends.send(other, () -> request(other, ping, context));
            return;
        }
        SendOptions options = StressSends.options(random, other, level);
        if (random.nextInt(8) == 0) {
            sendList(other, sender, level, hops + 1, options, context);
            return;
        }
        Ping ping = new Ping(other.number(sender, level, hops + 1, false), StressSends.text(random));
        if (random.nextInt(3) == 0) {
            StressSends.offer(other, () -> context.offer(other.id, ping, options));
        } else {
            StressSends.send(other, () -> StressSends.sent(context.send(other.id, ping, options)));
        }
    }

    private void sendList(
            StressTarget other, int sender, int level, int hops, SendOptions options, KernelContext context) {
        KernelRef<Ping> ref;
        try {
            ref = context.ref(other.id, Ping.class);
        } catch (UnknownKernelException e) { // between two incarnations
            return;
        }
        StressSends.sendList(other, ref, StressSends.pings(other, sender, level, hops, random), options, random);
    }

    private Delivery request(StressTarget other, Ping ping, KernelContext context) {
        AtomicBoolean isOver = new AtomicBoolean();
        self.asked.incrementAndGet();
        context.request(
                other.id,
                ping,
                Pong.class,
                Duration.ofMillis(random.nextInt(5)),
                (pong, failure, later) -> alone(() -> {
                    self.resumed.incrementAndGet();
                    round.check(isOver.compareAndSet(false, true), () -> self.id + " goes on twice after " + ping);
                    round.check(tasks == 0, () -> self.id + " has tasks left from before an answer");
                    round.check(
                            pong == null ? failure != null : pong.number() == ping.number(),
                            () -> "answer to another question: " + pong + ping);
                    if (!round.isCalm()) {
                        send(ping.number(), later);
                        defer(later);
                        if (random.nextInt(20) == 0) {
                            throw new OnPurpose("on purpose, after a request");
                        }
                    }
                    return null;
                }));
        return Delivery.ACCEPTED;
    }

    // ---- what becomes of the message

    /* {@return whether it is another kernel's now} */
    private boolean answer(long number, KernelContext context) {
        boolean isRequest = StressNumber.isRequest(number) && !self.replayed.contains(number);
        int way = random.nextInt(8);
        if (way == 0) {
            return forward(number, context);
        }
        if (way == 1 && isRequest) {
            round.owe(context.replyTo(Pong.class), number);
        } else if (way > 2 && isRequest) {
            context.reply(new Pong(number));
        }
        return false;
    }

    private boolean forward(long number, KernelContext context) {
        StressTarget other = other();
        if (other.isSolo || other == self || round.isCalm()) {
            return false;
        }
        if (self.replayed.contains(number)) {
            other.replayed.add(number);
        }
        other.pass(self.index, number);
        try {
            context.forward(other.id);
            other.given.incrementAndGet();
            return true;
        } catch (RingKernelException e) { // it is still in hand
            other.keep(number);
            return false;
        }
    }

    // ---- what it does with itself

    private void change(KernelContext context) {
        if (random.nextInt(16) == 0) {
            isChanged = !isChanged;
            if (isChanged) {
                context.become(Ping.class, (ping, now) -> alone(() -> handle(ping, now, true)));
            } else {
                context.unbecome(Ping.class);
            }
        }
    }

    private void defer(KernelContext context) {
        if (random.nextInt(8) == 0) {
            tasks++;
            boolean throwsUp = random.nextInt(4) == 0;
            context.defer(() -> {
                tasks--;
                round.check(isBusy.compareAndSet(false, true), () -> self.id + " is run by two threads");
                isBusy.set(false);
                if (throwsUp) {
                    throw new OnPurpose("on purpose, in a task");
                }
            });
        }
    }

    private void launchChildren(KernelContext context) {
        for (StressTarget child : self.children) {
            if (random.nextInt(4) == 0 && child.isGone()) {
                LaunchOptions options = new StressKernel(round, child, new Random(random.nextLong())).options();
                try {
                    KernelHandle handle = context.launch("probe", options);
                    child.incarnations.add(handle);
                    waits(handle::activate);
                } catch (KernelStateException e) { // this kernel, or its child, is ending
                    Thread.yield();
                } catch (CoroutineCancelledException e) { // the child starts without it
                    round.check(
                            self.handle().state() != KernelState.ACTIVE,
                            () -> self.id + " goes on, and is cancelled: " + e);
                } catch (InterruptedSendException e) { // a coroutine whose time is over; the child starts all the same
                    round.check(context.shouldTerminate(), () -> self.id + " is interrupted, and is not to end: " + e);
                }
            }
        }
    }
}
