// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static io.ringkernel.annotation.Priority.ABOVE_NORMAL;
import static io.ringkernel.annotation.Priority.BELOW_NORMAL;
import static io.ringkernel.annotation.Priority.HIGH;
import static io.ringkernel.annotation.Priority.LOW;
import static io.ringkernel.annotation.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PriorityLanesTest {
    private static final int CAPACITY = 256;

    private final Doorbell doorbell = new Doorbell(() -> {});
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger createdForReplies = new AtomicInteger();
    private final AtomicInteger createdClosed = new AtomicInteger();
    private long nowNs;
    private final PriorityLanes lanes = newLanes();
    private final Drained drained = new Drained();

    private PriorityLanes newLanes() {
        return new PriorityLanes(
                level -> newLane(created), () -> newLane(createdForReplies), () -> newLane(createdClosed), () -> nowNs);
    }

    private Lane newLane(AtomicInteger counter) {
        counter.incrementAndGet();
        return new Lane(CAPACITY, 64, Producers.MULTI, 64, () -> 0, doorbell);
    }

    @Test
    void createsLanesOfAnotherKindAfterTheEnd() {
        Lane before = lanes.lane(NORMAL);
        lanes.close();

        assertThat(lanes.lane(NORMAL)).isSameAs(before);
        assertThat(lanes.lane(HIGH).claim()).isEqualTo(Lane.CLOSED);
        assertThat(lanes.replies().claim()).isEqualTo(Lane.CLOSED);

        assertThat(created).hasValue(1);
        assertThat(createdForReplies).hasValue(0);
        assertThat(createdClosed).hasValue(2);
    }

    @Test
    void createsALaneWithItsFirstUse() {
        assertThat(lanes.isEmpty()).isTrue();
        assertThat(lanes.accepted()).isZero();
        assertThat(lanes.drain(drained, 10)).isZero();
        assertThat(created).hasValue(0);

        Lane normal = lanes.lane(NORMAL);
        assertThat(lanes.lane(NORMAL)).isSameAs(normal);
        assertThat(lanes.lane(HIGH)).isNotSameAs(normal);
        assertThat(created).hasValue(2);
        assertThat(createdForReplies).hasValue(0);

        assertThat(lanes.replies()).isSameAs(lanes.replies());
        assertThat(created).hasValue(2);
        assertThat(createdForReplies).hasValue(1);
    }

    @Test
    @Timeout(60)
    void createsALaneOnceForManyThreads() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            created.set(0);
            PriorityLanes fresh = newLanes();
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> senders = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread sender = new Thread(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    Drained.send(fresh.lane(LOW), 1);
                });
                sender.start();
                senders.add(sender);
            }
            start.countDown();
            for (Thread sender : senders) {
                sender.join();
            }

            assertThat(created).hasValue(1);
            assertThat(fresh.accepted()).isEqualTo(4);
        }
    }

    @Test
    void drainsHigherLevelsFirst() {
        for (Priority level : Priority.values()) {
            Drained.send(lanes.lane(level), level.ordinal() * 10L);
            Drained.send(lanes.lane(level), level.ordinal() * 10L + 1);
        }
        Drained.send(lanes.replies(), 100);
        assertThat(lanes.isEmpty()).isFalse();
        assertThat(lanes.accepted()).isEqualTo(11);

        assertThat(lanes.drain(drained, 100)).isEqualTo(11);

        assertThat(drained.values).containsExactly(100L, 40L, 41L, 30L, 31L, 20L, 21L, 10L, 11L, 0L, 1L);
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void stopsWhenTheHandlerIsNotReady() {
        for (Priority level : Priority.values()) {
            Drained.send(lanes.lane(level), level.ordinal());
        }
        drained.readyFor = 2;

        assertThat(lanes.drain(drained, 100)).isEqualTo(2);
        assertThat(lanes.drain(drained, 100)).isZero();

        assertThat(drained.values).containsExactly(4L, 3L);
        assertThat(lanes.isEmpty()).isFalse();
    }

    @Test
    void exceedsItsLimitByLessThanTheCheckInterval() {
        fill(LOW);

        assertThat(lanes.drain(drained, 1)).isEqualTo(PriorityLanes.CHECK_INTERVAL);
        assertThat(lanes.drain(drained, 17)).isEqualTo(2 * PriorityLanes.CHECK_INTERVAL);
    }

    private void eachTakes(long ns) {
        drained.each = () -> nowNs += ns;
    }

    @Test
    void endsATurnWhenItsTimeIsOver() {
        fill(LOW);
        eachTakes(1_000_000);

        int beforeFirstLook = lanes.drain(drained, CAPACITY, 2_000_000);
        int oneByOne = lanes.drain(drained, CAPACITY, 2_000_000);

        assertThat(beforeFirstLook).isEqualTo(2 * PriorityLanes.CHECK_INTERVAL);
        assertThat(oneByOne).isEqualTo(2);
        eachTakes(1000);
        assertThat(lanes.drain(drained, 64, 2_000_000))
                .as("1, 2, 4, 8, and whole rounds")
                .isBetween(64, 79);
    }

    @Test
    void readsNoClockInAShortTurn() {
        PriorityLanes fresh = new PriorityLanes(
                level -> newLane(created), () -> newLane(createdForReplies), () -> newLane(createdClosed), () -> {
                    throw new AssertionError("read");
                });
        for (int i = 0; i < PriorityLanes.CHECK_INTERVAL; i++) {
            Drained.send(fresh.lane(LOW), i);
        }

        assertThat(fresh.drain(drained, PriorityLanes.CHECK_INTERVAL, 0)).isEqualTo(PriorityLanes.CHECK_INTERVAL);
    }

    @Test
    void looksAtHigherLanesAfterEachMessageThatTakesLong() {
        fill(LOW);
        eachTakes(1_000_000);
        lanes.drain(drained, 2 * PriorityLanes.CHECK_INTERVAL);
        lanes.drain(drained, 4);
        int before = drained.values.size();
        drained.each = () -> {
            nowNs += 1_000_000;
            if (drained.values.size() == before + 1) {
                Drained.send(lanes.lane(HIGH), -1);
            }
        };

        lanes.drain(drained, 4);

        assertThat(drained.values.indexOf(-1L)).isEqualTo(before + 1);
    }

    @Test
    void looksAtHigherLanesAfterTheCheckInterval() {
        for (int before = 0; before < 40; before++) {
            PriorityLanes fresh = newLanes();
            Drained handler = new Drained();
            for (int i = 0; i < CAPACITY; i++) {
                Drained.send(fresh.lane(LOW), i);
            }
            int sentAfter = before + 1;
            handler.each = () -> {
                if (handler.values.size() == sentAfter) {
                    Drained.send(fresh.lane(HIGH), -1);
                }
            };

            fresh.drain(handler, CAPACITY);

            assertThat(handler.values.indexOf(-1L) - sentAfter).isBetween(0, PriorityLanes.CHECK_INTERVAL - 1);
        }
    }

    @Test
    void boundsTheWaitOfAnUrgentMessageUnderFloodOfAllOthers() {
        List<Priority> flood = List.of(LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL);
        flood.forEach(this::fill);
        int[] waited = {-1, 0};
        SlotHandler handler = new Refilling(flood) {
            @Override
            void onMessage(Lane lane, long value) {
                if (value == -1) {
                    waited[1] = Math.max(waited[1], waited[0]);
                    waited[0] = -1;
                } else if (waited[0] >= 0) {
                    waited[0]++;
                } else if (handled % 97 == 0) {
                    Drained.send(lanes.lane(HIGH), -1);
                    waited[0] = 0;
                }
            }
        };

        for (int i = 0; i < 1000; i++) {
            lanes.drain(handler, 64);
        }

        int mostShares = 5; // of the lanes below the first, in one round
        assertThat(waited[1]).isBetween(1, PriorityLanes.CHECK_INTERVAL + mostShares);
    }

    @Test
    void givesEachLaneItsShareUnderFlood() {
        assertShares(List.of(LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH), false, 1, 2, 4, 8, 85);
    }

    @Test
    void givesEachLaneItsShareUnderFloodOfALowerOne() {
        assertShares(List.of(LOW, BELOW_NORMAL, NORMAL), false, 1, 2, 97);
        assertShares(List.of(LOW, HIGH), false, 1, 99);
        assertShares(List.of(BELOW_NORMAL, ABOVE_NORMAL), false, 2, 98);
    }

    @Test
    void givesEachLaneItsShareUnderFloodOfReplies() {
        assertShares(List.of(LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH), true, 1, 2, 4, 8, 16);
    }

    private void assertShares(List<Priority> flood, boolean withReplies, double... percent) {
        PriorityLanesTest other = new PriorityLanesTest();
        flood.forEach(other::fill);
        Refilling handler = other.new Refilling(flood);
        if (withReplies) {
            other.fill(other.lanes.replies());
        }

        while (handler.handled < 200_000) {
            other.lanes.drain(handler, 256);
        }

        for (int i = 0; i < percent.length; i++) {
            double share = 100.0 * handler.handledOf[flood.get(i).ordinal()] / handler.handled;
            assertThat(share).as("share of %s in %s", flood.get(i), flood).isCloseTo(percent[i], within(0.5));
        }
    }

    /** Sends a message for each one it takes, so that no lane that was full ever empties. */
    private class Refilling implements SlotHandler {
        final List<Priority> flood;
        final long[] handledOf = new long[Priority.values().length];
        long handled;

        Refilling(List<Priority> flood) {
            this.flood = flood;
        }

        void onMessage(Lane lane, long value) {}

        @Override
        public void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int tag) {
            handled++;
            for (Priority level : flood) {
                if (lanes.lane(level) == lane) {
                    handledOf[level.ordinal()]++;
                }
            }
            onMessage(lane, lane.buffer(sequence).getLong(lane.offset(sequence) + 8));
        }

        @Override
        public boolean isReady() {
            flood.forEach(level -> fill(lanes.lane(level)));
            if (createdForReplies.get() > 0) {
                fill(lanes.replies());
            }
            return true;
        }
    }

    private void fill(Priority level) {
        fill(lanes.lane(level));
    }

    private void fill(Lane lane) {
        while (lane.backlog() < CAPACITY / 2) {
            Drained.send(lane, 0);
        }
    }

    @Test
    void closesLanesThatExistAndThoseToCome() {
        Lane normal = lanes.lane(NORMAL);
        Drained.send(normal, 1);

        lanes.close();

        assertThat(normal.claim()).isEqualTo(Lane.CLOSED);
        assertThat(lanes.lane(HIGH).claim()).isEqualTo(Lane.CLOSED);
        assertThat(lanes.replies().claim()).isEqualTo(Lane.CLOSED);
        assertThat(lanes.drain(drained, 10)).isEqualTo(1);
        lanes.close();
    }
}
