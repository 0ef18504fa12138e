// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import com.sun.management.OperatingSystemMXBean;
import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.shape.Population;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much of a core many of them use that have had a message, and have nothing to do. */
final class IdleCpu implements Task {
    private static final double FULL = 100;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        long durationNs = arguments.number("durationNs");
        try (Population population =
                arguments.constant(PopulationSide.class, "side").start()) {
            population.spawn((int) arguments.number("count"));
            population.touch();
            sleep(durationNs / 2); // the compiler is to be done with what the start left
            long cpu = cpuNs();
            long startNs = System.nanoTime();
            sleep(durationNs);
            return Map.of("value", FULL * (cpuNs() - cpu) / (System.nanoTime() - startNs));
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void sleep(long ns) {
        try {
            TimeUnit.NANOSECONDS.sleep(ns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while others were idle", e);
        }
    }
}
