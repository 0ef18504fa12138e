// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import io.ringkernel.bench.shape.Savina;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Many kernels, and the small programs that are made of them. */
final class KernelRows {
    private static final int TREE_GIB = 6;

    private KernelRows() {}

    static List<Comparison> comparisons() {
        return Stream.of(
                        populations(),
                        trees(),
                        Arrays.stream(Savina.values()).map(KernelRows::savina).toList())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Comparison> populations() {
        return List.of(
                population(
                        "spawn",
                        "Creation of one of many",
                        "Until it is ready for messages; 20,000 were there before, and others have come and gone.",
                        "ns",
                        SpawnCost.class,
                        Map.of("touch", "false")),
                population(
                        "spawn-first",
                        "Creation of one of many, and its first message",
                        "Until all of 5,000 have handled one; 20,000 were there before, and others have come and gone.",
                        "ns",
                        SpawnCost.class,
                        Map.of("touch", "true")),
                population(
                        "idle-bytes",
                        "Memory of one that was never used",
                        "100,000 of them, on the heap after a collection and outside of it.",
                        "B",
                        IdleBytes.class,
                        Map.of("count", "100000", "touch", "false")),
                population(
                        "used-bytes",
                        "Memory of one that got one message and is idle",
                        "20,000 of them, on the heap after a collection and outside of it.",
                        "B",
                        IdleBytes.class,
                        Map.of("count", "20000", "touch", "true")),
                population(
                        "idle-cpu",
                        "Processor use of 1,000 that are idle",
                        "The whole process, in percent of one core.",
                        "% of a core",
                        IdleCpu.class,
                        Map.of("count", "1000")),
                population(
                        "idle-cpu-many",
                        "Processor use of 100,000 that are idle",
                        "The whole process, in percent of one core.",
                        "% of a core",
                        IdleCpu.class,
                        Map.of("count", "100000")));
    }

    private static Comparison population(
            String id,
            String title,
            String note,
            String unit,
            Class<? extends Task> task,
            Map<String, String> arguments) {
        return Comparison.ofCosts(
                id,
                title,
                note,
                unit,
                Arrays.stream(PopulationSide.values())
                        .map(side -> Side.of(side, 1, TaskTrial.of(task, side, arguments, effort -> 3)))
                        .toArray(Side[]::new));
    }

    private static List<Comparison> trees() {
        return List.of(
                tree("tree-first", "A tree of 1,111,111, the first run", false),
                tree("tree-warm", "A tree of 1,111,111, warm", true));
    }

    private static Comparison tree(String id, String title, boolean warm) {
        return Comparison.ofCosts(
                id,
                title,
                "Each but the leaves creates ten more and adds up what they say, and all end; on a thread per core, with a"
                        + " heap of " + TREE_GIB + " GiB.",
                "ns",
                Comparison.sides(
                        side -> new TaskTrial(
                                TreeCost.class,
                                Map.of("side", side.name(), "warm", warm + ""),
                                effort -> warm ? 10 : 5,
                                TREE_GIB),
                        SavinaBenchmark.Side.values()));
    }

    private static Comparison savina(Savina workload) {
        return Comparison.ofCosts(
                "savina-" + workload.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                workload.title(),
                "One run of the whole program on a thread per core; Pekko with a throughput of 50.",
                "ns",
                Comparison.sides(
                        side -> new JmhTrial(
                                SavinaBenchmark.class,
                                "run",
                                Map.of("workload", workload.name(), "side", side.name()),
                                Statistic.MEDIAN),
                        SavinaBenchmark.Side.values()));
    }
}
