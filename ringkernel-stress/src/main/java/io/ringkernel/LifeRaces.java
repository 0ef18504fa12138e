// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The state of a kernel changes while somebody runs it, or waits. */
public class LifeRaces {
    /** One waits for the end, longer than anything here takes, while another announces it. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The watcher saw the end, or was woken.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The watcher slept although the kernel had ended.")
    @State
    public static class AwaitOrEnd {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});

        @Actor
        public void await(I_Result r) {
            long startNs = System.nanoTime();
            life.awaitEnd(Pace.LONG.toNanos());
            r.r1 = Pace.isInTime(startNs) ? 1 : 0;
        }

        @Actor
        public void end() {
            Pace.hesitate();
            life.beginEnd(0);
            life.takeEnd();
            life.end();
        }
    }

    /** The runner leaves while a watcher deactivates. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The watcher waited for the handler, if there was one.")
    @Outcome(expect = FORBIDDEN, desc = "A handler ran after deactivate returned, or the watcher was not woken.")
    @State
    public static class LeaveOrDeactivate {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});
        private int handled;

        /** An active kernel. */
        public LeaveOrDeactivate() {
            life.launch();
            life.activate();
        }

        @Actor
        public void run() {
            life.enter();
            if (life.observe() == KernelState.ACTIVE && !life.isStirred()) {
                handled = 1;
            }
            Pace.hesitate();
            life.leave();
            VarHandle.fullFence();
            life.tellWatchers();
        }

        @Actor
        public void deactivate(II_Result r) {
            life.deactivate();
            long startNs = System.nanoTime();
            life.awaitTurnEnd(Pace.LONG.toNanos());
            r.r1 = Pace.isInTime(startNs) ? handled : -1;
        }

        @Arbiter
        public void count(II_Result r) {
            r.r2 = handled;
        }
    }

    /** The runner begins to watch for changes while the state changes. */
    @JCStressTest
    @Outcome(
            id = {"ACTIVE, true", "TERMINATING, true", "TERMINATING, false"},
            expect = ACCEPTABLE,
            desc = "The runner knows, or will look.")
    @Outcome(id = "ACTIVE, false", expect = FORBIDDEN, desc = "The runner handles on, and never looks.")
    @State
    public static class ObserveOrChange {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});

        /** An active kernel. */
        public ObserveOrChange() {
            life.launch();
            life.activate();
        }

        @Actor
        public void observe(LZ_Result r) {
            r.r1 = life.observe();
        }

        @Actor
        public void end() {
            life.beginEnd(System.nanoTime() + Pace.LONG.toNanos());
        }

        @Arbiter
        public void look(LZ_Result r) {
            r.r2 = life.isStirred();
        }
    }

    /** The runner learns of the end, and until when it may drain. */
    @JCStressTest
    @Outcome(
            id = {"ACTIVE, false", "TERMINATING, false"},
            expect = ACCEPTABLE,
            desc = "There is time to drain.")
    @Outcome(expect = FORBIDDEN, desc = "The runner discards by a deadline that was never set.")
    @State
    public static class DrainDeadline {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});

        /** An active kernel. */
        public DrainDeadline() {
            life.launch();
            life.activate();
        }

        @Actor
        public void end() {
            life.beginEnd(System.nanoTime() + Pace.LONG.toNanos());
        }

        @Actor
        public void run(LZ_Result r) {
            KernelState state = life.observe();
            r.r1 = state;
            r.r2 = life.isDiscarding(state);
        }
    }

    /** Two want to end a kernel: the runner that has nothing left to do, and who gave up on it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "One of them does.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel ends twice, or never.")
    @State
    public static class ConcludeOrGiveUp {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});

        /** A kernel that is to end. */
        public ConcludeOrGiveUp() {
            life.launch();
            life.beginEnd(0);
        }

        @Actor
        public void conclude(ZZ_Result r) {
            r.r1 = life.takeEnd();
        }

        @Actor
        public void giveUp(ZZ_Result r) {
            r.r2 = life.giveUp();
        }
    }

    /** Two begin the end. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "One of them does.")
    @Outcome(expect = FORBIDDEN, desc = "The end was begun twice, or never.")
    @State
    public static class TwoEnds {
        private final KernelLife life = new KernelLife("racer", false, (before, after) -> {});

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = life.beginEnd(0);
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = life.beginEnd(0);
        }
    }
}
