// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Kernels are launched, found and forgotten. */
public class RegistryRaces {
    private static Launch begin(int number) {
        Launch launch = new Racer().launch(Racer.INLINE, "racer", number, LaunchOptions.DEFAULT);
        launch.begin(null);
        return launch;
    }

    /** A registry, and kernels to enter. */
    abstract static class Registry {
        final KernelRegistry registry = new KernelRegistry();

        /** {@return 1 if the kernel was entered} */
        final int enter() {
            try {
                registry.enter("racer", RegistryRaces::begin);
                return 1;
            } catch (KernelStateException e) {
                return 0;
            }
        }
    }

    /** Two launch a kernel under one id. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of them has it, the other is told.")
    @Outcome(expect = FORBIDDEN, desc = "There are two kernels of one id, or none.")
    @State
    public static class TwoLaunches extends Registry {
        @Actor
        public void first(II_Result r) {
            r.r1 = enter();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = enter();
        }
    }

    /** A kernel is looked up by its number while it is launched. */
    @JCStressTest
    @Outcome(
            id = {"null", "LAUNCHED"},
            expect = ACCEPTABLE,
            desc = "Not there yet, or there with all it has.")
    @Outcome(expect = FORBIDDEN, desc = "A kernel was found that is not made to the end.")
    @State
    public static class LaunchOrFind extends Registry {
        @Actor
        public void launch() {
            enter();
        }

        @Actor
        public void find(L_Result r) {
            Launch launch = registry.find(1);
            r.r1 = launch == null ? "null" : launch.kernel().state();
        }
    }

    /** A kernel is looked up by its number while it is forgotten. */
    @JCStressTest
    @Outcome(
            id = {"null, null", "LAUNCHED, null"},
            expect = ACCEPTABLE,
            desc = "Still there, or gone, and gone afterwards.")
    @Outcome(expect = FORBIDDEN, desc = "The kernel stays.")
    @State
    public static class RemoveOrFind extends Registry {
        private final Launch launch;

        /** A registry with a kernel. */
        public RemoveOrFind() {
            enter();
            launch = registry.find(1);
        }

        @Actor
        public void remove() {
            registry.remove(launch);
        }

        @Actor
        public void find(LL_Result r) {
            r.r1 = state(registry.find(1));
        }

        @Arbiter
        public void findAfterwards(LL_Result r) {
            r.r2 = state(registry.find(1));
        }

        private static Object state(Launch found) {
            return found == null ? "null" : found.state();
        }
    }

    /** A launch under the id of a kernel that is forgotten. */
    @JCStressTest
    @Outcome(
            id = {"0, false", "1, true"},
            expect = ACCEPTABLE,
            desc = "Refused, or the new one is found.")
    @Outcome(expect = FORBIDDEN, desc = "The new kernel was forgotten with the old one.")
    @State
    public static class RemoveOrLaunch extends Registry {
        private final Launch launch;

        /** A registry with a kernel. */
        public RemoveOrLaunch() {
            enter();
            launch = registry.find(1);
        }

        @Actor
        public void remove() {
            registry.remove(launch);
            registry.remove(launch); // who is forgotten twice takes nobody along
        }

        @Actor
        public void launch(IZ_Result r) {
            r.r1 = enter();
        }

        @Arbiter
        public void find(IZ_Result r) {
            r.r2 = registry.find("racer") != null;
        }
    }

    /** A kernel launches a child while it ends. */
    @JCStressTest
    @Outcome(
            id = {"REFUSED", "TERMINATED"},
            expect = ACCEPTABLE,
            desc = "The child was refused, or taken in and ended.")
    @Outcome(expect = FORBIDDEN, desc = "The child stays behind.")
    @State
    public static class LaunchChildOrEnd {
        private final Kernel parent = new Racer().launch();
        private volatile Kernel child;

        @Actor
        public void launch() {
            try {
                Kernel made = new Racer().kernel("child", 2, parent);
                made.start(KernelState.LAUNCHED);
                child = made;
            } catch (KernelStateException e) { // no more children
                child = null;
            }
        }

        @Actor
        public void end() {
            parent.family.leave();
        }

        @Arbiter
        public void look(L_Result r) {
            Kernel made = child;
            r.r1 = made == null ? "REFUSED" : made.state();
        }
    }
}
