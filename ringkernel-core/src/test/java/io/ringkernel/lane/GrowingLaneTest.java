// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane that begins with one slot, and takes more as it needs them. */
class GrowingLaneTest extends MultiLaneTest {
    private final List<SpareSlots> all = new ArrayList<>();
    private SpareSlots memory = new SpareSlots(64);

    @Override
    Lane lane(int capacity, int slotLength, int stampInterval, Doorbell itsDoorbell) {
        memory = new SpareSlots(slotLength);
        all.add(memory);
        return new Lane(capacity, 1, slotLength, memory, stampInterval, () -> 0, itsDoorbell);
    }

    /** What was sent in the tests of every lane was read before its memory was given back, or it would be zeros. */
    @AfterEach
    void haveOneRingOrTheNext() {
        for (SpareSlots each : all) {
            assertThat(each.inUse.size()).isLessThanOrEqualTo(5); // 1, 8, 64, 512 and 1,024 slots
        }
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void growsWhenItIsFull() {
        Lane lane = lane(100 + 28);
        assertThat(memory.slotsInUse()).isZero();
        Drained.send(lane, 0);
        assertThat(memory.slotsInUse()).isEqualTo(1);
        Drained.send(lane, 1);
        assertThat(memory.slotsInUse()).isEqualTo(1 + 8);
        for (int i = 2; i < 8; i++) {
            Drained.send(lane, i);
        }
        assertThat(memory.slotsInUse()).as("eight messages wait in all").isEqualTo(1 + 8);
        Drained.send(lane, 8);
        assertThat(memory.slotsInUse()).isEqualTo(1 + 8 + 64);
        for (int i = 9; i < 65; i++) {
            Drained.send(lane, i);
        }
        assertThat(memory.slotsInUse()).isEqualTo(1 + 8 + 64 + 128);

        assertThat(lane.drain(drained, 1)).isEqualTo(1);
        assertThat(memory.slotsInUse()).as("nothing of the next was read").isEqualTo(1 + 8 + 64 + 128);
        assertThat(lane.drain(drained, 1)).isEqualTo(1);
        assertThat(memory.slotsInUse()).isEqualTo(8 + 64 + 128);
        lane.drain(drained, Integer.MAX_VALUE);

        assertThat(memory.slotsInUse()).isEqualTo(128);
        assertThat(drained.values).isEqualTo(numbers(0, 65));
        assertThat(lane.accepted()).isEqualTo(65);
    }

    @Test
    void staysSmallWhileItIsDrained() {
        Lane lane = lane(1024);
        for (int i = 0; i < 10_000; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
            assertThat(lane.drain(drained, 1)).isEqualTo(1); // and not given back: whoever needs the slot takes it back
        }

        assertThat(memory.slotsInUse()).isEqualTo(1);
        assertThat(drained.values).isEqualTo(numbers(0, 10_000));
    }

    @Test
    void growsForABatchAtOnce() {
        Lane lane = lane(1024);
        Drained.send(lane, 0);

        assertThat(Drained.sendAll(lane, 1, 300, 0)).isTrue();

        assertThat(memory.slotsInUse()).isEqualTo(1 + 512);
        assertThat(lane.claim(1024)).isEqualTo(Lane.FULL);
        assertThat(memory.slotsInUse()).as("there is no more to have").isEqualTo(1 + 512 + 1024);
        lane.drain(drained, Integer.MAX_VALUE);
        lane.giveBack();
        assertThat(Drained.sendAll(lane, 301, 1024, 0)).isTrue();
        lane.drain(drained, Integer.MAX_VALUE);

        assertThat(drained.values).isEqualTo(numbers(0, 301 + 1024));
        assertThat(memory.slotsInUse()).isEqualTo(1024);
    }

    @Test
    void keepsSlotsThatAreClaimedWhereTheyAre() {
        Lane lane = lane(64);
        long late = lane.claim();
        for (int i = 1; i < 10; i++) {
            Drained.send(lane, i);
        }
        assertThat(lane.drain(drained, 100)).isZero();
        assertThat(memory.slotsInUse()).isEqualTo(1 + 8 + 64);

        Drained.write(lane, late, 0);
        lane.publish(late);
        lane.drain(drained, 100);

        assertThat(drained.values).isEqualTo(numbers(0, 10));
    }

    @Test
    void goesOnWithWhatItHasWhenThereIsNoMore() {
        Lane lane = lane(1024);
        memory.leftSlots = 9;
        for (int i = 0; i < 8; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }

        assertThat(Drained.send(lane, 8)).isFalse();

        assertThat(lane.slots()).isEqualTo(8);
        assertThat(lane.capacity()).isEqualTo(1024);
        assertThat(lane.mayHaveRoom()).isFalse();
        assertThat(lane.room()).isZero();
        assertThatThrownBy(() -> lane.claim(9))
                .as("that would never fit")
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("nothing is left: slots=64");
        assertThat(lane.claim(8)).isEqualTo(Lane.FULL);
        lane.drain(drained, Integer.MAX_VALUE);
        lane.giveBack();
        assertThat(Drained.sendAll(lane, 8, 8, 0)).isTrue();
        lane.drain(drained, Integer.MAX_VALUE);
        assertThat(drained.values).isEqualTo(numbers(0, 16));

        memory.leftSlots = 1024;
        assertThat(lane.vacate()).as("it may try again after that").isTrue();
        assertThat(lane.slots()).isEqualTo(1024);
        for (int i = 16; i < 32; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }
    }

    @Test
    void dropsTheOldestWhereverItLies() {
        Lane lane = lane(16);
        lane.takeOut();
        for (int i = 0; i < 16; i++) {
            assertThat(Drained.send(lane, i)).isTrue();
        }
        assertThat(memory.slotsInUse()).isEqualTo(1 + 8 + 16);
        List<Long> dropped = new ArrayList<>();

        for (int i = 16; i < 20; i++) {
            assertThat(lane.claim()).isEqualTo(Lane.FULL);
            assertThat(lane.dropOldest((slots, offset) -> dropped.add(slots.getLong(offset + 8))))
                    .isTrue();
            assertThat(Drained.send(lane, i)).isTrue();
        }
        lane.drain(drained, 1);
        lane.drain(drained, Integer.MAX_VALUE);

        assertThat(dropped).isEqualTo(numbers(0, 4));
        assertThat(drained.values).isEqualTo(numbers(4, 20));
        assertThat(memory.slotsInUse()).isEqualTo(16);
    }
}
