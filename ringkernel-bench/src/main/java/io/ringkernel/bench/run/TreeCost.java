// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.shape.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What a tree of 1,111,111 costs, by the first run of a JVM, or by the one in the middle of those after it. */
final class TreeCost implements Task {
    private static final int LEAVES = 1_000_000;
    private static final long SUM = LEAVES * (LEAVES - 1L) / 2;
    private static final int WARM_RUNS = 3;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        boolean warm = Boolean.parseBoolean(arguments.text("warm"));
        try (Workload tree =
                arguments.constant(SavinaBenchmark.Side.class, "side").tree(LEAVES)) {
            double[] ns = new double[warm ? WARM_RUNS + 1 : 1];
            for (int i = 0; i < ns.length; i++) {
                long startNs = System.nanoTime();
                long sum = tree.run();
                ns[i] = System.nanoTime() - startNs;
                if (sum != SUM) {
                    throw new AssertionError("the sum is wrong: expected=" + SUM + ", actual=" + sum);
                }
            }
            double[] counted = Arrays.copyOfRange(ns, warm ? 1 : 0, ns.length);
            Arrays.sort(counted);
            return Map.of("value", counted[counted.length / 2]);
        }
    }
}
