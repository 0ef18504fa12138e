// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.annotation.Producers;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When who watches a lane is told of its marks. */
@Timeout(60)
class MarkedLaneTest {
    private static final int RARELY = 1 << 20;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Drained drained = new Drained();

    private Lane lane(int capacity, Producers producers, int stampInterval, int low, int high) {
        Lane lane = new Lane(capacity, 64, producers, stampInterval, () -> 0, new Doorbell(() -> {}));
        lane.watch(new WaterMarks(low, high, (isHigh, waiting) -> told.add((isHigh ? "high " : "low ") + waiting)));
        return lane;
    }

    private static void send(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }
    }

    private void drain(Lane lane, int count) {
        assertThat(lane.drain(drained, count)).isEqualTo(count);
        lane.giveBack();
    }

    private void assertTold(String... marks) {
        assertThat(told).containsExactly(marks);
        told.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "SINGLE, 2", "SINGLE, 4", "SINGLE, 8", "SINGLE, 16", "SINGLE, 32", "SINGLE, 64", "SINGLE, 128",
        "MULTI, 2", "MULTI, 4", "MULTI, 8", "MULTI, 16", "MULTI, 32", "MULTI, 64", "MULTI, 128"
    })
    void isToldOfByTheMessageThatReachesTheMark(Producers producers, int capacity) {
        for (int high = 1; high <= capacity; high++) {
            for (int start = 0; start <= high; start += Math.max(1, high / 5)) {
                Lane lane = lane(capacity, producers, RARELY, 0, high);
                for (int lap = 0; lap < 3; lap++) {
                    send(lane, Math.min(start, high - 1));
                    drain(lane, Math.min(start, high - 1)); // so that the mark lies elsewhere on the ring
                    send(lane, high - 1);
                    assertTold();

                    send(lane, 1);
                    assertTold("high " + high);

                    send(lane, capacity - high);
                    drain(lane, capacity);
                    assertTold("low 0");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, 2, 0, 1", "SINGLE, 16, 2, 12", "MULTI, 16, 2, 12", "MULTI, 64, 20, 21", "MULTI, 128, 0, 128"})
    void isToldOfInTurnsWhileItIsFilledAndDrained(Producers producers, int capacity, int low, int high) {
        Random random = new Random(capacity + high);
        Lane lane = lane(capacity, producers, RARELY, low, high);
        boolean isHigh = false;
        int waiting = 0;
        int turns = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean fills = i / (8 * capacity) % 2 == 0;
            if (waiting == 0 || waiting < capacity && random.nextInt(3) == 0 != fills) {
                send(lane, 1);
                waiting++;
            } else {
                drain(lane, 1);
                waiting--;
            }
            if (isHigh ? waiting <= low : waiting >= high) {
                isHigh = !isHigh;
                turns++;
                assertTold((isHigh ? "high " : "low ") + waiting);
            } else {
                assertTold();
            }
        }
        assertThat(turns).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void isToldOfWhateverIsStamped(int stampInterval) {
        Lane lane = lane(16, Producers.MULTI, stampInterval, 3, 11);

        send(lane, 10);
        assertTold();
        send(lane, 6);
        assertTold("high 11");
        drain(lane, 12);
        assertTold();
        drain(lane, 1);
        assertTold("low 3");
    }

    @ParameterizedTest
    @EnumSource(Producers.class)
    void isToldOfByWhoFindsItFullOfWhatWasGivenBack(Producers producers) {
        Lane lane = lane(8, producers, RARELY, 0, 8);
        send(lane, 7);
        lane.abort(lane.claim());
        assertTold();

        assertThat(lane.claim()).isEqualTo(Lane.FULL);
        lane.noteFull();

        assertTold("high 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 128})
    void isToldOfWhenManySendAtTheSameTime(int capacity) throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            Lane lane = lane(capacity, Producers.MULTI, RARELY, 0, capacity);
            int each = capacity / 2;
            Thread other = new Thread(() -> send(lane, each));
            other.start();
            send(lane, capacity - each);
            Eventually.ends(other);

            assertTold("high " + capacity);
        }
    }

    @ParameterizedTest
    @EnumSource(Producers.class)
    void isToldOfThatItIsHighInTheEnd(Producers producers) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicReference<Lane> shared = new AtomicReference<>();
        int rounds = 3_000;
        FutureTask<Void> sending = new FutureTask<>(() -> {
            for (int round = 0; round < rounds; round++) {
                Lane lane = lane(4, producers, RARELY, 1, 3);
                send(lane, 4);
                shared.set(lane);
                together.await();
                for (int sent = 0; sent < 3; ) {
                    sent += Drained.send(lane, sent) ? 1 : 0;
                }
                together.await();
                together.await();
            }
            return null;
        });
        Thread sender = new Thread(sending);
        sender.setDaemon(true);
        sender.start();
        for (int round = 0; round < rounds; round++) {
            together.await();
            drain(shared.get(), 3);
            together.await();

            assertThat(shared.get().backlog()).isEqualTo(4);
            assertThat(told.get(told.size() - 1)).as("%s", told).startsWith("high");
            told.clear();
            together.await();
        }
        sending.get();
    }
}
