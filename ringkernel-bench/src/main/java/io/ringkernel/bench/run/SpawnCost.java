// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.shape.Population;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What it costs to create one of many, and to have it handle a message if that is wanted, by the batch in the middle. Other populations
 * came and went before: the first hundred thousand would tell of the compiler.
 */
final class SpawnCost implements Task {
    private static final int WARM_UPS = 8;
    private static final int THERE_BEFORE = 20_000;
    private static final int BATCHES = 9;
    private static final int BATCH = 5_000;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        PopulationSide side = arguments.constant(PopulationSide.class, "side");
        boolean isTouched = Boolean.parseBoolean(arguments.text("touch"));
        for (int i = 0; i < WARM_UPS; i++) {
            batchNs(side, isTouched);
        }
        return Map.of("value", batchNs(side, isTouched) / BATCH);
    }

    private static double batchNs(PopulationSide side, boolean isTouched) {
        try (Population population = side.start()) {
            grow(population, THERE_BEFORE, isTouched);
            double[] ns = new double[BATCHES];
            for (int i = 0; i < BATCHES; i++) {
                long startNs = System.nanoTime();
                grow(population, BATCH, isTouched);
                ns[i] = System.nanoTime() - startNs;
            }
            population.touch(); // those that have handled nothing yet: all of them can
            Arrays.sort(ns);
            return ns[BATCHES / 2];
        }
    }

    private static void grow(Population population, int count, boolean isTouched) {
        population.spawn(count);
        if (isTouched) {
            population.touch();
        }
    }
}
