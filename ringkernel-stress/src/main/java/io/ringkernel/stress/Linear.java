// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import io.ringkernel.LinearRegistry;
import io.ringkernel.buffer.LinearPool;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Lets Lincheck call what many threads share in random scenarios of three threads with three operations each, and asks
 * whether the results are those of some order of the calls. It goes through interleavings one by one where it can; where
 * that would take too many steps it lets threads run.
 */
public final class Linear {
    private static final int THREADS = 3;
    private static final int OPERATIONS = 3;
    private static final int INVOCATIONS = 100;

    private Linear() {}

    /**
     * Checks; ends with a counterexample if there is one.
     *
     * @param arguments number of scenarios
     */
    public static void main(String... arguments) {
        int scenarios = Integer.parseInt(arguments[0]);
        stress(LinearPool.class, LinearPool.Model.class, scenarios);
        interleave(LinearPool.class, LinearPool.Model.class, scenarios);
        stress(LinearRegistry.class, LinearRegistry.Model.class, scenarios);
    }

    private static void stress(Class<?> type, Class<?> model, int scenarios) {
        new StressOptions()
                .threads(THREADS)
                .actorsPerThread(OPERATIONS)
                .iterations(scenarios)
                .invocationsPerIteration(INVOCATIONS)
                .sequentialSpecification(model)
                .check(type);
        say("threads", type, scenarios);
    }

    private static void interleave(Class<?> type, Class<?> model, int scenarios) {
        new ModelCheckingOptions()
                .threads(THREADS)
                .actorsPerThread(OPERATIONS)
                .iterations(scenarios)
                .invocationsPerIteration(INVOCATIONS)
                .sequentialSpecification(model)
                .check(type);
        say("interleavings", type, scenarios);
    }

    private static void say(String how, Class<?> type, int scenarios) {
        System.out.println("linearizable: type=" + type.getSimpleName() + ", scenarios=" + scenarios + ", threads="
                + THREADS + ", operations=" + OPERATIONS + ", invocations=" + INVOCATIONS + ", by=" + how);
    }
}
