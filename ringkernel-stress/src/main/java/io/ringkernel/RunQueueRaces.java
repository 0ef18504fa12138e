// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A worker takes from its queue while others do, and while kernels arrive. */
public class RunQueueRaces {
    private static final Kernel FIRST = new Racer().kernel("first", 1);
    private static final Kernel SECOND = new Racer().kernel("second", 2);

    private static int number(@Nullable Kernel kernel) {
        return kernel == null ? 0 : kernel.number;
    }

    /** The worker polls the only kernel of its ring, and a thief steals it. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them has it.")
    @Outcome(expect = FORBIDDEN, desc = "Both run it, or nobody does.")
    @State
    public static class PollOrSteal {
        private final RunQueue queue = new RunQueue();
        private final RunQueue thief = new RunQueue();

        /** One kernel in the ring. */
        public PollOrSteal() {
            queue.add(FIRST);
        }

        @Actor
        public void poll(II_Result r) {
            r.r1 = number(queue.poll());
        }

        @Actor
        public void steal(II_Result r) {
            r.r2 = number(queue.stealFor(thief));
        }
    }

    /** The worker adds a kernel to its ring and polls one, while a thief steals. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 0", "2, 1, 0", "1, 0, 2"},
            expect = ACCEPTABLE,
            desc = "Each kernel is in one place.")
    @Outcome(expect = FORBIDDEN, desc = "A kernel is in two places, or in none.")
    @State
    public static class AddOrSteal {
        private final RunQueue queue = new RunQueue();
        private final RunQueue thief = new RunQueue();

        /** One kernel in the ring. */
        public AddOrSteal() {
            queue.add(FIRST);
        }

        @Actor
        public void add(III_Result r) {
            queue.add(SECOND);
            r.r1 = number(queue.poll());
        }

        @Actor
        public void steal(III_Result r) {
            r.r2 = number(queue.stealFor(thief));
        }

        @Arbiter
        public void left(III_Result r) {
            r.r3 = 10 * number(thief.poll()) + number(queue.poll());
        }
    }

    /** The worker adds a kernel to its ring, which was empty, while a thief steals. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them has it.")
    @Outcome(expect = FORBIDDEN, desc = "The thief took what was not there yet, and the kernel is lost.")
    @State
    public static class FirstAddOrSteal {
        private final RunQueue queue = new RunQueue();
        private final RunQueue thief = new RunQueue();

        @Actor
        public void add() {
            queue.add(FIRST);
        }

        @Actor
        public void steal(II_Result r) {
            r.r1 = number(queue.stealFor(thief));
        }

        @Arbiter
        public void left(II_Result r) {
            r.r2 = number(queue.poll());
        }
    }

    /** The worker takes what it runs next, and so does another. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them has it.")
    @Outcome(expect = FORBIDDEN, desc = "Both run it, or nobody does.")
    @State
    public static class TwoTakeNext {
        private final RunQueue queue = new RunQueue();

        /** A kernel that runs next. */
        public TwoTakeNext() {
            queue.putNext(FIRST);
        }

        @Actor
        public void worker(II_Result r) {
            r.r1 = number(queue.takeNext());
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = number(queue.takeNext());
        }
    }

    /** The worker puts another kernel where one stood that somebody takes. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 2", "1, 2, 0"},
            expect = ACCEPTABLE,
            desc = "Each kernel is in one place.")
    @Outcome(expect = FORBIDDEN, desc = "A kernel is in two places, or in none.")
    @State
    public static class PutNextOrTake {
        private final RunQueue queue = new RunQueue();

        /** A kernel that runs next. */
        public PutNextOrTake() {
            queue.putNext(FIRST);
        }

        @Actor
        public void worker(III_Result r) {
            r.r1 = number(queue.putNext(SECOND));
        }

        @Actor
        public void other(III_Result r) {
            r.r2 = number(queue.takeNext());
        }

        @Arbiter
        public void left(III_Result r) {
            r.r3 = number(queue.takeNext());
        }
    }

    /** Two kernels arrive. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Both did.")
    @Outcome(expect = FORBIDDEN, desc = "One got lost.")
    @State
    public static class TwoArrivals {
        private final Arrivals arrivals = new Arrivals();
        private final Kernel first = new Racer().kernel("first", 1);
        private final Kernel second = new Racer().kernel("second", 2);

        @Actor
        public void first() {
            arrivals.add(first);
        }

        @Actor
        public void second() {
            arrivals.add(second);
        }

        @Arbiter
        public void take(II_Result r) {
            r.r1 = number(arrivals.take());
            r.r2 = number(arrivals.take());
        }
    }

    /** Two kernels, of which a worker takes one while the other comes. */
    abstract static class Coming {
        final Arrivals arrivals = new Arrivals();
        final Kernel first = new Racer().kernel("first", 1);
        final Kernel second = new Racer().kernel("second", 2);
        private final RunQueue queue = new RunQueue();

        /** {@return the number of the kernel that is taken; the other one may have been moved to the worker} */
        final int take() {
            return number(arrivals.takeFor(queue, 1));
        }

        /** {@return the number of the kernel that is left, wherever it is} */
        final int left() {
            Kernel moved = queue.poll();
            return number(moved == null ? arrivals.take() : moved);
        }
    }

    /** A kernel arrives while a worker takes another. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Both were there, the older first unless it was the only one.")
    @Outcome(expect = FORBIDDEN, desc = "One got lost, or was there twice.")
    @State
    public static class ArriveOrTake extends Coming {
        /** One kernel has arrived. */
        public ArriveOrTake() {
            arrivals.add(first);
        }

        @Actor
        public void arrive() {
            arrivals.add(second);
        }

        @Actor
        public void take(II_Result r) {
            r.r1 = take();
        }

        @Arbiter
        public void left(II_Result r) {
            r.r2 = left();
        }
    }

    /** A worker has no room for a kernel while another takes one. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Both were there, the newest first.")
    @Outcome(expect = FORBIDDEN, desc = "One got lost, or was there twice.")
    @State
    public static class AddSurplusOrTake extends Coming {
        /** One kernel is there. */
        public AddSurplusOrTake() {
            arrivals.addSurplus(first);
        }

        @Actor
        public void add() {
            arrivals.addSurplus(second);
        }

        @Actor
        public void take(II_Result r) {
            r.r1 = take();
        }

        @Arbiter
        public void left(II_Result r) {
            r.r2 = left();
        }
    }
}
