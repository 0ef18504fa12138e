// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Producers;
import io.ringkernel.testkit.Eventually;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane that does without memory for its slots while it has no messages. */
@Timeout(60)
class VacantLaneTest {
    private static final long LONG_NS = 20_000_000_000L;

    private final Drained drained = new Drained();
    private final SpareSlots memory = new SpareSlots(64);

    /** {@return a lane that is full after so many messages, and has slots for one} */
    private Lane lane(int capacity) {
        Lane lane = newLane(capacity);
        lane.abort(lane.claim());
        drainAll(lane);
        return lane;
    }

    private Lane newLane(int capacity) {
        return new Lane(capacity, 64, memory, 1, () -> 0, new Doorbell(() -> {}));
    }

    private void drainAll(Lane lane) {
        lane.drain(drained, Integer.MAX_VALUE);
        lane.giveBack();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 1024})
    void takesMemoryAgainForTheNextMessage(int capacity) {
        Lane lane = lane(capacity);
        for (int lap = 0; lap < 5; lap++) {
            for (int i = 0; i < lap; i++) { // so that it is vacated at each place of the ring
                assertThat(Drained.send(lane, drained.values.size())).isTrue();
                drainAll(lane);
            }
            long accepted = lane.accepted();

            assertThat(lane.vacate()).isTrue();

            assertThat(memory.slotsInUse()).isZero();
            assertThat(lane.accepted()).isEqualTo(accepted);
            assertThat(lane.backlog()).isZero();
            assertThat(lane.isEmpty()).isTrue();
            assertThat(lane.room()).isEqualTo(capacity);
            assertThat(lane.vacate()).as("twice").isFalse();
            for (int i = 0; i < capacity; i++) {
                assertThat(Drained.send(lane, drained.values.size() + i)).isTrue();
            }
            assertThat(memory.slotsInUse()).isGreaterThanOrEqualTo(capacity);
            assertThat(lane.claim()).isEqualTo(Lane.FULL);
            assertThat(lane.backlog()).isEqualTo(capacity);
            drainAll(lane);
        }

        assertThat(drained.values)
                .containsExactlyElementsOf(
                        LongStream.range(0, 5L * capacity + 10).boxed().toList());
        assertThat(lane.accepted()).isEqualTo(5L * capacity + 10);
    }

    @Test
    void takesItAlsoWhenItWasFullBefore() {
        Lane lane = lane(2);
        while (Drained.send(lane, 1)) {
            // until a claim has found it full
        }
        drainAll(lane);
        assertThat(lane.vacate()).isTrue();

        assertThat(Drained.send(lane, 2)).isTrue();
        drainAll(lane);

        assertThat(drained.values).containsExactly(1L, 1L, 2L);
    }

    @Test
    void takesMemoryAgainForABatch() {
        Lane lane = lane(4);
        assertThat(lane.vacate()).isTrue();

        assertThat(Drained.sendAll(lane, 5, 3, 0)).isTrue();

        assertThat(lane.room()).isEqualTo(1);
        assertThat(lane.accepted()).isEqualTo(3);
        assertThat(lane.claim(2)).isEqualTo(Lane.FULL);
        drainAll(lane);
        assertThat(drained.values).containsExactly(5L, 6L, 7L);
    }

    @Test
    void keepsItsMemoryWhileItIsNeeded() {
        Lane lane = lane(2);
        long first = lane.claim();
        assertThat(lane.vacate()).as("a slot is claimed").isFalse();
        Drained.send(lane, 7);
        lane.abort(first);
        assertThat(lane.vacate()).as("a message waits").isFalse();
        drainAll(lane);
        assertThat(lane.vacate()).isTrue();

        assertThat(drained.values).containsExactly(7L);
        assertThat(lane.accepted()).isEqualTo(1);
    }

    @Test
    void takesNoneBeforeItsFirstMessage() {
        Lane lane = newLane(1024);

        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.backlog()).isZero();
        assertThat(lane.accepted()).isZero();
        assertThat(lane.room()).isEqualTo(1024);
        assertThat(lane.drain(drained, 1)).isZero();
        assertThat(lane.vacate()).isFalse();
        assertThat(memory.slotsInUse()).isZero();

        assertThat(Drained.send(lane, 1)).isTrue();

        assertThat(memory.slotsInUse()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void keepsItWhenItTakesItFromNobody(Producers producers) {
        Lane lane = new Lane(2, 64, producers, 1, () -> 0, new Doorbell(() -> {}));

        assertThat(lane.vacate()).isFalse();
        assertThat(Drained.send(lane, 1)).isTrue();
    }

    @Test
    void keepsItUntilItTakesItsMessagesOut() {
        Lane lane = lane(2);
        assertThat(lane.dropOldest((slots, offset) -> {})).as("is asked to").isFalse();

        assertThat(lane.vacate()).isFalse();
        assertThat(lane.drain(drained, 1)).isZero();
        assertThat(lane.vacate()).isTrue();
    }

    @Test
    void givesItAwayAlsoWhenItMayDrop() {
        Lane lane = newLane(32);
        lane.takeOut();
        for (int i = 0; i < 33; i++) {
            if (!Drained.send(lane, i)) {
                assertThat(lane.dropOldest((slots, offset) -> {})).isTrue();
                assertThat(Drained.send(lane, i)).isTrue();
            }
        }
        assertThat(lane.vacate()).as("messages wait").isFalse();
        drainAll(lane);
        assertThat(lane.vacate()).isTrue();
        assertThat(memory.slotsInUse()).isZero();
        assertThat(lane.dropOldest((slots, offset) -> {})).isFalse();

        Drained.send(lane, 33);
        drainAll(lane);

        assertThat(drained.values)
                .containsExactlyElementsOf(LongStream.range(1, 34).boxed().toList());
    }

    @Test
    void mayDropTheOldestWhenItHasMemoryAgain() {
        Lane lane = lane(2);
        assertThat(lane.vacate()).isTrue();
        assertThat(lane.dropOldest((slots, offset) -> {})).isFalse();
        lane.beginTakeOut();
        assertThat(lane.vacate()).as("twice").isFalse();
        Drained.send(lane, 1);
        Drained.send(lane, 2);

        assertThat(lane.dropOldest((slots, offset) -> {})).isTrue();

        lane.drain(drained, Integer.MAX_VALUE);
        assertThat(drained.values).containsExactly(2L);
        assertThat(lane.accepted()).isEqualTo(2);
    }

    @Test
    void saysWhyThereIsNoMemory() {
        Lane lane = lane(2);
        assertThat(lane.vacate()).isTrue();
        memory.leftSlots = 1;

        assertThatThrownBy(lane::claim)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("nothing is left: slots=2");

        memory.leftSlots = 2;
        assertThat(Drained.send(lane, 3)).isTrue();
        drainAll(lane);
        assertThat(drained.values).containsExactly(3L);
    }

    @Test
    void takesNoneWhenItIsClosed() {
        Lane lane = lane(2);
        assertThat(lane.vacate()).isTrue();
        lane.close();

        assertThat(lane.claim()).isEqualTo(Lane.CLOSED);
        assertThat(lane.takeBack()).isFalse();
        assertThat(lane.vacate()).isFalse();
        assertThat(memory.slotsInUse()).isZero();
    }

    @Test
    void givesItAwayWhenItIsClosed() {
        Lane lane = lane(2);
        Drained.send(lane, 1);
        lane.close();
        assertThat(lane.vacate()).as("a message waits").isFalse();
        drainAll(lane);

        assertThat(lane.vacate()).isTrue();

        assertThat(memory.slotsInUse()).isZero();
        assertThat(lane.claim()).isEqualTo(Lane.CLOSED);
        assertThat(lane.claim(2)).isEqualTo(Lane.CLOSED);
        assertThat(lane.accepted()).isEqualTo(1);
    }

    @Test
    void hasRoomForWhoWaits() throws InterruptedException {
        Lane lane = lane(1);
        assertThat(lane.vacate()).isTrue();
        assertThat(lane.mayHaveRoom()).isTrue();

        lane.awaitRoom(System.nanoTime() + LONG_NS, LONG_NS);

        assertThat(Drained.send(lane, 1)).isTrue();
    }

    @Test
    void tellsAListenerThatThereIsRoom() {
        Lane lane = lane(1);
        assertThat(lane.vacate()).isTrue();
        boolean[] told = new boolean[1];

        lane.tellRoom(() -> told[0] = true);

        assertThat(told[0]).isTrue();
        assertThat(Drained.send(lane, 1)).isTrue();
    }

    @Test
    void keepsItWhileSomebodyWaits() {
        Lane lane = lane(1);
        Drained.send(lane, 1);
        Thread waiter = new Thread(() -> {
            try {
                lane.awaitRoom(System.nanoTime() + LONG_NS, LONG_NS);
                Drained.send(lane, 2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiter.start();
        Eventually.holds("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);

        drainAll(lane);
        lane.vacate(); // whether it did or the waiter came first
        Eventually.holds("it has sent", () -> !waiter.isAlive());

        drainAll(lane);
        assertThat(drained.values).containsExactly(1L, 2L);
    }
}
