// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Payload buffers are taken, opened and given back. */
public class BufferRaces {
    private static final BufferPool POOL = new BufferPool(1 << 28);

    /** A payload that two threads know. */
    abstract static class Known {
        final PayloadBuffer payload = POOL.allocate(BufferPool.SMALLEST_PART);
        final BufferRef ref = payload.ref();

        /** {@return 1 if the reference led to its payload, 0 if it was refused, 2 if it led elsewhere} */
        final int open() {
            try {
                return POOL.open(ref).equals(payload) ? 1 : 2;
            } catch (StaleBufferException e) {
                return 0;
            }
        }

        /** {@return 1 if this call freed it} */
        final int free() {
            try {
                POOL.free(ref);
                return 1;
            } catch (StaleBufferException e) {
                return 0;
            }
        }
    }

    /** One opens, another frees. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Opened before it was freed.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(expect = FORBIDDEN, desc = "The reference led to something else.")
    @State
    public static class OpenOrFree extends Known {
        @Actor
        public void open(II_Result r) {
            r.r1 = open();
        }

        @Actor
        public void free(II_Result r) {
            r.r2 = free();
        }
    }

    /** Two free the same payload. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them does, the other is told.")
    @Outcome(expect = FORBIDDEN, desc = "The memory was given back twice, or never.")
    @State
    public static class TwoFrees extends Known {
        @Actor
        public void first(II_Result r) {
            r.r1 = free();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = free();
        }
    }

    /** Who is told that a payload was freed already does not find it afterwards, though the other is not through. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The second freed it, and the first was told.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The second was told, and it is gone.")
    @Outcome(id = "1, 2", expect = FORBIDDEN, desc = "It was freed already, and is in use.")
    @Outcome(id = "1, 3", expect = FORBIDDEN, desc = "It was freed already, and its memory is not there.")
    @Outcome(expect = FORBIDDEN, desc = "The memory was given back twice, or never.")
    @State
    public static class RefusedFree {
        private final BufferPool pool = new BufferPool(BufferPool.SMALLEST_PART, 2);
        private final BufferRef ref = pool.allocate(1).ref();

        private boolean frees() {
            try {
                pool.free(ref);
                return true;
            } catch (StaleBufferException e) {
                return false;
            }
        }

        @Actor
        public void free(II_Result r) {
            r.r1 = frees() ? 1 : 0;
        }

        @Actor
        public void freeAndLook(II_Result r) {
            if (frees()) {
                return;
            }
            r.r2 = 1;
            try {
                pool.open(ref);
                r.r2 = 2;
            } catch (StaleBufferException e) {
                r.r2 = pool.tryAllocate(1) == null ? 3 : 1;
            }
        }
    }

    /** One frees the half of what another wants as a whole, and the other half is at hand. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "There was room.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "There was none yet.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "What was given back is lost.")
    @Outcome(expect = FORBIDDEN, desc = "The memory was given to two.")
    @State
    public static class WholeOrHalf {
        private final BufferPool pool = new BufferPool(2 * BufferPool.SMALLEST_PART, 2);
        private final PayloadBuffer half = pool.allocate(1);

        {
            pool.allocate(1).free();
        }

        @Actor
        public void free() {
            half.free();
        }

        @Actor
        public void allocate(II_Result r) {
            r.r1 = pool.tryAllocate(BufferPool.SMALLEST_PART + 1) == null ? 0 : 1;
        }

        @Arbiter
        public void allocateAgain(II_Result r) {
            r.r2 = pool.tryAllocate(BufferPool.SMALLEST_PART + 1) == null ? 0 : 1;
        }
    }

    /** One opens by a reference whose place in the table another gives to the next payload. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Opened before it was freed.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(id = "2, 1", expect = FORBIDDEN, desc = "A stale reference led to the next payload.")
    @Outcome(expect = FORBIDDEN, desc = "Two payloads have one reference.")
    @State
    public static class StaleOrReused extends Known {
        private PayloadBuffer next = payload;

        @Actor
        public void open(II_Result r) {
            r.r1 = open();
        }

        @Actor
        public void freeAndAllocate() {
            POOL.free(ref);
            next = POOL.allocate(BufferPool.SMALLEST_PART);
        }

        @Arbiter
        public void freeNext(II_Result r) {
            r.r2 = next.ref().equals(ref) ? 0 : 1;
            next.free();
        }
    }

    /** Two take a payload at the same time. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each has its own memory.")
    @Outcome(expect = FORBIDDEN, desc = "Both write to the same memory.")
    @State
    public static class TwoAllocations {
        private PayloadBuffer first;
        private PayloadBuffer second;

        private static PayloadBuffer allocateWith(long value) {
            PayloadBuffer payload = POOL.allocate(BufferPool.SMALLEST_PART);
            payload.bytes().putLong(0, value);
            payload.bytes().putLong(BufferPool.SMALLEST_PART - Long.BYTES, value);
            return payload;
        }

        @Actor
        public void first() {
            first = allocateWith(1);
        }

        @Actor
        public void second() {
            second = allocateWith(2);
        }

        @Arbiter
        public void compare(JJ_Result r) {
            r.r1 = valueOf(first);
            r.r2 = valueOf(second);
            first.free();
            second.free();
        }

        private static long valueOf(PayloadBuffer payload) {
            long value = payload.bytes().getLong(0);
            return value == payload.bytes().getLong(BufferPool.SMALLEST_PART - Long.BYTES) ? value : -1;
        }
    }

    /** Two want the last memory there is. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them has it.")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
    @State
    public static class LastPart {
        private final BufferPool pool = new BufferPool(BufferPool.SMALLEST_PART);

        @Actor
        public void first(II_Result r) {
            r.r1 = pool.tryAllocate(1) == null ? 0 : 1;
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = pool.tryAllocate(1) == null ? 0 : 1;
        }
    }

    /** One waits for memory, longer than anything here takes, while another gives some back. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The memory was found, or the waiting thread woken.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "A thread slept beside free memory.")
    @State
    public static class WaitOrFree {
        private final BufferPool pool = new BufferPool(BufferPool.SMALLEST_PART);
        private final PayloadBuffer last = pool.allocate(1);

        @Actor
        public void await(I_Result r) {
            long startNs = System.nanoTime();
            try {
                pool.allocate(1, Pace.LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
            r.r1 = Pace.isInTime(startNs) ? 1 : 0;
        }

        @Actor
        public void free() {
            Pace.hesitate();
            last.free();
        }
    }

    /** The same, and who gives it back could do so without the lock. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The memory was found, or the waiting thread woken.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "A thread slept beside free memory.")
    @State
    public static class WaitOrFreeAtHand {
        private final BufferPool pool = new BufferPool(BufferPool.SMALLEST_PART, 1);
        private final PayloadBuffer last;

        /** Has the part come back once, so that there is a magazine for it. */
        public WaitOrFreeAtHand() {
            pool.allocate(1).free();
            last = pool.allocate(1);
        }

        @Actor
        public void await(I_Result r) {
            long startNs = System.nanoTime();
            try {
                pool.allocate(1, Pace.LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
            r.r1 = Pace.isInTime(startNs) ? 1 : 0;
        }

        @Actor
        public void free() {
            Pace.hesitate();
            last.free();
        }
    }
}
