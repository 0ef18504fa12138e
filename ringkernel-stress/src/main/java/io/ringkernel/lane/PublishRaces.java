// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.buffer.StaleBufferException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** A slot goes from a sender to the kernel, and back to the senders. */
public class PublishRaces {
    /** One producer publishes while the kernel drains. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel looked before the publish.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The kernel has the whole message.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel saw a slot that was not written to the end.")
    @State
    public static class OneProducer {
        private final Lane lane = Slots.lane(Producers.SINGLE);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void drain(I_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
        }
    }

    /** One of many producers publishes while the kernel drains. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel looked before the publish.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The kernel has the whole message.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel saw a slot that was not written to the end.")
    @State
    public static class ManyProducers {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void drain(I_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
        }
    }

    /** Two producers send at the same time, one of which drains, too. */
    @JCStressTest
    @Outcome(
            id = {"123", "132", "312"},
            expect = ACCEPTABLE,
            desc = "Each message once, those of one producer in order.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, doubled, torn, or overtook another of its producer.")
    @State
    public static class TwoProducers {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void sendTwo() {
            Slots.send(lane, 1);
            Slots.send(lane, 2);
        }

        @Actor
        public void sendOneAndDrain() {
            Slots.send(lane, 3);
            lane.drain(kernel, 3);
        }

        @Arbiter
        public void drainTheRest(I_Result r) {
            lane.drain(kernel, 3);
            r.r1 = kernel.digits;
        }
    }

    /** The one producer publishes a batch, whose last slot it gives back, while the kernel drains. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "12"},
            expect = ACCEPTABLE,
            desc = "Whole messages, in order.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "The kernel saw a slot that was not written to the end, or one that was given back.")
    @State
    public static class BatchOrDrain {
        private final Lane lane = Slots.lane(Producers.SINGLE);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void send() {
            Slots.sendBatch(lane, 1, 2);
        }

        @Actor
        public void drain(I_Result r) {
            lane.drain(kernel, 3);
            r.r1 = kernel.digits;
        }
    }

    /** One of many producers publishes a batch, whose last slot it gives back, while the kernel drains. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "12"},
            expect = ACCEPTABLE,
            desc = "Whole messages, in order.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "The kernel saw a slot that was not written to the end, or one that was given back.")
    @State
    public static class BatchOfManyOrDrain {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void send() {
            Slots.sendBatch(lane, 1, 2);
        }

        @Actor
        public void drain(I_Result r) {
            lane.drain(kernel, 3);
            r.r1 = kernel.digits;
        }
    }

    /** Two producers send batches into a lane that has room for one of them, or for both when the first was drained. */
    @JCStressTest
    @Outcome(
            id = {"12, 2", "34, 2"},
            expect = ACCEPTABLE,
            desc = "There was room for one batch.")
    @Outcome(id = "1234, 4", expect = ACCEPTABLE, desc = "The first was drained before the second was claimed.")
    @Outcome(expect = FORBIDDEN, desc = "A batch was mixed with the other, or sent in part, or counted wrongly.")
    @State
    public static class TwoBatches {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void sendOne() {
            Slots.sendBatch(lane, 1, 2);
        }

        @Actor
        public void drainAndSendOne() {
            lane.drain(kernel, 3);
            lane.giveBack();
            Slots.sendBatch(lane, 3, 4);
        }

        @Arbiter
        public void drainTheRest(II_Result r) {
            lane.drain(kernel, 3);
            lane.drain(kernel, 3);
            r.r1 = kernel.digits;
            r.r2 = (int) lane.accepted();
        }
    }

    /** The time of publishing is there with the message. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel looked before the publish.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The time is that of this message.")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "The message had no time yet.")
    @State
    public static class Stamp implements SlotHandler {
        private final Lane lane = Slots.lane(Producers.SINGLE);
        private int seen;

        @Actor
        public void send() {
            Slots.send(lane, 1);
        }

        @Actor
        public void drain(I_Result r) {
            lane.drain(this, 1);
            r.r1 = seen;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onSlot(Lane from, long sequence, MessageBuffer buffer, int offset, int tag) {
            seen = from.stampNs(sequence) == 0 ? 2 : 1;
        }
    }

    /** What was written into a payload buffer is seen by whoever gets its reference through a lane. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The kernel looked before the publish.")
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "The kernel found the payload, and all that is in it.")
    @Outcome(id = "-1", expect = FORBIDDEN, desc = "The reference of a payload in use was refused.")
    @Outcome(expect = FORBIDDEN, desc = "The payload was not written yet.")
    @State
    public static class Payload implements SlotHandler {
        private static final BufferPool POOL = new BufferPool(1 << 28);

        private final Lane lane = Slots.lane(Producers.SINGLE);
        private final PayloadBuffer payload = POOL.allocate(8);
        private long seen;

        /** Leaves nothing of the last owner in the payload. */
        public Payload() {
            payload.bytes().putLong(0, 1);
        }

        @Actor
        public void send() {
            long sequence = lane.claim();
            payload.bytes().putLong(0, 7);
            lane.buffer(sequence)
                    .putLong(lane.offset(sequence) + 8, payload.ref().id());
            lane.buffer(sequence).putInt(lane.offset(sequence), 1);
            lane.publish(sequence);
        }

        @Actor
        public void drain() {
            lane.drain(this, 1);
        }

        @Arbiter
        public void free(J_Result r) {
            payload.free();
            r.r1 = seen;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onSlot(Lane from, long sequence, MessageBuffer buffer, int offset, int tag) {
            try {
                seen = POOL.open(new BufferRef(buffer.getLong(offset + 8)))
                        .bytes()
                        .getLong(0);
            } catch (StaleBufferException e) {
                seen = -1;
            }
        }
    }

    /** The one producer writes its next message into the slot that the kernel has read. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "12"},
            expect = ACCEPTABLE,
            desc = "Whole messages, in order.")
    @Outcome(expect = FORBIDDEN, desc = "The producer wrote into a slot that the kernel still read.")
    @State
    public static class ReuseByOneProducer extends Reuse {
        /** A lane of one slot. */
        public ReuseByOneProducer() {
            super(Slots.tightLane(Producers.SINGLE));
        }

        @Actor
        public void send() {
            sendTwo();
        }

        @Actor
        public void drain(I_Result r) {
            r.r1 = drainTwo();
        }
    }

    /** One of many producers writes its next message into the slot that the kernel has read. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "12"},
            expect = ACCEPTABLE,
            desc = "Whole messages, in order.")
    @Outcome(expect = FORBIDDEN, desc = "The producer wrote into a slot that the kernel still read.")
    @State
    public static class ReuseByManyProducers extends Reuse {
        /** A lane of one slot. */
        public ReuseByManyProducers() {
            super(Slots.tightLane(Producers.MULTI));
        }

        @Actor
        public void send() {
            sendTwo();
        }

        @Actor
        public void drain(I_Result r) {
            r.r1 = drainTwo();
        }
    }

    /** A producer takes the slot back that the kernel has read and not given back. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "A whole message; perhaps its slot has the next by now.")
    @Outcome(expect = FORBIDDEN, desc = "The producer wrote into a slot that the kernel still read.")
    @State
    public static class ReuseOfWhatIsTakenBack {
        private static final int PATIENCE = 50;

        private final Lane lane = Slots.wideLane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        /** A full lane. */
        public ReuseOfWhatIsTakenBack() {
            for (int i = 1; Slots.send(lane, i); i++) {
                // until it is full
            }
        }

        @Actor
        public void send(II_Result r) {
            for (int i = 0; i < PATIENCE && r.r2 == 0; i++) {
                r.r2 = lane.takeBack() && Slots.send(lane, 2) ? 1 : 0;
            }
        }

        @Actor
        public void drain(II_Result r) {
            lane.drain(kernel, 1);
            r.r1 = kernel.digits;
        }
    }

    /** A lane of one slot, a producer that wants it again, and the kernel that reads. */
    abstract static class Reuse {
        private static final int PATIENCE = 50;

        private final Lane lane;
        private final Slots.Digits kernel = new Slots.Digits();

        Reuse(Lane lane) {
            this.lane = lane;
        }

        final void sendTwo() {
            Slots.send(lane, 1);
            for (int i = 0; i < PATIENCE && !Slots.send(lane, 2); i++) {
                Thread.onSpinWait();
            }
        }

        /** {@return what was drained before the patience was over} */
        final int drainTwo() {
            for (int i = 0; i < PATIENCE && kernel.digits < 10; i++) {
                lane.drain(kernel, 1);
            }
            return kernel.digits;
        }
    }

    /** A slot is given back without a message. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The kernel passed over the slot.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel took an aborted slot for a message, or counted it as one.")
    @State
    public static class Abort {
        private final Lane lane = Slots.lane(Producers.MULTI);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void abortThenSend() {
            long sequence = lane.claim();
            Slots.write(lane, sequence, 2);
            lane.abort(sequence);
            Slots.send(lane, 1);
        }

        @Actor
        public void drain() {
            lane.drain(kernel, 2);
        }

        @Arbiter
        public void drainTheRest(II_Result r) {
            lane.drain(kernel, 2);
            r.r1 = kernel.digits;
            r.r2 = (int) lane.accepted();
        }
    }

    /** Counting what was accepted while an aborted slot is passed over. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the claim, or after the kernel has passed.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Between the two.")
    @Outcome(expect = FORBIDDEN, desc = "The aborted slot was taken off before it was counted.")
    @State
    public static class AcceptedCount {
        private final Lane lane = Slots.lane(Producers.SINGLE);
        private final Slots.Digits kernel = new Slots.Digits();

        @Actor
        public void abortAndDrain() {
            lane.abort(lane.claim());
            lane.drain(kernel, 1);
        }

        @Actor
        public void count(I_Result r) {
            r.r1 = (int) lane.accepted();
        }
    }
}
