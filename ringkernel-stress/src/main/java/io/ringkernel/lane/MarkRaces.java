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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A lane comes up to its high mark, two messages, while it comes down to the low one, one message. What is told is appended as
 * digits: 1 for high, 2 for low.
 */
public class MarkRaces {
    /** A lane with some messages, and who is told of its marks. */
    abstract static class Marked {
        final Lane lane;
        private final Slots.Digits kernel = new Slots.Digits();
        private int told;

        Marked(Lane lane, int messages) {
            this.lane = lane;
            lane.watch(new WaterMarks(1, 2, (isHigh, waiting) -> told = told * 10 + (isHigh ? 1 : 2)));
            for (int i = 1; i <= messages; i++) {
                Slots.send(lane, i);
            }
        }

        final void drainOne() {
            lane.drain(kernel, 1);
        }

        final int told() {
            return told;
        }
    }

    /** One message waits, another comes, and one is drained: in the end the lane is as low as it was. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "It was never high, as far as anybody saw.")
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "It was high, and is low.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "It counts as high, and nobody will say that it is low.")
    @Outcome(expect = FORBIDDEN, desc = "What was told makes no sense.")
    @State
    public static class RiseOrFall extends Marked {
        /** One message waits. */
        public RiseOrFall() {
            super(Slots.lane(Producers.MULTI), 1);
        }

        @Actor
        public void send() {
            Slots.send(lane, 2);
        }

        @Actor
        public void drain() {
            drainOne();
        }

        @Arbiter
        public void listen(I_Result r) {
            r.r1 = told();
        }
    }

    /** Two messages wait, another comes, and one is drained: in the end the lane is as high as it was. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "It was never low, as far as anybody saw.")
    @Outcome(id = "121", expect = ACCEPTABLE, desc = "It was low, and is high again.")
    @Outcome(id = "12", expect = FORBIDDEN, desc = "It counts as low, and nobody will say that it is high.")
    @Outcome(expect = FORBIDDEN, desc = "What was told makes no sense.")
    @State
    public static class FallOrRise extends Marked {
        /** Two messages wait, which was told. */
        public FallOrRise() {
            super(Slots.lane(Producers.MULTI), 2);
        }

        @Actor
        public void send() {
            Slots.send(lane, 3);
        }

        @Actor
        public void drain() {
            drainOne();
        }

        @Arbiter
        public void listen(I_Result r) {
            r.r1 = told();
        }
    }

    /** The same as the first, where the slot is given back at the end of the turn. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "It was never high, as far as anybody saw.")
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "It was high, and is low.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "It counts as high, and nobody will say that it is low.")
    @Outcome(expect = FORBIDDEN, desc = "What was told makes no sense.")
    @State
    public static class RiseOrEndOfTurn extends Marked {
        /** One message waits. */
        public RiseOrEndOfTurn() {
            super(Slots.wideLane(Producers.MULTI), 1);
        }

        @Actor
        public void send() {
            Slots.send(lane, 2);
        }

        @Actor
        public void drain() {
            drainOne();
            lane.giveBack();
        }

        @Arbiter
        public void listen(I_Result r) {
            r.r1 = told();
        }
    }
}
