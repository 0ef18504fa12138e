// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Idle;
import io.ringkernel.stress.Pace;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two kernels have one thread, which is real, and parks whenever it can. */
public class SharedThreadRaces {
    private static final KernelRuntime RUNTIME = KernelRuntime.create(RuntimeOptions.DEFAULT.withWorkers(1));

    /** Each of two kernels is sent to. Both are one object, whose fields are plain. */
    @JCStressTest
    @Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "Each message handled once, all on the one thread.")
    @Outcome(
            expect = FORBIDDEN,
            desc =
                    "A message lies there while the thread sleeps, or others ran the kernels, or fields were seen as they were.")
    @State
    public static class TwoKernels {
        private final Racer racer = new Racer();
        private final Kernel first = launch();
        private final Kernel second = launch();

        private Kernel launch() {
            Kernel kernel = racer.launch(RUNTIME, LaunchOptions.DEFAULT.dedicated(Idle.PARKING, "racer"));
            kernel.control.activate(Pace.LONG);
            return kernel;
        }

        @Actor
        public void first() {
            Racer.send(first, 1);
            Racer.send(first, 2);
        }

        @Actor
        public void second() {
            Racer.send(second, 3);
            Racer.send(second, 4);
        }

        @Arbiter
        public void count(II_Result r) {
            long deadlineNs = System.nanoTime() + Pace.LONG.toNanos();
            while (handled() < 4 && System.nanoTime() - deadlineNs < 0) {
                Thread.onSpinWait();
            }
            r.r1 = handled() < 4 ? -1 : racer.handled;
            r.r2 = racer.overlaps.get();
            first.control.terminate(Duration.ZERO); // else the thread would have more and more of them
            second.control.terminate(Duration.ZERO);
        }

        private long handled() {
            return first.counters().handled() + second.counters().handled();
        }
    }
}
