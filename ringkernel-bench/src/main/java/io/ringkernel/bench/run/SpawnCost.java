// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.shape.Population;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What it costs to create one of many, and to have it handle a message if that is wanted, in the batch in the middle. */
final class SpawnCost implements Task {
    private static final int WARM_UP = 20_000;
    private static final int BATCHES = 9;
    private static final int BATCH = 5_000;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        try (Population population =
                arguments.constant(PopulationSide.class, "side").start()) {
            boolean isTouched = Boolean.parseBoolean(arguments.text("touch"));
            population.spawn(WARM_UP);
            if (isTouched) {
                population.touch();
            }
            double[] ns = new double[BATCHES];
            for (int i = 0; i < BATCHES; i++) {
                long startNs = System.nanoTime();
                population.spawn(BATCH);
                if (isTouched) {
                    population.touch();
                }
                ns[i] = (double) (System.nanoTime() - startNs) / BATCH;
            }
            population.touch();
            Arrays.sort(ns);
            return Map.of("value", ns[BATCHES / 2]);
        }
    }
}
