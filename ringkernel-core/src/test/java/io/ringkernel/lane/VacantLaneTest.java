// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane that does without the memory of its slots while it has no messages. */
@Timeout(60)
class VacantLaneTest {
    private static final long LONG_NS = 20_000_000_000L;

    private final Drained drained = new Drained();
    private final Memory memory = new Memory();

    /** Keeps what is given to it, and gives it again. */
    private static final class Memory implements SlotMemory {
        private final Deque<MessageBuffer> given = new ArrayDeque<>();

        @Override
        public MessageBuffer take() {
            if (given.isEmpty()) {
                throw new IllegalStateException("nothing is left");
            }
            return given.pop();
        }

        @Override
        public void give(MessageBuffer slots) {
            given.push(slots);
        }
    }

    private Lane lane(int capacity, Producers producers) {
        Lane lane = new Lane(MessageBuffer.allocate(capacity * 64), 64, producers, 1, () -> 0, new Doorbell(() -> {}));
        lane.share(memory);
        return lane;
    }

    private Lane lane(int capacity) {
        return lane(capacity, Producers.MULTI);
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

            assertThat(memory.given).hasSize(1);
            assertThat(lane.buffer().capacity()).isZero();
            assertThat(lane.accepted()).isEqualTo(accepted);
            assertThat(lane.backlog()).isZero();
            assertThat(lane.isEmpty()).isTrue();
            assertThat(lane.room()).isZero();
            assertThat(lane.vacate()).as("twice").isFalse();
            for (int i = 0; i < capacity; i++) {
                assertThat(Drained.send(lane, drained.values.size() + i)).isTrue();
            }
            assertThat(memory.given).isEmpty();
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
    void keepsItWhenItSharesNone() {
        Lane lane = new Lane(2, 64, Producers.MULTI, 1, () -> 0, new Doorbell(() -> {}));

        assertThat(lane.vacate()).isFalse();
        assertThat(Drained.send(lane, 1)).isTrue();
    }

    @Test
    void keepsItWhenItHasOneProducerOrMayDrop() {
        Lane dropping = lane(2);
        dropping.takeOut();

        assertThat(dropping.vacate()).isFalse();
        assertThat(lane(2, Producers.SINGLE).vacate()).isFalse();
    }

    @Test
    void mayDropTheOldestWhenItHasMemoryAgain() {
        Lane lane = lane(2);
        assertThat(lane.vacate()).isTrue();
        assertThat(lane.dropOldest((slots, offset) -> {})).isFalse();
        lane.beginTakeOut();
        assertThat(lane.vacate()).isFalse();
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
        MessageBuffer taken = memory.given.pop();

        assertThatThrownBy(lane::claim)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("nothing is left");

        memory.given.push(taken);
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
        assertThat(memory.given).hasSize(1);
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
