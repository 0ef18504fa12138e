// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The ways in which a stress test sends, and what it notes of each. */
final class StressSends {
    private static final int[] PRIORITIES = {0, 64, 128, 192, 255};
    private static final int GIVEN_IDS = 40;
    private static final int MOST_IN_LIST = 12;

    /** The upper half of the ids that are given to messages; a runtime makes others. */
    private static final long GIVEN = 7;

    private StressSends() {}

    /** A send of one message. */
    interface Send {
        Delivery send();
    }

    static boolean isGiven(MessageId id) {
        return id.hi() == GIVEN;
    }

    /** A thread outside sends one message, by one of the ways there are. */
    static void sendAny(StressRound round, StressTarget target, int sender, Random random) {
        int level = random.nextInt(StressNumber.LEVELS);
        int way = random.nextInt(7);
        if (way == 6) {
            KernelHandle handle = target.handle();
            if (handle != null) {
                SendOptions options = options(random, target, level);
                sendList(target, handle.ref(Ping.class), pings(target, sender, level, 0, random), options, random);
            }
            return;
        }
        Ping ping = new Ping(target.number(sender, level, 0, way == 1), text(random));
        SendOptions options = options(random, target, level);
        switch (way) {
            case 0 -> offer(target, () -> round.runtime.offer(target.id, ping, options));
            case 1 -> send(target, () -> request(round, target, ping, Duration.ofMillis(random.nextInt(5)), options));
            case 2 -> claim(target, new Ping(ping.number()), options, random);
            default -> send(target, () -> sent(round.runtime.send(target.id, ping, options)));
        }
    }

    private static Delivery request(
            StressRound round, StressTarget target, Ping ping, Duration timeout, SendOptions options) {
        var answer = round.runtime.request(target.id, ping, Pong.class, timeout, options);
        round.asked.incrementAndGet();
        answer.whenComplete((pong, failure) -> {
            round.answered.incrementAndGet();
            round.check(
                    pong == null || pong.number() == ping.number(), () -> "answer to another question: " + pong + ping);
        });
        return Delivery.ACCEPTED;
    }

    private static void claim(StressTarget target, Ping ping, SendOptions options, Random random) {
        KernelHandle handle = target.handle();
        if (handle == null) {
            return;
        }
        Claim claim = new Claim();
        if (handle.ref(Ping.class).claim(claim, options).isAccepted()) {
            if (random.nextInt(4) == 0) {
                claim.abort();
            } else {
                claim.publish(Messages_PingCodec.INSTANCE.encode(ping, claim.buffer(), claim.offset()));
                target.given.incrementAndGet();
            }
        }
    }

    static List<Ping> pings(StressTarget target, int sender, int level, int hops, Random random) {
        return IntStream.range(0, 1 + random.nextInt(MOST_IN_LIST))
                .mapToObj(i -> new Ping(target.number(sender, level, hops, false), text(random)))
                .toList();
    }

    /** Sends a list, or offers it: then what was not taken is still the sender's. */
    static void sendList(
            StressTarget target, KernelRef<Ping> ref, List<Ping> pings, SendOptions options, Random random) {
        if (random.nextBoolean()) {
            target.given.addAndGet(ref.offerAll(pings, options));
            return;
        }
        try {
            int accepted = ref.sendAll(pings, options);
            target.given.addAndGet(accepted);
            target.dropped.addAndGet(pings.size() - accepted);
        } catch (BatchSendException e) {
            target.given.addAndGet(e.accepted());
            target.dropped.addAndGet(e.index() - e.accepted());
            target.failedSends.incrementAndGet();
        }
    }

    static Delivery sent(MessageId id) {
        return id.isNone() ? Delivery.DROPPED : Delivery.ACCEPTED;
    }

    /** What an offer says it did not take is still the sender's, as if it had not been tried. */
    static void offer(StressTarget target, Send send) {
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

    static void send(StressTarget target, Send send) {
        try {
            (send.send().isAccepted() ? target.given : target.dropped).incrementAndGet();
        } catch (RequestLimitException e) { // before it was sent
            Thread.yield();
        } catch (RingKernelException e) {
            target.failedSends.incrementAndGet();
        }
    }

    static String text(Random random) {
        return random.nextInt(10) == 0 ? "x".repeat(random.nextInt(3_000)) : "";
    }

    static SendOptions options(Random random, StressTarget target, int level) {
        SendOptions options = SendOptions.priority(PRIORITIES[level]);
        if (random.nextInt(8) == 0) {
            options = options.deadline(Duration.ofNanos(1 + random.nextInt(500_000)));
        }
        if (random.nextInt(8) == 0) {
            options = options.backpressure(Backpressure.values()[random.nextInt(Backpressure.values().length)]);
        }
        if (random.nextInt(6) == 0) {
            options = options.messageId(new MessageId(GIVEN, target.index * GIVEN_IDS + random.nextInt(GIVEN_IDS)));
        }
        return options;
    }
}
