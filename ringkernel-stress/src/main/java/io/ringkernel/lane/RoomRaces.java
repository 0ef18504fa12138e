// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Producers;
import io.ringkernel.stress.Pace;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A sender waits beside a full lane. */
public class RoomRaces {
    /** A full lane, and a sender that waits for room, longer than anything here takes. */
    abstract static class FullLane {
        final Lane lane = Slots.tightLane(Producers.MULTI);
        final Slots.Digits kernel = new Slots.Digits();

        FullLane() {
            Slots.send(lane, 1);
        }

        /** {@return 1 if the wait was over in time} */
        final int await() {
            long startNs = System.nanoTime();
            try {
                lane.awaitRoom(startNs + Pace.LONG.toNanos(), Long.MAX_VALUE); // woken or not at all
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
            return Pace.isInTime(startNs) ? 1 : 0;
        }
    }

    /** The kernel gives the slot back. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The sender saw the room or was woken.")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "The sender slept beside an empty lane.")
    @Outcome(expect = FORBIDDEN, desc = "The sender was woken for nothing.")
    @State
    public static class WaitOrGiveBack extends FullLane {
        @Actor
        public void send(II_Result r) {
            r.r1 = await();
            r.r2 = Slots.send(lane, 2) ? 1 : 0;
        }

        @Actor
        public void drain() {
            Pace.hesitate();
            lane.drain(kernel, 1);
        }
    }

    /** The lane is closed. */
    @JCStressTest
    @Outcome(id = "1, -2", expect = ACCEPTABLE, desc = "The sender saw the close or was woken.")
    @Outcome(id = "0, -2", expect = FORBIDDEN, desc = "The sender slept beside a closed lane.")
    @Outcome(expect = FORBIDDEN, desc = "The sender was woken for nothing.")
    @State
    public static class WaitOrClose extends FullLane {
        @Actor
        public void send(II_Result r) {
            r.r1 = await();
            r.r2 = (int) lane.claim();
        }

        @Actor
        public void close() {
            Pace.hesitate();
            lane.close();
        }
    }
}
