// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.engine.FloodedKernel;
import java.nio.file.Path;
import java.util.Map;

/** Which part of its time a kernel gives to a lower lane while a higher one is never empty. */
final class FloodShare implements Task {
    private static final double FULL = 100;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        try (FloodedKernel kernel = new FloodedKernel(arguments.constant(Priority.class, "level"))) {
            kernel.flood(arguments.number("warmUpNs"));
            return Map.of("value", FULL * kernel.flood(arguments.number("durationNs")));
        }
    }
}
