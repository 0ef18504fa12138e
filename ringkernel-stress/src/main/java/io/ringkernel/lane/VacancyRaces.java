// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.buffer.MessageBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** A lane does without memory, and gets it again. */
public class VacancyRaces {
    /** A lane that had a message, and so is not at the start of its ring. */
    abstract static class Idle implements SlotMemory {
        final Lane lane = Slots.growingLane(1, 1, this);
        final Slots.Digits kernel = new Slots.Digits();
        private final AtomicReference<MessageBuffer> spare = new AtomicReference<>(Slots.memory(1));

        Idle() {
            Slots.send(lane, 7);
            lane.drain(new Slots.Digits(), 1);
            lane.giveBack();
        }

        @Override
        public final MessageBuffer take(int slots) {
            return spare.getAndSet(null); // null, and so an error, if it is taken twice
        }

        @Override
        public final void give(MessageBuffer slots) {
            spare.set(slots);
        }
    }

    /** A send, and the memory goes. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "1, 1, 1"},
            expect = ACCEPTABLE,
            desc = "The message keeps the memory, or brings it back.")
    @Outcome(expect = FORBIDDEN, desc = "The message was refused, lost, or written where nothing is.")
    @State
    public static class SendOrVacate extends Idle {
        @Actor
        public void send(III_Result r) {
            r.r1 = Slots.send(lane, 1) ? 1 : 0;
        }

        @Actor
        public void vacate(III_Result r) {
            r.r2 = lane.vacate() ? 1 : 0;
        }

        @Arbiter
        public void drain(III_Result r) {
            lane.drain(kernel, 2);
            r.r3 = kernel.digits;
        }
    }

    /** Two send into a lane without memory that has room for one. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "One of them brings memory, and one of them has room.")
    @Outcome(expect = FORBIDDEN, desc = "Both were refused, or one lay where the other does.")
    @State
    public static class TwoSends extends Idle {
        /** A lane without memory. */
        public TwoSends() {
            lane.vacate();
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
            r.r3 = Slots.drainAll(lane, kernel, new Slots.Digits());
        }
    }

    /** A batch is claimed in a lane of four slots, while the memory goes and a message brings some for itself alone. */
    @JCStressTest
    @Outcome(id = "1, 1, 123", expect = ACCEPTABLE, desc = "Both lie in slots of their own.")
    @Outcome(expect = FORBIDDEN, desc = "The batch got more slots than there are.")
    @State
    public static class BatchOrVacateAndSend {
        private final Lane lane = Slots.growingLane(4, 1, Slots.IN_TURN);
        private final Slots.Digits kernel = new Slots.Digits();

        /** A lane that had a batch. */
        public BatchOrVacateAndSend() {
            Slots.sendBatch(lane, 7, 7);
            lane.drain(new Slots.Digits(), 3);
            lane.giveBack();
        }

        @Actor
        public void send(IIL_Result r) {
            r.r1 = Slots.sendBatch(lane, 1, 2) ? 1 : 0;
        }

        @Actor
        public void vacate(IIL_Result r) {
            lane.vacate();
            r.r2 = Slots.send(lane, 3) ? 1 : 0;
        }

        @Arbiter
        public void drain(IIL_Result r) {
            r.r3 = Slots.drainAll(lane, kernel, new Slots.Digits());
        }
    }

    /** Somebody counts while the memory goes. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "One message was accepted.")
    @Outcome(expect = FORBIDDEN, desc = "The seal counts as messages.")
    @State
    public static class CountOrVacate extends Idle {
        @Actor
        public void vacate() {
            lane.vacate();
        }

        @Actor
        public void count(J_Result r) {
            r.r1 = lane.accepted();
        }
    }
}
