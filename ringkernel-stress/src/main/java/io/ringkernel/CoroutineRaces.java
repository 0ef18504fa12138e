// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.stress.Pace;
import io.ringkernel.stress.Slow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Coroutines ask for their kernel, are woken, and are interrupted. */
public class CoroutineRaces {
    /** A handler uses the kernel, and lets others in, again and again. */
    abstract static class Sharing {
        static final int ROUNDS = 8;

        final Sharer sharer;

        Sharing(int messages) {
            sharer = new Sharer(messages, (number, context) -> use());
        }

        private void use() {
            for (int i = 0; i < ROUNDS; i++) {
                sharer.use();
                sharer.letIn();
            }
        }
    }

    /** One asks for the kernel again while another handles a message, lets others in, and asks for it, too. */
    @JCStressTest
    @Slow
    @Outcome(id = "16, 0", expect = ACCEPTABLE, desc = "Both had the kernel eight times, one at a time.")
    @Outcome(
            id = "-1, 0",
            expect = FORBIDDEN,
            desc = "The kernel rests, or waits for a thread, beside one that asks for it.")
    @Outcome(expect = FORBIDDEN, desc = "Two had the kernel, or saw its fields as they were.")
    @State
    public static class AskOrAsk extends Sharing {
        /** A kernel that gets two messages. */
        public AskOrAsk() {
            super(2);
        }

        @Actor
        public void run() {
            sharer.run();
        }

        /* Runs the kernel once at the most: after that one that asks finds it by itself, or has it given. */
        @Actor
        public void send(II_Result r) {
            Racer.send(sharer.kernel, 2);
            sharer.serveOnce();
            r.r1 = sharer.await() ? 0 : -1;
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = r.r1 == 0 ? sharer.used : r.r1;
            r.r2 = sharer.overlaps.get();
        }
    }

    /** One asks for the kernel again while that is deactivated, for a moment. */
    @JCStressTest
    @Slow
    @Outcome(id = "true, true, 8", expect = ACCEPTABLE, desc = "Nobody used the kernel while it was deactivated.")
    @Outcome(id = "true, false, 8", expect = FORBIDDEN, desc = "The kernel rests, active, beside one that asks for it.")
    @Outcome(expect = FORBIDDEN, desc = "A handler ran after deactivate returned.")
    @State
    public static class AskOrDeactivate extends Sharing {
        /** A kernel that gets one message. */
        public AskOrDeactivate() {
            super(1);
        }

        @Actor
        public void run() {
            sharer.run();
        }

        @Actor
        public void deactivate(ZZI_Result r) {
            Pace.hesitate();
            sharer.kernel.control.deactivate(Pace.LONG);
            int before = sharer.used;
            Pace.hesitate();
            Pace.hesitate();
            r.r1 = sharer.used == before;
            sharer.kernel.control.activate(Pace.LONG);
            r.r2 = sharer.serve();
        }

        @Arbiter
        public void count(ZZI_Result r) {
            r.r3 = sharer.used;
        }
    }

    /** A deactivated kernel with a message in its inbox rests while it is activated. */
    @JCStressTest
    @Slow
    @Outcome(id = "true, 8", expect = ACCEPTABLE, desc = "The message was handled.")
    @Outcome(id = "false, 8", expect = FORBIDDEN, desc = "The kernel sleeps, active, beside the message.")
    @Outcome(expect = FORBIDDEN, desc = "The message was not handled once.")
    @State
    public static class ActivateOrRest extends Sharing {
        /** The message is taken out of its lane. */
        public ActivateOrRest() {
            super(1);
            sharer.kernel.turns.turn(1);
            sharer.kernel.life.deactivate();
        }

        @Actor
        public void rest() {
            sharer.run();
        }

        @Actor
        public void activate(ZI_Result r) {
            sharer.kernel.control.activate(Pace.LONG);
            r.r1 = sharer.serve();
        }

        @Arbiter
        public void count(ZI_Result r) {
            r.r2 = sharer.used;
        }
    }

    /** One that waits is woken while its time ends. */
    @JCStressTest
    @Slow
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Woken.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Its time was over, or it did not wait yet.")
    @Outcome(expect = FORBIDDEN, desc = "Who woke and who waited do not agree.")
    @State
    public static class WakeUpOrTimeout {
        private final Sharer sharer = new Sharer(2, (number, context) -> handle(number));
        private boolean isWoken;
        private boolean wakes;

        private void handle(int number) {
            if (number == 1) {
                isWoken = sharer.coroutines().waitFor(sharer, Sharer.SHORT_NS);
            } else {
                Sharer.spin();
                wakes = sharer.coroutines().wakeup(sharer);
            }
        }

        @Actor
        public void await() {
            sharer.run();
        }

        @Actor
        public void wake() {
            Racer.send(sharer.kernel, 2);
            sharer.serve();
        }

        @Arbiter
        public void compare(ZZ_Result r) {
            r.r1 = isWoken;
            r.r2 = wakes;
        }
    }

    /** A turn ends while somebody interrupts the handler that runs. */
    @JCStressTest
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "The interrupt came in the turn, and went with it.")
    @Outcome(
            id = "true, 1",
            expect = FORBIDDEN,
            desc = "The thread is left with an interrupt that was meant for a handler.")
    @Outcome(expect = FORBIDDEN, desc = "The message was not handled.")
    @State
    public static class InterruptOrEndOfTurn {
        private final Racer racer = new Racer();
        private final Kernel kernel = racer.kernel();
        private final Coroutines coroutines = new Coroutines(kernel);

        /** An active kernel with a message. */
        public InterruptOrEndOfTurn() {
            kernel.life.launch();
            kernel.life.activate();
            Racer.send(kernel, 1);
        }

        @Actor
        public void run(ZI_Result r) {
            coroutines.turn(1);
            Pace.hesitate();
            r.r1 = Thread.interrupted();
        }

        @Actor
        public void interrupt() {
            Pace.hesitate();
            coroutines.interrupt(kernel);
        }

        @Arbiter
        public void count(ZI_Result r) {
            r.r2 = racer.handled;
        }
    }

    /** A handler ends, after it let others in, while somebody interrupts it. */
    @JCStressTest
    @Slow
    @Outcome(id = "false, 2", expect = ACCEPTABLE, desc = "The interrupt came before the end, and went with it.")
    @Outcome(
            id = "true, 2",
            expect = FORBIDDEN,
            desc = "The thread is left with an interrupt that was meant for a handler.")
    @Outcome(expect = FORBIDDEN, desc = "The message was not handled.")
    @State
    public static class InterruptOrEndOfHandler {
        private final Sharer sharer = new Sharer(1, (number, context) -> use());

        private void use() {
            sharer.use();
            sharer.letIn();
            sharer.use();
        }

        @Actor
        public void run(ZI_Result r) {
            sharer.run();
            Pace.hesitate();
            r.r1 = Thread.interrupted();
        }

        @Actor
        public void interrupt() {
            Pace.hesitate();
            sharer.coroutines().interrupt(sharer.kernel);
        }

        @Arbiter
        public void count(ZI_Result r) {
            r.r2 = sharer.used;
        }
    }
}
