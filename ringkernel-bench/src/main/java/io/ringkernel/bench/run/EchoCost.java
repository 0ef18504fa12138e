// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.nio.file.Path;
import java.util.Map;

/** What it takes many that ask each other, on so many threads, by the run in the middle. */
final class EchoCost implements Task {
    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        SavinaBenchmark.Side side = arguments.constant(SavinaBenchmark.Side.class, "side");
        try (Workload big = side.big((int) arguments.number("threads"))) {
            return Map.of("value", Runs.medianNs(arguments, () -> SavinaBenchmark.check(Savina.BIG, big)));
        }
    }
}
