// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Lanes for the races, and messages of which a torn one shows: a number at both ends of a slot, and its tag. */
final class Slots {
    static final int LENGTH = 64;

    /** Slots of a lane, if it is not said. */
    static final int CAPACITY = 4;

    private static final int PART_LENGTH = CAPACITY * LENGTH;

    /** What a handler reports when not all parts of a message are of the same number. */
    static final int TORN = -1;

    private static final int LAST = LENGTH - Long.BYTES;

    /** Slots of a lane that gives two of them back together. */
    private static final int WIDE_CAPACITY = 32;

    /*
     * Memory comes from one piece, in turn: to take and free native memory would cost more than the rest of a sample. By
     * the time a part is given out again, the sample that had it is long over.
     */
    private static final int PARTS = 1 << 16;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final MessageBuffer ALL = MessageBuffer.allocate(PARTS * PART_LENGTH);

    /** Gives parts of a memory out in turn, and forgets what it gets back. */
    static final SlotMemory IN_TURN = new SlotMemory() {
        @Override
        public MessageBuffer take(int slots) {
            return memory(slots);
        }

        @Override
        public void give(MessageBuffer slots) {
            // its turn comes again
        }
    };

    /** Memory that only races with wide lanes take. */
    private static final class Wide {
        private static final int PART_LENGTH = WIDE_CAPACITY * LENGTH;
        private static final MessageBuffer ALL = MessageBuffer.allocate(PARTS * PART_LENGTH);
    }

    private Slots() {}

    static Lane lane(Producers producers) {
        return lane(producers, new Doorbell(() -> {}));
    }

    static Lane lane(Producers producers, Doorbell doorbell) {
        return new Lane(cleared(ALL, PART_LENGTH), LENGTH, producers, 1, () -> 0, doorbell);
    }

    /** {@return a lane that gives two slots back together} */
    static Lane wideLane(Producers producers) {
        return new Lane(cleared(Wide.ALL, Wide.PART_LENGTH), LENGTH, producers, 1, () -> 0, new Doorbell(() -> {}));
    }

    /** {@return a lane that a single message fills} */
    static Lane tightLane(Producers producers) {
        return new Lane(
                cleared(ALL, PART_LENGTH).slice(0, LENGTH), LENGTH, producers, 1, () -> 0, new Doorbell(() -> {}));
    }

    /** {@return a lane that begins with so many slots, and takes more from somebody} */
    static Lane growingLane(int capacity, int firstSlots, SlotMemory memory) {
        return new Lane(capacity, firstSlots, LENGTH, memory, 1, () -> 0, new Doorbell(() -> {}));
    }

    /** {@return memory for some slots, {@link #CAPACITY} at most} */
    static MessageBuffer memory(int slots) {
        return cleared(ALL, PART_LENGTH).slice(0, slots * LENGTH);
    }

    private static MessageBuffer cleared(MessageBuffer all, int length) {
        MessageBuffer part = all.slice((NEXT.getAndIncrement() & PARTS - 1) * length, length);
        part.clear(0, length);
        return part;
    }

    static void write(Lane lane, long sequence, int number) {
        MessageBuffer buffer = lane.buffer(sequence);
        int offset = lane.offset(sequence);
        buffer.putInt(offset, number);
        buffer.putLong(offset + LAST, number);
        buffer.putInt(offset + Integer.BYTES, number);
    }

    /** {@return whether there was room} */
    static boolean send(Lane lane, int number) {
        long sequence = lane.claim();
        if (sequence < 0) {
            return false;
        }
        write(lane, sequence, number);
        lane.publish(sequence);
        return true;
    }

    /** Sends two messages in a batch of three, of which it gives the last slot back. {@return whether there was room} */
    static boolean sendBatch(Lane lane, int one, int two) {
        long first = lane.claim(3);
        if (first < 0) {
            return false;
        }
        write(lane, first, one);
        write(lane, first + 1, two);
        write(lane, first + 2, 7);
        lane.publish(first, 3, 2);
        return true;
    }

    /** {@return the number of a message, or {@link #TORN}} */
    static int read(MessageBuffer buffer, int offset, int tag) {
        return buffer.getInt(offset + Integer.BYTES) == tag && buffer.getLong(offset + LAST) == tag ? tag : TORN;
    }

    /** Drains what is left. {@return the numbers of all messages that were handled or dropped, sorted} */
    static String drainAll(Lane lane, Digits kernel, Digits dropped) {
        while (lane.drain(kernel, 1) > 0) {
            // until nothing is left
        }
        char[] all = ("" + kernel.digits + dropped.digits).replace("0", "").toCharArray();
        Arrays.sort(all);
        return new String(all);
    }

    /** Appends the numbers of the messages as digits, oldest first; a 9 is a torn message. */
    static final class Digits implements SlotHandler, DropHandler {
        int digits;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int tag) {
            append(read(buffer, offset, tag));
        }

        @Override
        public void onDropped(MessageBuffer buffer, int offset) {
            append(read(buffer, offset, buffer.getInt(offset)));
        }

        private void append(int number) {
            digits = digits * 10 + (number == TORN ? 9 : number);
        }
    }
}
