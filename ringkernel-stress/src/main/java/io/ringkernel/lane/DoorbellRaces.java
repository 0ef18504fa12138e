// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Producers;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A kernel goes to rest while somebody sends to it. */
public class DoorbellRaces {
    /** A kernel with one sender. */
    abstract static class Sleeper {
        final Slots.Digits kernel = new Slots.Digits();
        final Doorbell doorbell;
        final Lane lane;
        int wakes;

        Sleeper(boolean spins) {
            this.doorbell = new Doorbell(() -> wakes++, spins);
            this.lane = Slots.lane(Producers.SINGLE, doorbell);
        }

        /** {@return 1 if the kernel sleeps until somebody wakes it} */
        final int rest() {
            doorbell.rest();
            return lane.isEmpty() || !doorbell.rise() ? 1 : 0;
        }
    }

    /** A parking kernel rests, looks once more, and parks. */
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Taken before the rest.")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Found by the second look; the kernel goes on.")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The sender wakes the kernel.")
    @Outcome(id = "0, 1, 0", expect = FORBIDDEN, desc = "The kernel sleeps beside a message.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel was woken although it did not sleep.")
    @State
    public static class Park extends Sleeper {
        /** A kernel that parks. */
        public Park() {
            super(false);
        }

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void drainAndRest(III_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
            r.r2 = kernel.digits == 0 ? rest() : 0;
        }

        @Arbiter
        public void countWakes(III_Result r) {
            r.r3 = wakes;
        }
    }

    /** A spinning kernel stops, while a message is sent that must not stay: its sender rings in any case. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Found by the second look; the kernel goes on.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The sender wakes the kernel.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The kernel sleeps beside a message.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel was woken although it did not sleep.")
    @State
    public static class EndSpinOrRing extends Sleeper {
        /** A kernel that spins. */
        public EndSpinOrRing() {
            super(true);
        }

        @Actor
        public void sendAndRing() {
            Slots.send(lane, 1);
            doorbell.ring();
        }

        @Actor
        public void stop(II_Result r) {
            doorbell.endSpin();
            r.r1 = rest();
        }

        @Arbiter
        public void countWakes(II_Result r) {
            r.r2 = wakes;
        }
    }

    /** A spinning kernel stops, while a plain message is sent. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Found by the second look; the kernel goes on.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The sender wakes the kernel.")
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The message stays until somebody rings; it is counted as undelivered. See decision 8.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel was woken although it did not sleep.")
    @State
    public static class EndSpinOrSend extends Sleeper {
        /** A kernel that spins. */
        public EndSpinOrSend() {
            super(true);
        }

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void stop(II_Result r) {
            doorbell.endSpin();
            r.r1 = rest();
        }

        @Arbiter
        public void countWakes(II_Result r) {
            r.r2 = wakes;
        }
    }

    /** Two senders find the kernel resting. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "One of them wakes it.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody wakes it, or both do.")
    @State
    public static class TwoRings {
        private final AtomicInteger wakes = new AtomicInteger();
        private final Doorbell doorbell = new Doorbell(wakes::incrementAndGet);

        /** A kernel that rests. */
        public TwoRings() {
            doorbell.rest();
        }

        @Actor
        public void first() {
            doorbell.ring();
        }

        @Actor
        public void second() {
            doorbell.ring();
        }

        @Arbiter
        public void countWakes(I_Result r) {
            r.r1 = wakes.get();
        }
    }

    /** The kernel ends its rest by itself, while a sender rings. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them ends the rest.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody runs the kernel, or two threads do.")
    @State
    public static class RiseOrRing {
        private int wakes;
        private final Doorbell doorbell = new Doorbell(() -> wakes++);

        /** A kernel that rests. */
        public RiseOrRing() {
            doorbell.rest();
        }

        @Actor
        public void rise(II_Result r) {
            r.r1 = doorbell.rise() ? 1 : 0;
        }

        @Actor
        public void ring(II_Result r) {
            doorbell.ring();
            r.r2 = wakes;
        }
    }

    /** A kernel rests on one thread, and is woken on another: what it wrote for itself goes with it. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel stayed where it was.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The other thread sees what the first wrote.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel sees its own fields as they were.")
    @State
    public static class HandOver {
        private final Doorbell doorbell = new Doorbell(this::run);
        private final Lane lane = Slots.lane(Producers.SINGLE, doorbell);
        private int own;
        private int seen;

        @Actor
        public void runAndRest() {
            own = 1;
            doorbell.rest();
            if (!lane.isEmpty()) {
                doorbell.rise();
            }
        }

        @Actor
        public void send(I_Result r) {
            Slots.send(lane, 1);
            r.r1 = seen;
        }

        private void run() {
            seen = own == 1 ? 1 : 2;
        }
    }
}
