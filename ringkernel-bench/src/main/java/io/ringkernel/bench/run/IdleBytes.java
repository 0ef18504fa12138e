// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.shape.Population;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one of many retains that is idle: on the heap after a collection, and outside of it by what the process occupies,
 * as the heap was touched before.
 */
final class IdleBytes implements Task {
    private static final int WARM_UP = 5_000;
    private static final int COLLECTIONS = 3;
    private static final int PAGE = 4_096;
    private static final Path PAGES = Path.of("/proc/self/statm");

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        int count = (int) arguments.number("count");
        PopulationSide side = arguments.constant(PopulationSide.class, "side");
        try (Population others = side.start()) {
            others.spawn(count); // so that what the compiler keeps outside of the heap is there already
        }
        try (Population population = side.start()) {
            population.spawn(WARM_UP);
            long before = heap();
            long outsideBefore = occupied();
            population.spawn(count);
            if (Boolean.parseBoolean(arguments.text("touch"))) {
                population.touch();
            }
            long after = heap();
            long outside = Math.max(0, occupied() - outsideBefore);
            return Map.of("value", (double) (after - before + outside) / count);
        }
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** {@return bytes of memory that the process occupies; 0 where the system does not say} */
    private static long occupied() throws IOException {
        return Files.isReadable(PAGES) ? Long.parseLong(Files.readString(PAGES).split(" ")[1]) * PAGE : 0;
    }
}
