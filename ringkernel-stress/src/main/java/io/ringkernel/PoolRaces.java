// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Kernels go from worker to worker. The only races with more threads than actors: the workers are real. */
public class PoolRaces {
    private static final KernelRuntime RUNTIME = KernelRuntime.create(RuntimeOptions.DEFAULT.withWorkers(2));
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(20);

    /** Two send to a kernel that workers run. */
    @JCStressTest
    @Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "Each message handled once, one after the other.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "A message lies there, or two workers ran the kernel, or saw its fields as they were.")
    @State
    public static class TwoSends {
        private final Racer racer = new Racer();
        private final Kernel kernel = racer.launch(RUNTIME);

        /** An active kernel. */
        public TwoSends() {
            kernel.control.activate(Duration.ofNanos(LONG_NS));
        }

        @Actor
        public void first() {
            Racer.send(kernel, 1);
            Racer.send(kernel, 2);
        }

        @Actor
        public void second() {
            Racer.send(kernel, 3);
            Racer.send(kernel, 4);
        }

        @Arbiter
        public void count(II_Result r) {
            long deadlineNs = System.nanoTime() + LONG_NS;
            while (kernel.counters().handled() < 4 && System.nanoTime() - deadlineNs < 0) {
                Thread.onSpinWait();
            }
            r.r1 = racer.handled;
            r.r2 = racer.overlaps.get();
        }
    }

    /** A kernel that workers run is ended while messages come. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "2"},
            expect = ACCEPTABLE,
            desc = "What was accepted was handled.")
    @Outcome(expect = FORBIDDEN, desc = "An accepted message was neither handled nor counted as undelivered.")
    @State
    public static class TerminateOrSend {
        private final Racer racer = new Racer();
        private final Kernel kernel = racer.launch(RUNTIME);
        private int accepted;

        /** An active kernel. */
        public TerminateOrSend() {
            kernel.control.activate(Duration.ofNanos(LONG_NS));
        }

        @Actor
        public void send() {
            accepted = Racer.send(kernel, 1) + Racer.send(kernel, 2);
        }

        @Actor
        public void terminate() {
            kernel.control.terminate(Duration.ofNanos(LONG_NS));
        }

        @Arbiter
        public void count(J_Result r) {
            KernelCounters counters = kernel.counters();
            long accounted = counters.handled() + counters.undelivered();
            r.r1 = accounted == accepted && counters.waiting() == 0 ? accounted : -1;
        }
    }
}
