// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import io.ringkernel.stress.Slow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** Coroutines wait in the queue for the one platform thread that there may be, which is real. On any JDK. */
public class CoroutineThreadRaces {
    private static final Kernel KERNEL = new Racer().kernel();

    /** Coroutines of several kernels that have one thread, if each had the thread for itself. */
    static final class Turns {
        final CoroutineThreads threads;
        final AtomicInteger done = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();
        private final AtomicBoolean running = new AtomicBoolean();
        private int ran;

        Turns(long keepAliveNs) {
            threads = new CoroutineThreads(1, Racer.INLINE.threads, keepAliveNs);
        }

        /** {@return coroutines that are through at once} */
        Coroutines coroutines() {
            return new Coroutines(KERNEL) {
                @Override
                public void run() {
                    if (!running.compareAndSet(false, true)) {
                        overlaps.incrementAndGet();
                    }
                    ran++;
                    running.set(false);
                    done.incrementAndGet();
                }
            };
        }

        void await(int count) {
            long startNs = System.nanoTime();
            while (done.get() < count && Pace.isInTime(startNs)) {
                Thread.onSpinWait();
            }
        }

        /** {@return how many ran; -1 if not all did in time} */
        int ran(int count) {
            await(count);
            return done.get() < count ? -1 : ran;
        }
    }

    /** Two are queued at the same time, for the first thread there is. */
    @JCStressTest
    @Slow
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Both ran, on one thread.")
    @Outcome(id = "-1, 0", expect = FORBIDDEN, desc = "One waits, and no thread comes.")
    @Outcome(expect = FORBIDDEN, desc = "There were two threads, or one ran twice.")
    @State
    public static class QueueOrQueue {
        private final Turns turns = new Turns(0);
        private final Coroutines first = turns.coroutines();
        private final Coroutines second = turns.coroutines();

        @Actor
        public void first() {
            turns.threads.queue(first);
        }

        @Actor
        public void second() {
            turns.threads.queue(second);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = turns.ran(2);
            r.r2 = turns.overlaps.get();
        }
    }

    /** One is queued while the thread that ran another finds nothing more, and ends. */
    @JCStressTest
    @Slow
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Both ran, on that thread or on the next.")
    @Outcome(id = "-1, 0", expect = FORBIDDEN, desc = "One waits, and no thread comes.")
    @Outcome(expect = FORBIDDEN, desc = "There were two threads, or one ran twice.")
    @State
    public static class QueueOrEnd {
        private final Turns turns = new Turns(0);
        private final Coroutines first = turns.coroutines();
        private final Coroutines second = turns.coroutines();

        @Actor
        public void first() {
            turns.threads.queue(first);
        }

        @Actor
        public void second() {
            turns.await(1);
            Pace.hesitate();
            turns.threads.queue(second);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = turns.ran(2);
            r.r2 = turns.overlaps.get();
        }
    }

    /** Two are queued while the thread idles, or is about to, longer than anything here takes. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Both ran, on one thread.")
    @Outcome(id = "-1, 0", expect = FORBIDDEN, desc = "The thread sleeps beside one that waits.")
    @Outcome(expect = FORBIDDEN, desc = "There were two threads, or one ran twice.")
    @State
    public static class QueueOrIdle {
        private static final CoroutineThreads THREADS =
                new CoroutineThreads(1, Racer.INLINE.threads, 2 * Pace.LONG.toNanos());

        private final Turns turns = new Turns(0);
        private final Coroutines first = turns.coroutines();
        private final Coroutines second = turns.coroutines();

        @Actor
        public void first() {
            THREADS.queue(first);
        }

        @Actor
        public void second() {
            THREADS.queue(second);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = turns.ran(2);
            r.r2 = turns.overlaps.get();
        }
    }

    /** One is taken back, to be run by somebody else, while another is queued and a thread comes for both. */
    @JCStressTest
    @Slow
    @Outcome(
            id = {"true, 1, 0", "false, 2, 0"},
            expect = ACCEPTABLE,
            desc = "Taken back, or run by the thread.")
    @Outcome(
            id = {"true, -1, 0", "false, -1, 0"},
            expect = FORBIDDEN,
            desc = "One waits, and no thread comes.")
    @Outcome(expect = FORBIDDEN, desc = "One was taken back and ran all the same, or did neither.")
    @State
    public static class QueueOrTakeBack {
        private final Turns turns = new Turns(0);
        private final Coroutines first = turns.coroutines();
        private final Coroutines second = turns.coroutines();

        @Actor
        public void queue() {
            turns.threads.queue(first);
            turns.threads.queue(second);
        }

        @Actor
        public void takeBack(ZII_Result r) {
            Pace.hesitate();
            r.r1 = turns.threads.unqueue(first);
        }

        @Arbiter
        public void count(ZII_Result r) {
            r.r2 = turns.ran(r.r1 ? 1 : 2);
            r.r3 = turns.overlaps.get();
        }
    }
}
