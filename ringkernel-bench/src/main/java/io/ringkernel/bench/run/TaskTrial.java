// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Saturation;
import io.ringkernel.bench.shape.Participant;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;

/**
 * One fork of a {@link Task}.
 *
 * @param task      that runs there
 * @param arguments of it, those of the effort not included
 * @param length    about how long it takes, in seconds
 * @param heapGiB   of the fork
 */
record TaskTrial(
        Class<? extends Task> task, Map<String, String> arguments, ToDoubleFunction<Effort> length, int heapGiB)
        implements Trial {
    /** Name of the files with the distribution, if the task leaves one. */
    static final String LATENCY = "latency";

    /** Messages per second, of a task that did not keep up with those that were due. */
    static final String REACHED = "reached";

    /** Messages per second that were due then. */
    static final String DUE = "due";

    private static final double START_SECONDS = 1;
    private static final double NS_PER_SECOND = 1e9;

    /** A fork with the heap that all have. */
    TaskTrial(Class<? extends Task> task, Map<String, String> arguments, ToDoubleFunction<Effort> length) {
        this(task, arguments, length, 1);
    }

    /** {@return such a fork for one of several sides, which the task is told} */
    static TaskTrial of(
            Class<? extends Task> task,
            Participant side,
            Map<String, String> arguments,
            ToDoubleFunction<Effort> length) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.put("side", side.name());
        return new TaskTrial(task, all, length);
    }

    @Override
    public double seconds(Effort effort) {
        return START_SECONDS + length.applyAsDouble(effort);
    }

    @Override
    public Outcome run(Session session, String name) throws IOException {
        Path folder = session.folder().resolve(name);
        Map<String, String> all = new TreeMap<>(arguments);
        all.put("warmUpNs", session.effort().latencyWarmUp().toNanos() + "");
        all.put("durationNs", session.effort().latency().toNanos() + "");
        Map<String, Double> values = TaskFork.run(session.jdk(), heapGiB, task, all, folder);
        Path log = folder.resolve(LATENCY + ".hlog");
        List<Histogram> intervals = Files.exists(log) ? read(log) : List.of();
        long intervalNs = Math.round(values.getOrDefault("intervalSeconds", 0.0) * NS_PER_SECOND);
        for (String suffix : List.of(".hlog", ".hgrm")) {
            Path file = folder.resolve(LATENCY + suffix);
            if (Files.exists(file)) {
                Files.move(file, session.folder().resolve(name + suffix));
                session.keep(name + suffix);
            }
        }
        Files.delete(folder);
        return new Outcome(
                values.get("value"),
                values.getOrDefault("bytes", Outcome.NOT_MEASURED),
                values.get(Transfers.NAME),
                intervals,
                intervalNs,
                saturation(values),
                String.join(" ", session.jdk().flags(heapGiB)));
    }

    private static @Nullable Saturation saturation(Map<String, Double> values) {
        Double reached = values.get(REACHED);
        return reached == null ? null : new Saturation(Math.round(reached), Math.round(values.get(DUE)));
    }

    private static List<Histogram> read(Path log) throws FileNotFoundException {
        List<Histogram> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                intervals.add((Histogram) next);
            }
        }
        return intervals;
    }
}
