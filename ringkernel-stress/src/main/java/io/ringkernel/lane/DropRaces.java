// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Producers;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** A sender takes the oldest message out of a full lane, and so does the kernel. */
public class DropRaces {
    /** A sender takes the oldest message out of the lane, and the kernel does. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 2", "2, 1, 0", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "One of them has it, and the next is whole.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, doubled, or mixed with the next.")
    @State
    public static class DropAndSendOrTake {
        private final Lane lane = Slots.tightLane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();
        private final Slots.Digits dropped = new Slots.Digits();

        /** A lane with a message. */
        public DropAndSendOrTake() {
            lane.takeOut();
            Slots.send(lane, 1);
        }

        @Actor
        public void dropAndSend(III_Result r) {
            lane.dropOldest(dropped);
            Slots.send(lane, 2);
            r.r2 = dropped.digits;
        }

        @Actor
        public void take(III_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
        }

        @Arbiter
        public void takeTheRest(III_Result r) {
            kernel.digits = 0;
            lane.drain(kernel, 2);
            r.r3 = kernel.digits;
        }
    }

    /** A sender drops the oldest of two messages, while the kernel takes one. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 0", "2, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Each of them has one.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost or doubled.")
    @State
    public static class DropOrTake {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();
        private final Slots.Digits dropped = new Slots.Digits();

        /** A lane with two messages. */
        public DropOrTake() {
            lane.takeOut();
            Slots.send(lane, 1);
            Slots.send(lane, 2);
        }

        @Actor
        public void drop(III_Result r) {
            lane.dropOldest(dropped);
            r.r2 = dropped.digits;
        }

        @Actor
        public void take(III_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
        }

        @Arbiter
        public void takeTheRest(III_Result r) {
            kernel.digits = 0;
            lane.drain(kernel, 2);
            r.r3 = kernel.digits;
        }
    }

    /** A sender drops for the first time, while the kernel has read a message and still holds its slot back. */
    @JCStressTest
    @Outcome(id = "123", expect = ACCEPTABLE, desc = "Each message once: handled, dropped or left.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost or doubled.")
    @State
    public static class FirstDropBesideHeldSlots {
        private static final int CAPACITY = 32; // a sixteenth is held back

        private final Lane lane = new Lane(CAPACITY, Slots.LENGTH, Producers.MULTI, 1, () -> 0, new Doorbell(() -> {}));
        private final Slots.Digits kernel = new Slots.Digits();
        private final Slots.Digits dropped = new Slots.Digits();

        /** A lane with three messages, the first of which is handled. */
        public FirstDropBesideHeldSlots() {
            Slots.send(lane, 1);
            Slots.send(lane, 2);
            Slots.send(lane, 3);
            lane.drain(kernel, 1);
        }

        @Actor
        public void drop() {
            lane.dropOldest(dropped);
            lane.dropOldest(dropped);
        }

        @Actor
        public void drain() {
            lane.drain(kernel, 1);
            lane.drain(kernel, 1);
        }

        @Arbiter
        public void drainTheRest(L_Result r) {
            r.r1 = Slots.drainAll(lane, kernel, dropped);
        }
    }

    /** A sender drops for the first time, while the kernel reads messages where they lie. */
    @JCStressTest
    @Outcome(
            id = {"1", "12", "123"},
            expect = ACCEPTABLE,
            desc = "Each message once: handled, dropped or left.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, doubled, or overwritten while the kernel read it.")
    @State
    public static class FirstDrop {
        private static final int ATTEMPTS = 200;

        private final Lane lane = Slots.tightLane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();
        private final Slots.Digits dropped = new Slots.Digits();

        /** A lane with a message. */
        public FirstDrop() {
            Slots.send(lane, 1);
        }

        @Actor
        public void dropAndSend() {
            int number = 2;
            for (int i = 0; i < ATTEMPTS && number <= 3; i++) {
                if (Slots.send(lane, number)) {
                    number++;
                } else {
                    lane.dropOldest(dropped);
                }
            }
        }

        @Actor
        public void drain() {
            lane.drain(kernel, 1);
            lane.drain(kernel, 1);
        }

        @Arbiter
        public void drainTheRest(L_Result r) {
            r.r1 = Slots.drainAll(lane, kernel, dropped);
        }
    }
}
