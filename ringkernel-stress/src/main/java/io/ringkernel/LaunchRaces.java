// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** A kernel that is made when it is needed. */
public class LaunchRaces {
    abstract static class Launched {
        final Launch launch = new Racer().launch(Racer.INLINE, "racer", 1, LaunchOptions.DEFAULT);

        Launched() {
            launch.begin(null);
        }
    }

    /** Two need it first. */
    @JCStressTest
    @Outcome(id = "true, LAUNCHED", expect = ACCEPTABLE, desc = "There is one, and it is made to the end.")
    @Outcome(expect = FORBIDDEN, desc = "There are two, or one was seen too early.")
    @State
    public static class TwoNeedIt extends Launched {
        private Kernel firstSeen;
        private Kernel secondSeen;
        private KernelState stateSeen;

        @Actor
        public void first() {
            Kernel kernel = launch.kernel();
            stateSeen = kernel.state();
            firstSeen = kernel;
        }

        @Actor
        public void second() {
            secondSeen = launch.kernel();
        }

        @Arbiter
        public void compare(ZL_Result r) {
            r.r1 = firstSeen == secondSeen;
            r.r2 = stateSeen;
        }
    }

    /** One activates it, another needs it. */
    @JCStressTest
    @Outcome(
            id = {"LAUNCHED, ACTIVE", "ACTIVE, ACTIVE"},
            expect = ACCEPTABLE,
            desc = "It was activated before it was made, or after.")
    @Outcome(expect = FORBIDDEN, desc = "The activation was lost.")
    @State
    public static class ActivateOrNeed extends Launched {
        @Actor
        public void activate() {
            launch.activate(Duration.ZERO);
        }

        @Actor
        public void need(LL_Result r) {
            r.r1 = launch.kernel().state();
        }

        @Arbiter
        public void look(LL_Result r) {
            r.r2 = launch.kernel().state();
        }
    }

    /** One activates it, another looks twice, and a third time after it was made. */
    @JCStressTest
    @Outcome(
            id = {"LAUNCHED, LAUNCHED", "LAUNCHED, ACTIVE", "ACTIVE, ACTIVE"},
            expect = ACCEPTABLE,
            desc = "Before, amid, and after.")
    @Outcome(expect = FORBIDDEN, desc = "It was active and then was not.")
    @State
    public static class ActivateOrLook extends Launched {
        @Actor
        public void activate() {
            launch.activate(Duration.ZERO);
            launch.kernel();
        }

        @Actor
        public void look(LL_Result r) {
            r.r1 = launch.state();
            r.r2 = launch.state();
        }
    }

    /** One ends it, another needs it. */
    @JCStressTest
    @Outcome(
            id = {"LAUNCHED, TERMINATED", "TERMINATING, TERMINATED", "TERMINATED, TERMINATED"},
            expect = ACCEPTABLE,
            desc = "It was needed first, or had ended.")
    @Outcome(expect = FORBIDDEN, desc = "One of them has a kernel that lives on.")
    @State
    public static class EndOrNeed extends Launched {
        @Actor
        public void end() {
            launch.terminate(Duration.ZERO);
        }

        @Actor
        public void need(LL_Result r) {
            r.r1 = launch.kernel().state();
        }

        @Arbiter
        public void look(LL_Result r) {
            r.r2 = launch.state();
        }
    }
}
