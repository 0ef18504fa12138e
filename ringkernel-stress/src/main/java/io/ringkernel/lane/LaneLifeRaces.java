// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Priority;
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

/** A lane comes into being, gets its producer, and is closed. */
public class LaneLifeRaces {
    /** A claim, and a close. */
    @JCStressTest
    @Outcome(id = "1, 1, -2", expect = ACCEPTABLE, desc = "Claimed before the close; the kernel finds the message.")
    @Outcome(id = "0, 0, -2", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, or the lane takes messages although it is closed.")
    @State
    public static class ClaimOrClose {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void send(III_Result r) {
            r.r1 = Slots.send(lane, 1) ? 1 : 0;
        }

        @Actor
        public void close() {
            lane.close();
        }

        @Arbiter
        public void drain(III_Result r) {
            lane.drain(kernel, 1);
            r.r2 = kernel.digits;
            r.r3 = (int) lane.claim();
        }
    }

    /** Two threads want to be the producer of a lane that has one. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them is.")
    @Outcome(expect = FORBIDDEN, desc = "Both have a slot, perhaps the same, or nobody has.")
    @State
    public static class OneOwner {
        private final Lane lane = Slots.lane(Producers.SINGLE);

        @Actor
        public void first(II_Result r) {
            r.r1 = claims();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = claims();
        }

        private int claims() {
            try {
                return lane.claim() >= 0 ? 1 : 0;
            } catch (IllegalStateException e) {
                return 0;
            }
        }
    }

    /** The lanes of a kernel, and how many were made. */
    abstract static class Creation {
        final AtomicInteger made = new AtomicInteger();
        final PriorityLanes lanes = new PriorityLanes(level -> make(), this::make, this::make);
        final Slots.Digits kernel = new Slots.Digits();

        private Lane make() {
            made.incrementAndGet();
            return Slots.lane(Producers.MULTI);
        }

        final Lane lane() {
            return lanes.lane(Priority.NORMAL);
        }
    }

    /** Two first messages of a level. */
    @JCStressTest
    @Outcome(id = "1, 12", expect = ACCEPTABLE, desc = "One lane, both messages in it.")
    @Outcome(id = "1, 21", expect = ACCEPTABLE, desc = "One lane, both messages in it.")
    @Outcome(expect = FORBIDDEN, desc = "Two lanes came into being, or a message was lost in one.")
    @State
    public static class CreatedOnce extends Creation {
        @Actor
        public void first() {
            Slots.send(lane(), 1);
        }

        @Actor
        public void second() {
            Slots.send(lane(), 2);
        }

        @Arbiter
        public void drain(II_Result r) {
            lanes.drain(kernel, 2);
            r.r1 = made.get();
            r.r2 = kernel.digits;
        }
    }

    /** The first message of a level, while the kernel drains. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel looked before the publish.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The kernel found lane and message.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel found a lane that was not made to the end.")
    @State
    public static class CreatedWhileDrained extends Creation {
        @Actor
        public void send() {
            Slots.send(lane(), 1);
        }

        @Actor
        public void drain(I_Result r) {
            lanes.drain(kernel, 1);
            r.r1 = kernel.digits;
        }
    }

    /** The first message of a level, while the kernel ends. */
    @JCStressTest
    @Outcome(id = "1, 1, -2", expect = ACCEPTABLE, desc = "Claimed before the close; the kernel finds the message.")
    @Outcome(id = "0, 0, -2", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, or the lane stays open.")
    @State
    public static class CreatedOrClosed extends Creation {
        @Actor
        public void send(III_Result r) {
            r.r1 = Slots.send(lane(), 1) ? 1 : 0;
        }

        @Actor
        public void close() {
            lanes.close();
        }

        @Arbiter
        public void drain(III_Result r) {
            lanes.drain(kernel, 1);
            r.r2 = kernel.digits;
            r.r3 = (int) lane().claim();
        }
    }
}
