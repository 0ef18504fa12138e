// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import io.ringkernel.stress.Slow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A lock is handed over while the time of one that waits for it ends. */
public class LockRaces {
    /** A lock, and in which order messages had it, as digits. */
    abstract static class Locked {
        final Sharer sharer;
        private final KernelLock lock = new KernelLock("races");
        private int order;
        private boolean hasSecondCome;

        Locked(KernelRuntime runtime, int messages) {
            sharer = new Sharer(runtime, messages, this::handle);
        }

        /* The second has little time; the last one has to find the lock free, or waits in line. */
        private void handle(int number, KernelContext context) throws Exception {
            hasSecondCome |= number == 2;
            try {
                lock.hold(
                        context,
                        number == 2 ? Duration.ofNanos(Sharer.SHORT_NS) : patience(number),
                        () -> enter(number));
            } catch (KernelTimeoutException e) {
                if (number != 2) {
                    order = -1; // nobody had it
                }
            }
        }

        private @Nullable Void enter(int number) {
            order = order * 10 + number;
            if (number == 1) {
                while (!hasSecondCome) {
                    sharer.letIn();
                }
                waitOn();
            }
            return null;
        }

        private void waitOn() {
            HandlerWait wait = sharer.coroutines().beginWait();
            Sharer.spin();
            wait.end(false);
        }

        abstract Duration patience(int number);

        final int order() {
            return order;
        }
    }

    /** One leaves the lock that another waits for. */
    @JCStressTest
    @Slow
    @Outcome(id = "true, 123", expect = ACCEPTABLE, desc = "The other had it, and then it was free.")
    @Outcome(id = "true, 13", expect = ACCEPTABLE, desc = "Its time was over, and the lock was free.")
    @Outcome(id = "true, -1", expect = FORBIDDEN, desc = "The lock is that of one that does not wait any more.")
    @Outcome(expect = FORBIDDEN, desc = "One was not woken, or two were in the section.")
    @State
    public static class LeaveOrTimeout extends Locked {
        /** A message that holds the lock; two are to come. */
        public LeaveOrTimeout() {
            super(Sharer.RUNTIME, 2);
        }

        @Actor
        public void hold() {
            sharer.run();
        }

        @Override
        Duration patience(int number) {
            return number == 1 ? Pace.LONG : Duration.ZERO;
        }

        @Actor
        public void await(ZI_Result r) {
            Racer.send(sharer.kernel, 2);
            r.r1 = sharer.serve();
        }

        @Arbiter
        public void lockAgain(ZI_Result r) {
            Racer.send(sharer.kernel, 3);
            sharer.serve(3);
            r.r2 = order();
        }
    }

    /** One leaves the lock that two others wait for. With real threads: each of the three needs one. */
    @JCStressTest
    @Slow
    @Outcome(id = "true, 123", expect = ACCEPTABLE, desc = "They had it in their order.")
    @Outcome(id = "true, 13", expect = ACCEPTABLE, desc = "The time of the second was over, the third had it.")
    @Outcome(expect = FORBIDDEN, desc = "One came before its turn, never had the lock, or was not woken.")
    @State
    public static class LeaveToTwo extends Locked {
        private static final KernelRuntime RUNTIME = KernelRuntime.create();

        /** A message that holds the lock; two are to come. */
        public LeaveToTwo() {
            super(RUNTIME, 3);
        }

        @Actor
        public void hold() {
            sharer.run();
        }

        @Override
        Duration patience(int number) {
            return Pace.LONG;
        }

        @Actor
        public void await(ZI_Result r) {
            Racer.send(sharer.kernel, 2);
            Racer.send(sharer.kernel, 3);
            r.r1 = sharer.serve();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = order();
        }
    }
}
