// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.annotation.Producers;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MultiLaneTest extends LaneContract {
    @Override
    Producers producers() {
        return Producers.MULTI;
    }

    @Test
    void stopsAtASlotThatIsNotPublished() {
        Lane lane = lane(8);
        Drained.send(lane, 1);
        long late = lane.claim();
        Drained.send(lane, 3);

        assertThat(lane.drain(drained, 10)).isEqualTo(1);
        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.backlog()).isEqualTo(2);

        Drained.write(lane, late, 2);
        lane.publish(late);
        assertThat(lane.drain(drained, 10)).isEqualTo(2);
        assertThat(drained.values).containsExactly(1L, 2L, 3L);
    }

    @Test
    @Timeout(60)
    void keepsTheOrderOfEachOfManyProducers() {
        int each = 50_000;
        int count = 3;
        Lane lane = lane(64);
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            long base = (long) p << 32;
            Thread producer = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    if (i % 5 == 0) {
                        abortOne(lane);
                    }
                    if (i % 7 == 0 && i + 10 < each && Drained.sendAll(lane, base + i, 12, 2)) {
                        i += 9;
                        continue;
                    }
                    while (!Drained.send(lane, base + i)) {
                        awaitRoom(lane);
                    }
                }
            });
            producer.setDaemon(true);
            producer.start();
            producers.add(producer);
        }

        Eventually.holds("all messages arrive", () -> {
            lane.drain(drained, 32);
            return drained.values.size() == each * count;
        });

        producers.forEach(Eventually::ends);
        int[] next = new int[count];
        for (long value : drained.values) {
            assertThat((int) value).isEqualTo(next[(int) (value >>> 32)]++);
        }
        lane.drain(drained, 64);
        assertThat(lane.accepted()).isEqualTo((long) each * count);
    }

    @Test
    void wakesAllWhoWaitForTheRoomThatThereIs() {
        Lane lane = full(64);
        List<Thread> producers = waiting(8, lane, Long.MAX_VALUE);

        lane.drain(drained, 8);
        lane.giveBack();

        producers.forEach(Eventually::ends);
        lane.drain(drained, 64);
        assertThat(drained.values).endsWith(-1L, -1L, -1L, -1L, -1L, -1L, -1L, -1L);
    }

    @Test
    void anotherLooksForRoomByItselfWhenTheOneThatDidIsGone() {
        Lane lane = full(1024);
        List<Thread> producers = waiting(3, lane, 500_000);
        producers.get(0).interrupt();
        Eventually.ends(producers.get(0));
        drained.each = () -> {
            if (drained.values.size() == 3) {
                producers.forEach(Eventually::ends); // while this message is handled
            }
        };

        assertThat(lane.drain(drained, 3)).isEqualTo(3);
    }

    private Lane full(int capacity) {
        Lane lane = lane(capacity);
        while (Drained.send(lane, 0)) {
            // until it is full
        }
        return lane;
    }

    /** {@return threads that wait for room, in this order, and then send once} */
    private static List<Thread> waiting(int count, Lane lane, long lookIntervalNs) {
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread producer = new Thread(() -> {
                try {
                    do {
                        lane.awaitRoom(System.nanoTime() + 60_000_000_000L, lookIntervalNs);
                    } while (!Drained.send(lane, -1));
                } catch (InterruptedException e) {
                    // it was told to give up
                }
            });
            producer.setDaemon(true);
            producer.start();
            Eventually.rests(producer);
            producers.add(producer);
        }
        return producers;
    }

    private static void abortOne(Lane lane) {
        long sequence = lane.claim();
        if (sequence >= 0) {
            lane.abort(sequence);
        }
    }

    private static void awaitRoom(Lane lane) {
        try {
            lane.awaitRoom(System.nanoTime() + 1_000_000_000L);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
