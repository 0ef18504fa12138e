// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every lane promises, whoever claims. */
@Timeout(60)
abstract class LaneContract {
    private static final long LONG_NS = 20_000_000_000L;

    final Doorbell doorbell = new Doorbell(() -> {});
    final Drained drained = new Drained();

    abstract Producers producers();

    Lane lane(int capacity, int slotLength, int stampInterval, Doorbell itsDoorbell) {
        return new Lane(capacity, slotLength, producers(), stampInterval, () -> 0, itsDoorbell);
    }

    final Lane lane(int capacity) {
        return lane(capacity, 64, 1, doorbell);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 1024})
    void refusesClaimWhenFull(int capacity) {
        Lane lane = lane(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }

        assertThat(lane.claim()).isEqualTo(Lane.FULL);
        assertThat(lane.claim()).isEqualTo(Lane.FULL);
        assertThat(lane.accepted()).isEqualTo(capacity);
        assertThat(lane.capacity()).isEqualTo(capacity);
    }

    @Test
    void publishesAlsoWhenWhoIsToldOfMarksThrows() {
        AtomicInteger rings = new AtomicInteger();
        Doorbell itsDoorbell = new Doorbell(rings::incrementAndGet);
        Lane lane = lane(4, 64, 1, itsDoorbell);
        lane.watch(new WaterMarks(0, 1, (isHigh, waiting) -> {
            if (isHigh) {
                throw new IllegalStateException("on purpose");
            }
        }));
        itsDoorbell.rest();

        assertThatThrownBy(() -> Drained.send(lane, 7))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        assertThat(rings).hasValue(1);
        assertThat(lane.drain(drained, Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(drained.values).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 1024})
    void drainsInTheOrderOfClaims(int capacity) {
        Lane lane = lane(capacity);
        long sent = 0;
        for (int lap = 0; lap < 5; lap++) {
            while (Drained.send(lane, sent)) {
                sent++;
            }
            assertThat(lane.drain(drained, Integer.MAX_VALUE)).isEqualTo(capacity);
            assertThat(lane.drain(drained, Integer.MAX_VALUE)).isZero();
        }

        assertThat(drained.values).isEqualTo(numbers(0, 5L * capacity));
        assertThat(lane.accepted()).isEqualTo(5L * capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void givesEachSlotAPlaceOfItsOwn(int capacity) {
        Lane lane = lane(capacity, 192, 1, doorbell);
        Set<MessageBuffer> memory = Collections.newSetFromMap(new IdentityHashMap<>());
        for (long sequence = 0; sequence < capacity; sequence++) {
            assertThat(lane.claim()).isEqualTo(sequence);
            assertThat(lane.offset(sequence) % 192).isZero();
            for (int i = 0; i < 192; i++) {
                lane.buffer(sequence).putByte(lane.offset(sequence) + i, (byte) (sequence + 1));
            }
            memory.add(lane.buffer(sequence));
            lane.publish(sequence);
        }

        assertThat(memory.stream().mapToInt(MessageBuffer::capacity).sum()).isGreaterThanOrEqualTo(capacity * 192);
        for (int sequence = 0; sequence < capacity; sequence++) {
            for (int i = 0; i < 192; i++) {
                assertThat(lane.buffer(sequence).getByte(lane.offset(sequence) + i))
                        .isEqualTo((byte) (sequence + 1));
            }
        }
    }

    @Test
    void showsNothingBeforePublish() {
        Lane lane = lane(4);
        long sequence = lane.claim();
        Drained.write(lane, sequence, 7);

        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.drain(drained, 10)).isZero();

        lane.publish(sequence);
        assertThat(lane.isEmpty()).isFalse();
        assertThat(lane.drain(drained, 10)).isEqualTo(1);
        assertThat(lane.isEmpty()).isTrue();
        assertThat(drained.values).containsExactly(7L);
    }

    @Test
    void passesOverAbortedSlots() {
        Lane lane = lane(8);
        Drained.send(lane, 1);
        lane.abort(lane.claim());
        Drained.send(lane, 2);
        lane.abort(lane.claim());

        assertThat(lane.drain(drained, 10)).isEqualTo(4);
        assertThat(drained.values).containsExactly(1L, 2L);
        assertThat(lane.accepted()).isEqualTo(2);
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void passesOverAbortedSlotsThatHeldMessagesBefore() {
        Lane lane = lane(1);
        for (int i = 0; i < 10; i++) {
            Drained.send(lane, i);
            lane.drain(drained, 1);
            lane.abort(lane.claim());
            assertThat(lane.drain(drained, 1)).isEqualTo(1);
        }

        assertThat(drained.values).isEqualTo(numbers(0, 10));
        assertThat(lane.accepted()).isEqualTo(10);
    }

    @Test
    void drainsNoMoreThanItsLimit() {
        Lane lane = lane(16);
        for (int i = 0; i < 10; i++) {
            Drained.send(lane, i);
        }

        assertThat(lane.drain(drained, 0)).isZero();
        assertThat(lane.drain(drained, 3)).isEqualTo(3);
        assertThat(lane.drain(drained, 3)).isEqualTo(3);
        assertThat(lane.drain(drained, 100)).isEqualTo(4);
        assertThat(drained.values).isEqualTo(numbers(0, 10));
    }

    @Test
    void stopsWhenTheHandlerIsNotReady() {
        Lane lane = lane(16);
        for (int i = 0; i < 10; i++) {
            Drained.send(lane, i);
        }
        drained.readyFor = 4;

        assertThat(lane.drain(drained, 100)).isEqualTo(4);
        assertThat(lane.drain(drained, 100)).isZero();

        drained.readyFor = 100;
        assertThat(lane.drain(drained, 100)).isEqualTo(6);
        assertThat(drained.values).isEqualTo(numbers(0, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64, 1024})
    void givesSlotsBackDuringALongDrain(int capacity) {
        Lane lane = lane(capacity);
        for (int i = 0; i < capacity; i++) {
            Drained.send(lane, i);
        }
        AtomicReference<Integer> firstRoom = new AtomicReference<>();
        drained.each = () -> {
            if (firstRoom.get() == null && Drained.send(lane, -1)) {
                firstRoom.set(drained.values.size());
            }
        };

        lane.drain(drained, capacity);

        int heldBack = Math.max(1, Math.min(64, capacity / 16));
        if (capacity == 1) {
            assertThat(firstRoom.get()).isNull();
        } else {
            assertThat(firstRoom.get()).isBetween(2, heldBack + 1);
        }
        assertThat(lane.backlog()).isEqualTo(capacity == 1 ? 0 : 1);
    }

    @Test
    void refusesClaimsWhenClosed() {
        Lane lane = lane(4);
        Drained.send(lane, 1);
        long claimedBefore = lane.claim();

        lane.close();

        assertThat(lane.claim()).isEqualTo(Lane.CLOSED);
        Drained.write(lane, claimedBefore, 2);
        lane.publish(claimedBefore);
        assertThat(lane.drain(drained, 10)).isEqualTo(2);
        assertThat(lane.claim()).isEqualTo(Lane.CLOSED);
        assertThat(drained.values).containsExactly(1L, 2L);
    }

    @Test
    void countsWhatWaits() {
        Lane lane = lane(8);
        assertThat(lane.backlog()).isZero();
        assertThat(lane.accepted()).isZero();
        for (int i = 0; i < 5; i++) {
            Drained.send(lane, i);
        }

        lane.drain(drained, 2);

        assertThat(lane.backlog()).isEqualTo(3);
        assertThat(lane.accepted()).isEqualTo(5);
    }

    // ---- batches

    @Test
    void claimsSeveralSlotsOrNone() {
        Lane lane = lane(8);
        assertThat(lane.room()).isEqualTo(8);
        assertThat(Drained.sendAll(lane, 0, 3, 0)).isTrue();

        assertThat(lane.claim(6)).isEqualTo(Lane.FULL);
        assertThat(lane.claim(6)).isEqualTo(Lane.FULL);
        assertThat(lane.room()).isEqualTo(5);
        assertThat(Drained.sendAll(lane, 3, 5, 0)).isTrue();
        assertThat(lane.claim(1)).isEqualTo(Lane.FULL);
        assertThat(lane.room()).isZero();

        assertThat(lane.drain(drained, 100)).isEqualTo(8);
        assertThat(drained.values).isEqualTo(numbers(0, 8));
        assertThat(lane.accepted()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 1024})
    void drainsBatchesAndSingleMessagesInTheOrderOfClaims(int capacity) {
        Lane lane = lane(capacity);
        long sent = 0;
        for (int turn = 0; turn < 40; turn++) {
            int count = 1 + turn % capacity;
            assertThat(Drained.sendAll(lane, sent, count, 0)).isTrue();
            sent += count;
            if (count < capacity) {
                assertThat(Drained.send(lane, sent++)).isTrue();
            }
            lane.drain(drained, Integer.MAX_VALUE);
            lane.giveBack();
        }

        assertThat(drained.values).isEqualTo(numbers(0, sent));
        assertThat(lane.accepted()).isEqualTo(sent);
    }

    @Test
    void showsNothingOfABatchBeforePublish() {
        Lane lane = lane(4);
        long first = lane.claim(2);
        Drained.write(lane, first, 0);
        Drained.write(lane, first + 1, 1);

        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.drain(drained, 10)).isZero();

        lane.publish(first, 2, 2);
        assertThat(lane.drain(drained, 10)).isEqualTo(2);
        assertThat(drained.values).containsExactly(0L, 1L);
    }

    @Test
    void passesOverWhatIsNotWrittenOfABatch() {
        Lane lane = lane(4);
        for (int lap = 0; lap < 3; lap++) {
            assertThat(Drained.sendAll(lane, 10 * lap, 4, 3 - lap)).isTrue();
            assertThat(lane.drain(drained, 10)).isEqualTo(4);
        }
        assertThat(Drained.sendAll(lane, -1, 4, 4)).isTrue();
        assertThat(lane.drain(drained, 10)).isEqualTo(4);

        assertThat(drained.values).containsExactly(0L, 10L, 11L, 20L, 21L, 22L);
        assertThat(lane.accepted()).isEqualTo(6);
        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.backlog()).isZero();
    }

    @Test
    void tellsOfABatchOnce() {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger rings = new AtomicInteger();
        Doorbell itsDoorbell = new Doorbell(rings::incrementAndGet);
        Lane lane = lane(8, 64, 1, itsDoorbell);
        lane.tellOfMessages(told::incrementAndGet);
        itsDoorbell.rest();

        Drained.sendAll(lane, 0, 4, 1);
        assertThat(rings).hasValue(1);
        assertThat(told).hasValue(1);

        itsDoorbell.rest();
        Drained.sendAll(lane, 4, 4, 4);
        assertThat(rings).hasValue(2); // the kernel passes over them
        assertThat(told).hasValue(1);
    }

    @Test
    void looksAtTheMarksAfterABatch() {
        List<String> told = new ArrayList<>();
        Lane lane = lane(8);
        lane.watch(new WaterMarks(1, 4, (isHigh, waiting) -> told.add((isHigh ? "high " : "low ") + waiting)));

        Drained.sendAll(lane, 0, 3, 0);
        assertThat(told).isEmpty();
        Drained.sendAll(lane, 3, 3, 0);
        assertThat(told).containsExactly("high 6");
        lane.drain(drained, 5);
        lane.giveBack();
        assertThat(told).containsExactly("high 6", "low 1");
    }

    @Test
    void stampsTheMessagesOfABatchThatWouldBeStampedAlone() {
        Lane lane = lane(16, 64, 4, doorbell);
        Drained.send(lane, 0);
        lane.drain(drained, 1);
        long before = System.nanoTime();

        Drained.sendAll(lane, 1, 11, 1);

        for (long sequence = 1; sequence < 12; sequence++) {
            if (sequence % 4 != 3) {
                assertThat(lane.stampNs(sequence)).isZero();
            } else if (sequence < 11) {
                assertThat(lane.stampNs(sequence)).isBetween(before, System.nanoTime());
            }
        }
        assertThat(lane.stampNs(11)).isZero(); // it was given back
    }

    @Test
    void refusesBatchesThatNeverFit() {
        Lane lane = lane(4);
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 5, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> lane.claim(count))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch must fit its lane: count=" + count
                            + ", capacity=4; send 1 or more messages, and more than that in parts");
        }

        assertThat(Drained.sendAll(lane, 0, 4, 0)).isTrue();
        lane.close();
        assertThat(lane.claim(5)).isEqualTo(Lane.CLOSED);
        assertThat(lane.claim(1)).isEqualTo(Lane.CLOSED);
        assertThat(lane.drain(drained, 10)).isEqualTo(4);
    }

    @Test
    void publishesABatchAlsoWhenWhoIsToldOfMarksThrows() {
        Lane lane = lane(4);
        lane.watch(new WaterMarks(0, 1, (isHigh, waiting) -> {
            if (isHigh) {
                throw new IllegalStateException("on purpose");
            }
        }));

        assertThatThrownBy(() -> Drained.sendAll(lane, 7, 4, 2))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        assertThat(lane.drain(drained, 10)).isEqualTo(4);
        assertThat(drained.values).containsExactly(7L, 8L);
        assertThat(lane.accepted()).isEqualTo(2);
    }

    @Test
    void dropsTheOldestOfABatch() {
        Lane lane = lane(4);
        lane.takeOut();
        List<Long> dropped = new ArrayList<>();
        Drained.sendAll(lane, 0, 4, 1);

        while (lane.claim(3) == Lane.FULL) {
            assertThat(drop(lane, dropped)).isTrue();
        }

        assertThat(dropped).containsExactly(0L, 1L, 2L);
    }

    // ---- room

    @Test
    void doesNotWaitWhereRoomIs() throws InterruptedException {
        Lane lane = lane(2);
        Drained.send(lane, 1);

        lane.awaitRoom(System.nanoTime() + LONG_NS);

        assertThat(Drained.send(lane, 2)).isTrue();
    }

    @Test
    void givesUpWaitingForRoomAtTheDeadline() throws InterruptedException {
        Lane lane = lane(1);
        Drained.send(lane, 1);
        long startNs = System.nanoTime();

        lane.awaitRoom(startNs + 20_000_000);

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(20_000_000);
        assertThat(lane.claim()).isEqualTo(Lane.FULL);
        lane.awaitRoom(startNs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void wakesWhoeverWaitsWhenRoomAppears(int capacity) {
        Lane lane = lane(capacity);
        Thread producer = fillThen(lane, () -> {
            lane.awaitRoom(System.nanoTime() + LONG_NS);
            assertThat(Drained.send(lane, -1)).isTrue();
        });
        Eventually.rests(producer);

        lane.drain(drained, 1);
        lane.giveBack();

        Eventually.ends(producer);
        lane.drain(drained, capacity);
        assertThat(drained.values).endsWith(-1L);
    }

    @Test
    void tellsWhoeverAskedOnceWhenRoomAppears() {
        Lane lane = lane(1);
        Drained.send(lane, 0);
        AtomicInteger told = new AtomicInteger();
        RoomListener listener = told::incrementAndGet;
        lane.tellRoom(listener);
        lane.tellRoom(listener);
        assertThat(told.get()).isZero();

        lane.drain(drained, 1);

        assertThat(told.get()).isEqualTo(1);
        Drained.send(lane, 1);
        lane.drain(drained, 1);
        assertThat(told.get()).isEqualTo(1);
        lane.tellRoom(listener);
        assertThat(told.get()).isEqualTo(2);
    }

    @Test
    void tellsWhoeverAskedWhenClosed() {
        Lane lane = lane(1);
        Drained.send(lane, 0);
        AtomicInteger told = new AtomicInteger();
        lane.tellRoom(told::incrementAndGet);

        lane.close();

        assertThat(told.get()).isEqualTo(1);
    }

    @Test
    void givesBackEachSlotWhileSomebodyWaits() {
        Lane lane = lane(1024);
        while (Drained.send(lane, 0)) {
            // until it is full
        }
        AtomicInteger told = new AtomicInteger();
        lane.tellRoom(told::incrementAndGet);
        assertThat(told.get()).isZero();

        lane.drain(drained, 1);

        assertThat(told.get()).isEqualTo(1);
        assertThat(Drained.send(lane, 0)).isTrue();
        lane.drain(drained, 1);
        assertThat(Drained.send(lane, 0)).isFalse(); // nobody waits any more
        lane.giveBack();
        assertThat(Drained.send(lane, 0)).isTrue();
    }

    @Test
    void countsWhatWasDrainedAndNotGivenBackAsDone() {
        Lane lane = lane(1024);
        while (Drained.send(lane, 0)) {
            // until it is full
        }

        lane.drain(drained, 3);

        assertThat(lane.backlog()).isEqualTo(1021);
        assertThat(lane.mayHaveRoom()).isTrue();
    }

    @Test
    void takesBackWhatWasDrainedAndNotGivenBack() {
        Lane lane = lane(1024);
        while (Drained.send(lane, 0)) {
            // until it is full
        }
        assertThat(lane.takeBack()).isFalse();
        lane.drain(drained, 3);
        assertThat(Drained.send(lane, 1)).isFalse();

        assertThat(lane.takeBack()).isTrue();

        assertThat(lane.takeBack()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }
        assertThat(Drained.send(lane, 3)).isFalse();
        lane.drain(drained, 2048);
        lane.giveBack();
        assertThat(lane.backlog()).isZero();
        assertThat(drained.values).hasSize(1027).endsWith(0L, 1L, 2L);
    }

    @Test
    void tellsWhoeverAsksForRoomOfWhatWasNotGivenBack() {
        Lane lane = lane(1024);
        while (Drained.send(lane, 0)) {
            // until it is full
        }
        lane.drain(drained, 1);
        AtomicInteger told = new AtomicInteger();

        lane.tellRoom(told::incrementAndGet);

        assertThat(told.get()).isEqualTo(1);
        assertThat(Drained.send(lane, 1)).isTrue();
    }

    @Test
    void tellsWhoeverAskedOfWhatAnotherTookBack() {
        Lane lane = lane(1024);
        while (Drained.send(lane, 0)) {
            // until it is full
        }
        AtomicInteger told = new AtomicInteger();
        drained.each = () -> {
            if (drained.values.size() == 2) { // the first is drained by now
                lane.tellRoom(told::incrementAndGet);
            }
        };

        lane.drain(drained, 2);

        assertThat(told.get()).isEqualTo(1);
    }

    @Test
    void tellsAThreadOfRoomAlthoughTheNextMessageTakesLong() {
        Lane lane = lane(1024);
        Thread producer = fillThen(lane, () -> {
            lane.awaitRoom(System.nanoTime() + LONG_NS);
            assertThat(Drained.send(lane, -1)).isTrue();
        });
        Eventually.rests(producer);
        drained.each = () -> {
            if (drained.values.size() == 2) {
                Eventually.ends(producer); // while this message is handled
            }
        };

        assertThat(lane.drain(drained, 2)).isEqualTo(2);
    }

    @Test
    void wakesWhoeverWaitsWhenClosed() {
        Lane lane = lane(1);
        Thread producer = fillThen(lane, () -> {
            lane.awaitRoom(System.nanoTime() + LONG_NS);
            assertThat(lane.claim()).isEqualTo(Lane.CLOSED);
        });
        Eventually.rests(producer);

        lane.close();

        Eventually.ends(producer);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        Lane lane = lane(1);
        Thread producer = fillThen(
                lane,
                () -> assertThatThrownBy(() -> lane.awaitRoom(System.nanoTime() + LONG_NS))
                        .isExactlyInstanceOf(InterruptedException.class));
        Eventually.rests(producer);

        producer.interrupt();

        Eventually.ends(producer);
        lane.drain(drained, 1);
    }

    private interface Body {
        void run() throws InterruptedException;
    }

    private Thread failing;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Starts a producer that fills the lane and goes on with what is given. */
    private Thread fillThen(Lane lane, Body body) {
        failing = new Thread(() -> {
            try {
                while (Drained.send(lane, 0)) {
                    // until it is full
                }
                body.run();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        failing.setDaemon(true);
        failing.start();
        return failing;
    }

    @AfterEach
    void producerSawWhatItExpected() {
        if (failing != null) {
            Eventually.ends(failing);
        }
        assertThat(failure.get()).isNull();
    }

    // ---- stamps

    @Test
    void stampsEverySoManyMessages() {
        Lane lane = lane(8, 64, 4, doorbell);
        for (long lap = 0; lap < 4; lap++) {
            long before = System.nanoTime();
            for (int i = 0; i < 8; i++) {
                Drained.send(lane, i);
            }
            long after = System.nanoTime();

            lane.drain(
                    new SlotHandler() {
                        @Override
                        public void onSlot(Lane from, long sequence, MessageBuffer buffer, int offset, int tag) {
                            if (sequence % 4 == 3) {
                                assertThat(from.stampNs(sequence)).isBetween(before, after);
                            } else {
                                assertThat(from.stampNs(sequence)).isZero();
                            }
                        }

                        @Override
                        public boolean isReady() {
                            return true;
                        }
                    },
                    8);
        }
    }

    @Test
    void stampsLessOftenThanOncePerLap() {
        Lane lane = lane(2, 64, 8, doorbell);
        for (long sequence = 0; sequence < 40; sequence++) {
            long before = System.nanoTime();
            Drained.send(lane, sequence);

            if (sequence % 8 == 7) {
                assertThat(lane.stampNs(sequence)).isGreaterThanOrEqualTo(before);
            } else {
                assertThat(lane.stampNs(sequence)).isZero();
            }
            lane.drain(drained, 1);
        }
    }

    // ---- arguments

    @Test
    void refusesWrongShapes() {
        assertThatThrownBy(() -> new Lane(1000, 64, producers(), 1, () -> 0, doorbell))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane capacity must be a power of 2: lane capacity=1000");
        assertThatThrownBy(() -> new Lane(0, 64, producers(), 1, () -> 0, doorbell))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane capacity must be a power of 2: lane capacity=0");
        assertThatThrownBy(() -> new Lane(8, 64, producers(), 3, () -> 0, doorbell))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("stamp interval must be a power of 2: stamp interval=3");
        for (int slotLength : new int[] {0, -64, 32, 65, 100}) {
            assertThatThrownBy(() -> new Lane(8, slotLength, producers(), 1, () -> 0, doorbell))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("slots must be a multiple of 64 bytes long and a lane shorter than 2 GiB: capacity=8,"
                            + " slotLength=" + slotLength);
        }
        assertThatThrownBy(() -> new Lane(1 << 20, 2048, producers(), 1, () -> 0, doorbell))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("slots must be a multiple of 64 bytes long and a lane shorter than 2 GiB:"
                        + " capacity=1048576, slotLength=2048");
    }

    // ---- two threads

    /**
     * A producer that pauses often and a kernel that parks as soon as it can: a lost wake-up leaves the kernel parked
     * for good, and the deadline of the test finds it.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 256})
    void losesNoWakeUp(int capacity) {
        int messages = 100_000;
        AtomicReference<Thread> kernel = new AtomicReference<>();
        Doorbell bell = new Doorbell(() -> LockSupport.unpark(kernel.get()));
        Lane lane = lane(capacity, 64, 64, bell);
        Thread consumer = new Thread(() -> {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (drained.values.size() < messages && System.nanoTime() < deadlineNs) {
                if (lane.drain(drained, 64) == 0) {
                    bell.rest();
                    if (lane.isEmpty() || !bell.rise()) {
                        while (bell.isResting() && System.nanoTime() < deadlineNs) {
                            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
                        }
                    }
                }
            }
        });
        kernel.set(consumer);
        consumer.setDaemon(true);
        consumer.start();

        failing = new Thread(() -> {
            try {
                for (long i = 0; i < messages; i++) {
                    while (!Drained.send(lane, i)) {
                        lane.awaitRoom(System.nanoTime() + LONG_NS);
                    }
                    for (long pause = i % 7 * 20; pause > 0; pause--) {
                        Thread.onSpinWait();
                    }
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        failing.setDaemon(true);
        failing.start();

        Eventually.ends(failing);
        Eventually.ends(consumer);
        assertThat(drained.values).isEqualTo(numbers(0, messages));
    }

    private static boolean drop(Lane lane, List<Long> dropped) {
        return lane.dropOldest((buffer, offset) -> dropped.add(buffer.getLong(offset + 8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void dropsTheOldestThatWaits(int capacity) {
        Lane lane = lane(capacity);
        lane.takeOut();
        List<Long> dropped = new ArrayList<>();
        assertThat(drop(lane, dropped)).isFalse();

        for (long value = 0; value < 3L * capacity; value++) {
            if (!Drained.send(lane, value)) {
                assertThat(drop(lane, dropped)).isTrue();
                assertThat(Drained.send(lane, value)).isTrue();
            }
        }

        assertThat(dropped).isEqualTo(numbers(0, 2L * capacity));
        assertThat(lane.isEmpty()).isFalse();
        assertThat(lane.drain(drained, Integer.MAX_VALUE)).isEqualTo(capacity);
        assertThat(drained.values).isEqualTo(numbers(2L * capacity, 3L * capacity));
        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.backlog()).isZero();
        assertThat(drop(lane, dropped)).isFalse();
        assertThat(lane.accepted()).isEqualTo(3L * capacity);
    }

    @Test
    void dropsNothingUntilTheKernelTakesMessagesOut() {
        Lane lane = lane(64);
        List<Long> dropped = new ArrayList<>();
        for (long value = 0; value < 64; value++) {
            Drained.send(lane, value);
        }
        lane.drain(drained, 2);

        assertThat(drop(lane, dropped)).isFalse();
        lane.drain(drained, 1);

        assertThat(drop(lane, dropped)).isTrue();
        assertThat(dropped).containsExactly(3L);
        lane.giveBack();
        lane.drain(drained, 100);
        assertThat(drained.values).hasSize(63).startsWith(0L, 1L, 2L, 4L).endsWith(63L);
        assertThat(lane.backlog()).isZero();
    }

    @Test
    void neverDropsAnAbortedSlotForAMessage() {
        Lane lane = lane(4);
        lane.takeOut();
        List<Long> dropped = new ArrayList<>();
        lane.abort(lane.claim());
        Drained.send(lane, 1);

        assertThat(drop(lane, dropped)).isTrue();

        assertThat(dropped).containsExactly(1L);
        assertThat(lane.accepted()).isEqualTo(1);
        assertThat(drop(lane, dropped)).isFalse();
    }

    @Test
    void tellsOfEachStampWhoseSlotIsUsedAgain() {
        Lane lane = lane(1);
        lane.takeOut();
        Drained.send(lane, 0);
        long before = System.nanoTime();
        lane.drain(
                new SlotHandler() {
                    @Override
                    public void onSlot(Lane from, long sequence, MessageBuffer buffer, int offset, int tag) {
                        assertThat(Drained.send(from, 1)).isTrue();
                        assertThat(from.stampNs(sequence)).isLessThanOrEqualTo(before);
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }
                },
                1);
    }
}
