// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.buffer.MessageBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.IL_Result;

/** A lane gets more slots while messages come and go. */
public class GrowthRaces {
    /** A lane with one slot, which is taken, and that may have four. What it gives back is made unreadable. */
    abstract static class Small implements SlotMemory {
        private final AtomicInteger inUse = new AtomicInteger();
        final Lane lane = Slots.growingLane(Slots.CAPACITY, 1, this);
        final Slots.Digits kernel = new Slots.Digits();
        final Slots.Digits dropped = new Slots.Digits();
        final long first = lane.claim();

        @Override
        public final MessageBuffer take(int slots) {
            inUse.addAndGet(slots);
            return Slots.memory(slots);
        }

        @Override
        public final void give(MessageBuffer slots) {
            slots.clear(0, slots.capacity());
            inUse.addAndGet(-slots.capacity() / Slots.LENGTH);
        }

        final void publishFirst() {
            Slots.write(lane, first, 7);
            lane.publish(first);
        }

        /** Drains what is left. {@return the numbers in the order in which they were handled} */
        final String drainAll() {
            while (lane.drain(kernel, 1) > 0) {
                // until nothing is left
            }
            return "" + kernel.digits;
        }

        /** {@return the slots for which the lane has memory when it is empty} */
        final int slotsInUse() {
            return inUse.get();
        }
    }

    /** Two send when the lane must grow for both. */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 712:4", "1, 1, 721:4"},
            expect = ACCEPTABLE,
            desc = "One of them brings memory, and both have room in it.")
    @Outcome(expect = FORBIDDEN, desc = "One was refused, lost, or lies where the other does; or memory was lost.")
    @State
    public static class TwoSends extends Small {
        /** A lane that is full until it grows. */
        public TwoSends() {
            publishFirst();
        }

        @Actor
        public void first(IIL_Result r) {
            r.r1 = Slots.send(lane, 1) ? 1 : 0;
        }

        @Actor
        public void second(IIL_Result r) {
            r.r2 = Slots.send(lane, 2) ? 1 : 0;
        }

        @Arbiter
        public void drain(IIL_Result r) {
            r.r3 = drainAll() + ":" + slotsInUse();
        }
    }

    /** The lane grows while a slot of its first memory is still written. */
    @JCStressTest
    @Outcome(id = "1, 71:4", expect = ACCEPTABLE, desc = "Each lies where it was claimed.")
    @Outcome(expect = FORBIDDEN, desc = "One was written into the memory of the other, or lost.")
    @State
    public static class PublishOrGrow extends Small {
        @Actor
        public void publish() {
            publishFirst();
        }

        @Actor
        public void send(IL_Result r) {
            r.r1 = Slots.send(lane, 1) ? 1 : 0;
        }

        @Arbiter
        public void drain(IL_Result r) {
            r.r2 = drainAll() + ":" + slotsInUse();
        }
    }

    /** The lane grows, or not, while the kernel drains it. */
    @JCStressTest
    @Outcome(id = "1, 712", expect = ACCEPTABLE, desc = "The slot was free in time, both times.")
    @Outcome(id = "4, 712", expect = ACCEPTABLE, desc = "The kernel follows, and gives the slot back.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, torn, out of order, or its memory is.")
    @State
    public static class DrainOrGrow extends Small {
        /** A lane with a message. */
        public DrainOrGrow() {
            publishFirst();
        }

        @Actor
        public void send() {
            Slots.send(lane, 1);
            Slots.send(lane, 2);
        }

        @Actor
        public void drain() {
            lane.drain(kernel, 1);
            lane.drain(kernel, 2);
        }

        @Arbiter
        public void drainRest(IL_Result r) {
            r.r2 = drainAll();
            r.r1 = slotsInUse();
        }
    }

    /** The kernel takes a slot that it has just freed, while somebody else found none and brings more. */
    @JCStressTest
    @Outcome(
            id = {"4, 712", "4, 721"},
            expect = ACCEPTABLE,
            desc = "Whoever had the free slot, there were more for the other.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, torn, or lies where the other does.")
    @State
    public static class SendToItselfOrGrow extends Small {
        /** A lane with a message. */
        public SendToItselfOrGrow() {
            publishFirst();
        }

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void drainAndSend() {
            lane.drain(kernel, 1);
            lane.giveBack();
            Slots.send(lane, 2);
        }

        @Arbiter
        public void drainRest(IL_Result r) {
            r.r2 = drainAll();
            r.r1 = slotsInUse();
        }
    }

    /** Somebody drops the oldest message while the lane grows. */
    @JCStressTest
    @Outcome(id = "1, 17:4", expect = ACCEPTABLE, desc = "One is dropped, and the other handled.")
    @Outcome(id = "1, 17:1", expect = ACCEPTABLE, desc = "One was dropped in time for the other to take its place.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, torn, or dropped and handled.")
    @State
    public static class DropOrGrow extends Small {
        /** A lane with a message that may be dropped. */
        public DropOrGrow() {
            publishFirst();
            lane.takeOut();
        }

        @Actor
        public void send(IL_Result r) {
            r.r1 = Slots.send(lane, 1) ? 1 : 0;
        }

        @Actor
        public void drop() {
            lane.dropOldest(dropped);
        }

        @Arbiter
        public void drain(IL_Result r) {
            r.r2 = Slots.drainAll(lane, kernel, dropped) + ":" + slotsInUse();
        }
    }
}
