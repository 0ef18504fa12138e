// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Messages get numbers from blocks that lanes take. */
public class SerialRaces {
    /** A lane, and how many blocks it took. */
    abstract static class Numbered {
        private static final MessageBuffer SLOTS = MessageBuffer.allocate(Slots.LENGTH);

        private final AtomicLong blocks = new AtomicLong();
        private final Lane lane = new Lane(
                SLOTS,
                Slots.LENGTH,
                Producers.MULTI,
                1,
                () -> blocks.getAndIncrement() << Lane.SERIAL_BITS,
                new Doorbell(() -> {}));

        final long serial(long sequence) {
            return lane.serial(sequence);
        }
    }

    /** The first two messages of a lane. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Neighbours in one block.")
    @Outcome(expect = FORBIDDEN, desc = "One number for two messages, or a block of which one number is used.")
    @State
    public static class FirstBlock extends Numbered {
        @Actor
        public void first(JJ_Result r) {
            r.r1 = serial(0);
        }

        @Actor
        public void second(JJ_Result r) {
            r.r2 = serial(1);
        }
    }

    /** The last message of one block, and the first of the next. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Two numbers, of two blocks.")
    @Outcome(expect = FORBIDDEN, desc = "One number for two messages.")
    @State
    public static class NextBlock extends Numbered {
        private long last;
        private long next;

        @Actor
        public void last() {
            last = serial(SerialBlock.LENGTH - 1);
        }

        @Actor
        public void next() {
            next = serial(SerialBlock.LENGTH);
        }

        @Arbiter
        public void compare(I_Result r) {
            r.r1 = last >>> Lane.SERIAL_BITS != next >>> Lane.SERIAL_BITS ? 1 : 0;
        }
    }
}
