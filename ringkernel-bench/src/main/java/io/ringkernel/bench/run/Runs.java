// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.run.Task.Arguments;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Runs the same again and again, first to warm up, then to measure. */
final class Runs {
    private Runs() {}

    /** {@return how long the run in the middle took, of those that began while the task is to measure; of one at least} */
    static double medianNs(Arguments arguments, Runnable run) {
        repeat(arguments.number("warmUpNs"), run);
        double[] ns = repeat(arguments.number("durationNs"), run);
        Arrays.sort(ns);
        return ns[ns.length / 2];
    }

    private static double[] repeat(long durationNs, Runnable run) {
        DoubleStream.Builder ns = DoubleStream.builder();
        long beginNs = System.nanoTime();
        long endNs;
        do {
            long startNs = System.nanoTime();
            run.run();
            endNs = System.nanoTime();
            ns.add(endNs - startNs);
        } while (endNs - beginNs < durationNs);
        return ns.build().toArray();
    }
}
