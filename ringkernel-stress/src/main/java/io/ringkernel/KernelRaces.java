// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJJJ_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJL_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A kernel is sent to while its life goes on. Without workers: who wakes it runs it. */
public class KernelRaces {
    /** A kernel that rests, in a state. */
    abstract static class Launched {
        final Racer racer = new Racer();
        final Kernel kernel = racer.launch();
    }

    abstract static class Active extends Launched {
        Active() {
            kernel.control.activate(Pace.LONG);
        }
    }

    /** Two wake a kernel that rests. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Each message handled once, one after the other.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "A message lies there, or two threads ran the kernel, or saw its fields as they were.")
    @State
    public static class TwoSends extends Active {
        @Actor
        public void first() {
            Racer.send(kernel, 1);
        }

        @Actor
        public void second() {
            Racer.send(kernel, 2);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = racer.handled;
            r.r2 = racer.overlaps.get();
        }
    }

    /** A kernel that rests is activated while its first message comes. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The message was handled.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The kernel sleeps, active, beside a message.")
    @Outcome(expect = FORBIDDEN, desc = "Two threads ran the kernel.")
    @State
    public static class ActivateOrSend extends Launched {
        @Actor
        public void activate() {
            kernel.control.activate(Pace.LONG);
        }

        @Actor
        public void send() {
            Racer.send(kernel, 1);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = racer.handled;
            r.r2 = racer.overlaps.get();
        }
    }

    /** A deactivated kernel, with something to do before its next message, rests while it is activated. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Done once.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The kernel sleeps, active, beside what is to be done.")
    @Outcome(expect = FORBIDDEN, desc = "Done twice.")
    @State
    public static class ActivateOrRest {
        private final Kernel kernel = new Racer().kernel();
        private int done;

        /** A deactivated kernel that is awake. */
        public ActivateOrRest() {
            kernel.life.launch();
            kernel.life.activate();
            kernel.life.enter();
            kernel.context().defer(() -> done++);
            kernel.life.leave();
            kernel.life.deactivate();
        }

        @Actor
        public void rest() {
            kernel.turns.runInline();
        }

        @Actor
        public void activate() {
            kernel.control.activate(Pace.LONG);
        }

        @Arbiter
        public void count(I_Result r) {
            r.r1 = done;
        }
    }

    /** A kernel is deactivated while it handles messages. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "Nothing was handled after deactivate returned.")
    @Outcome(expect = FORBIDDEN, desc = "A handler ran after deactivate returned, or what it wrote is not seen.")
    @State
    public static class DeactivateOrDrain {
        private final Racer racer = new Racer();
        private final Kernel kernel = racer.kernel();

        /** An active kernel with two messages, which has its turn. */
        public DeactivateOrDrain() {
            kernel.life.launch();
            kernel.life.activate();
            Racer.send(kernel, 1);
            Racer.send(kernel, 2);
        }

        @Actor
        public void drain() {
            kernel.turns.runInline(); // to its rest: who waits for the end of a turn may be told no sooner
        }

        @Actor
        public void deactivate(II_Result r) {
            kernel.control.deactivate(Pace.LONG);
            r.r1 = racer.handled;
        }

        @Arbiter
        public void count(II_Result r) {
            r.r2 = racer.handled;
        }
    }

    /** A kernel with time to drain ends while a message comes. */
    @JCStressTest
    @Outcome(id = "1, 1, 0, 0", expect = ACCEPTABLE, desc = "Accepted and handled.")
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Accepted, and counted as undelivered.")
    @Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, or is still counted as waiting.")
    @State
    public static class TerminateOrSend extends Active {
        @Actor
        public void send(JJJJ_Result r) {
            r.r1 = Racer.send(kernel, 1);
        }

        @Actor
        public void terminate() {
            kernel.control.terminate(Pace.LONG);
        }

        @Arbiter
        public void count(JJJJ_Result r) {
            r.r2 = racer.handled;
            KernelCounters counters = kernel.counters();
            r.r3 = counters.undelivered();
            r.r4 = counters.waiting();
        }
    }

    /** A kernel that rests is ended at once, by the thread that ends it, while a message comes. */
    @JCStressTest
    @Outcome(id = "1, 1, 0, TERMINATED", expect = ACCEPTABLE, desc = "Accepted and handled before the end.")
    @Outcome(id = "1, 0, 1, TERMINATED", expect = ACCEPTABLE, desc = "Accepted, and a dead letter.")
    @Outcome(id = "0, 0, 0, TERMINATED", expect = ACCEPTABLE, desc = "Refused.")
    @Outcome(expect = FORBIDDEN, desc = "A message lies in a lane that nobody looks into, or came twice.")
    @State
    public static class EndAtRestOrSend extends Active {
        @Actor
        public void send(LLLL_Result r) {
            r.r1 = Racer.send(kernel, 1);
        }

        @Actor
        public void end() {
            kernel.control.terminate(Duration.ZERO);
        }

        /* Not the counters, which take for undelivered what nobody has looked at. */
        @Arbiter
        public void count(LLLL_Result r) {
            r.r2 = racer.handled;
            r.r3 = kernel.undelivered();
            r.r4 = kernel.state();
        }
    }

    /** A kernel that rests is ended at once by two, each of which may do it itself. */
    @JCStressTest
    @Outcome(id = "TERMINATED, TERMINATED", expect = ACCEPTABLE, desc = "It has ended when either call returns.")
    @Outcome(expect = FORBIDDEN, desc = "A call returned before the end, or gave the kernel up.")
    @State
    public static class TwoEndAtRest extends Active {
        @Actor
        public void first(LL_Result r) {
            kernel.control.terminate(Duration.ZERO);
            r.r1 = kernel.state();
        }

        @Actor
        public void second(LL_Result r) {
            kernel.control.terminate(Duration.ZERO);
            r.r2 = kernel.state();
        }
    }

    /** A kernel without time to drain ends while it handles messages. */
    @JCStressTest
    @Outcome(
            id = {"0, 2, 0", "1, 1, 0", "2, 0, 0"},
            expect = ACCEPTABLE,
            desc = "Each message handled, or counted as undelivered.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, or is still counted as waiting.")
    @State
    public static class TerminateOrDrain extends Active {
        @Actor
        public void send() {
            Racer.send(kernel, 1);
            Racer.send(kernel, 2);
        }

        @Actor
        public void terminate() {
            kernel.control.terminate(Duration.ZERO);
        }

        @Arbiter
        public void count(JJJ_Result r) {
            KernelCounters counters = kernel.counters();
            r.r1 = counters.handled();
            r.r2 = counters.undelivered() + 2 - counters.accepted(); // the rest was refused
            r.r3 = counters.waiting();
        }
    }

    /** Two end a kernel. */
    @JCStressTest
    @Outcome(id = "TERMINATED, TERMINATED", expect = ACCEPTABLE, desc = "It has ended when either call returns.")
    @Outcome(expect = FORBIDDEN, desc = "A call returned before the end.")
    @State
    public static class TwoTerminates extends Active {
        @Actor
        public void first(LL_Result r) {
            kernel.control.terminate(Pace.LONG);
            r.r1 = kernel.state();
        }

        @Actor
        public void second(LL_Result r) {
            kernel.control.terminate(Pace.LONG);
            r.r2 = kernel.state();
        }
    }

    /** The counters of a kernel are read while it handles messages. */
    @JCStressTest
    @Outcome(
            id = {"0", "1", "2", "3"},
            expect = ACCEPTABLE,
            desc = "What was handled was accepted before.")
    @Outcome(expect = FORBIDDEN, desc = "More was handled than accepted.")
    @State
    public static class CountersSnapshot extends Active {
        private static final int READS = 8;

        @Actor
        public void send() {
            Racer.send(kernel, 1);
            Racer.send(kernel, 2);
            Racer.send(kernel, 3);
        }

        @Actor
        public void read(J_Result r) {
            r.r1 = 3;
            for (int i = 0; i < READS; i++) {
                r.r1 = Math.min(r.r1, kernel.counters().waiting());
            }
        }
    }

    /** A message comes while the kernel gets a fresh instance, because it failed with the one before. */
    @JCStressTest
    @Outcome(id = "1, 1, ACTIVE", expect = ACCEPTABLE, desc = "Restarted once, and the other message was handled once.")
    @Outcome(expect = FORBIDDEN, desc = "A message was lost, or the kernel sleeps beside it or before its restart.")
    @State
    public static class RestartOrSend {
        private final Racer racer = new Racer();
        private final Kernel kernel = racer.launchRestarting();

        /** An active kernel. */
        public RestartOrSend() {
            kernel.control.activate(Pace.LONG);
        }

        @Actor
        public void poison() {
            Racer.send(kernel, Racer.POISON);
        }

        @Actor
        public void send() {
            Racer.send(kernel, 1);
        }

        /* The timer, too, rings for a restart, and may be the one that runs the kernel. */
        @Arbiter
        public void count(JJL_Result r) {
            long startNs = System.nanoTime();
            while ((kernel.counters().handled() < 1 || kernel.supervisor.restarts() < 1) && Pace.isInTime(startNs)) {
                Thread.onSpinWait();
            }
            r.r1 = kernel.counters().handled();
            r.r2 = kernel.supervisor.restarts();
            r.r3 = kernel.state();
            kernel.control.terminate(Duration.ZERO); // the runtime knows whose instance the racer is until then
        }
    }
}
