// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Calibration;
import io.ringkernel.bench.report.Conditions;
import io.ringkernel.bench.report.Curve;
import io.ringkernel.bench.report.Figure;
import io.ringkernel.bench.report.Numbers;
import io.ringkernel.bench.report.Report;
import io.ringkernel.bench.report.Report.Earlier;
import io.ringkernel.bench.report.Results;
import io.ringkernel.bench.report.Row;
import io.ringkernel.bench.report.Saturation;
import io.ringkernel.bench.report.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * One run: calibrates, lets the sides of each comparison take turns, and says meanwhile how far it is. Another thread may
 * {@linkplain #stop stop} it, and take what there is.
 */
public final class Session {
    private static final String JMH_FILE = "jmh.json";
    private static final double MOST_STOLEN = 0.01;
    private static final double MOST_FOREIGN = 0.05;
    private static final double LATEST_HICCUP_NS = 100_000;
    private static final double HICCUP_PERCENTILE = 99.9;
    private static final double FULL = 100;

    private final Effort effort;
    private final Jdk jdk;
    private final Path folder;
    private final PrintStream out;
    private final List<RunResult> jmhResults = new ArrayList<>();
    private final List<String> rawFiles = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Set<String>> forks = new LinkedHashMap<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final Machine.@Nullable Ticks before = Machine.ticks();
    private final String loadBefore = Machine.load();
    private final String build = Machine.build();
    private @Nullable Calibration calibration;
    private boolean stopped;

    /**
     * Prepares a run.
     *
     * @param effort of it
     * @param jdk    on which the forks run
     * @param folder for all its files, which exists
     * @param out    for tables and progress
     */
    public Session(Effort effort, Jdk jdk, Path folder, PrintStream out) {
        this.effort = effort;
        this.jdk = jdk;
        this.folder = folder;
        this.out = out;
    }

    Effort effort() {
        return effort;
    }

    Jdk jdk() {
        return jdk;
    }

    Path folder() {
        return folder;
    }

    /** {@return what was measured so far} */
    public synchronized List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** {@return the flags and times of the forks so far, by id of the row} */
    Map<String, Set<String>> forks() {
        return forks;
    }

    /** {@return which sides failed so far, and why} */
    List<String> failures() {
        return failures;
    }

    /** Remembers what JMH measured, for the file that it can read. */
    synchronized void keep(RunResult result) {
        jmhResults.add(result);
    }

    /** Remembers a file that lies in the folder. */
    synchronized void keep(String rawFile) {
        rawFiles.add(rawFile);
    }

    /** Lets no more happen: no fork starts, nothing is written, and what fails now does so because of this. */
    synchronized void stop() {
        stopped = true;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Measures. After each fork the results so far lie in the folder.
     *
     * @param suites in their order
     * @param whatIf what is asked of latencies
     * @throws IOException if the calibration failed, or a file could not be written
     */
    public void run(List<Suite> suites, WhatIf whatIf) throws IOException {
        List<Comparison> comparisons = suites.stream()
                .flatMap(suite -> suite.comparisons(whatIf).stream())
                .toList();
        out.println("calibrating: line transfer, wake-up, clock, hiccups");
        Calibration measured;
        try {
            measured = calibrate();
        } catch (IOException e) {
            if (isStopped()) {
                return;
            }
            throw e;
        }
        synchronized (this) {
            calibration = measured;
            doubts.addAll(doubts(measured, before, Machine.ticks(), "while it was calibrated"));
        }
        out.printf(
                Locale.ROOT,
                "T %s (%s to %s over %d pages), wake-up %s, hiccups p99.9 %s%n",
                Numbers.duration(measured.medianTransferNs()),
                Numbers.duration(
                        measured.transferNs().stream().mapToDouble(t -> t).min().orElseThrow()),
                Numbers.duration(
                        measured.transferNs().stream().mapToDouble(t -> t).max().orElseThrow()),
                measured.transferNs().size(),
                Numbers.duration(measured.wakeNs().getValueAtPercentile(50)),
                Numbers.duration(measured.hiccups().getValueAtPercentile(HICCUP_PERCENTILE)));
        doubts.forEach(doubt -> out.println("no conclusions: " + doubt));
        Progress progress = new Progress(comparisons, effort, out);
        for (Comparison comparison : comparisons) {
            measure(comparison, progress);
        }
    }

    /**
     * Tells what was measured so far.
     *
     * @param title   of the run
     * @param command with which it can be repeated
     * @param earlier run to compare with; null for none
     * @return all that is known
     */
    public synchronized Report report(String title, String command, @Nullable Earlier earlier) {
        return new Report(
                title,
                command,
                environment(before, Machine.ticks(), loadBefore),
                Objects.requireNonNull(calibration, "calibration"),
                conditions(),
                List.copyOf(rows),
                Map.copyOf(forks),
                List.copyOf(figures),
                List.copyOf(curves),
                List.copyOf(failures),
                List.copyOf(rawFiles),
                earlier);
    }

    private Calibration calibrate() throws IOException {
        Path files = folder.resolve("calibration");
        Map<String, Double> values = TaskFork.run(
                jdk,
                1,
                Calibrate.class,
                Map.of("durationNs", String.valueOf(effort.latency().toNanos())),
                files);
        List<Double> transfers = values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Calibrate.TRANSFER))
                .map(Map.Entry::getValue)
                .toList();
        keep("calibration/" + Calibrate.WAKE);
        keep("calibration/" + Calibrate.HICCUPS);
        return new Calibration(
                transfers,
                read(files.resolve(Calibrate.WAKE)),
                read(files.resolve(Calibrate.HICCUPS)),
                values.get(Calibrate.CLOCK));
    }

    private static Histogram read(Path log) throws IOException {
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            EncodableHistogram histogram = reader.nextIntervalHistogram();
            if (histogram == null) {
                throw new IOException("no histogram in the log: file=" + log);
            }
            return (Histogram) histogram;
        }
    }

    private static List<String> doubts(
            @Nullable Calibration calibration,
            Machine.@Nullable Ticks before,
            Machine.@Nullable Ticks after,
            String when) {
        List<String> doubts = new ArrayList<>();
        if (calibration != null && calibration.hiccups().getValueAtPercentile(HICCUP_PERCENTILE) > LATEST_HICCUP_NS) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "two threads that do nothing were %s late in one of 1,000 microseconds (limit %s)",
                    Numbers.duration(calibration.hiccups().getValueAtPercentile(HICCUP_PERCENTILE)),
                    Numbers.duration(LATEST_HICCUP_NS)));
        }
        if (before != null && after != null) {
            double stolen = after.stolenSince(before);
            if (stolen > MOST_STOLEN) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "the host took %.1f %% of the processors away %s (limit %.0f %%)",
                        stolen * FULL,
                        when,
                        MOST_STOLEN * FULL));
            }
            double foreign = after.foreignSince(before);
            if (foreign > MOST_FOREIGN) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "other processes used %.0f %% of the machine %s (limit %.0f %%)",
                        foreign * FULL,
                        when,
                        MOST_FOREIGN * FULL));
            }
        }
        return doubts;
    }

    /** Lets the sides take turns. A side that fails is out, and the others go on: hours of a run are not lost with it. */
    void measure(Comparison comparison, Progress progress) throws IOException {
        Row row = comparison.row();
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        Map<String, Durations> durations = new LinkedHashMap<>();
        List<Comparison.Side> sides = new ArrayList<>(comparison.sides());
        List<Comparison.Side> failed = new ArrayList<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Comparison.Side side : sides) {
                if (isStopped()) {
                    return;
                }
                progress.begin(row.title(), side);
                String name = fileName(row.id() + "-" + side.label()) + "-" + round;
                try {
                    Outcome outcome = side.trial().run(this, name);
                    outcomes.computeIfAbsent(side.label(), label -> new ArrayList<>())
                            .add(outcome.withoutIntervals());
                    durations
                            .computeIfAbsent(side.label(), label -> new Durations())
                            .add(outcome);
                    keep(comparison, failed, outcomes, durations);
                    progress.end(
                            side,
                            Numbers.withUnit(outcome.value(), comparison.unit())
                                    + (Double.isNaN(outcome.transferNs())
                                            ? ""
                                            : ", T " + Numbers.duration(outcome.transferNs()))
                                    + (outcome.saturation() == null ? "" : ", " + outcome.saturation()));
                } catch (IOException | RuntimeException e) {
                    if (isStopped()) {
                        return;
                    }
                    failed.add(side);
                    synchronized (this) {
                        failures.add(row.title() + ", " + side.label() + "\n" + Reasons.of(e));
                    }
                    keep(comparison, failed, outcomes, durations);
                    progress.end(side, "failed");
                }
            }
            sides.removeAll(failed);
        }
        List<Figure> ofRow =
                figures.stream().filter(figure -> figure.row().equals(row.id())).toList();
        if (!ofRow.isEmpty()) {
            out.println(TextTable.of(row, ofRow));
        }
    }

    /** Puts what the sides of a row have come to into the place of what they had come to a fork ago. */
    private synchronized void keep(
            Comparison comparison,
            List<Comparison.Side> failed,
            Map<String, List<Outcome>> outcomes,
            Map<String, Durations> durations)
            throws IOException {
        if (stopped) {
            return;
        }
        Row row = comparison.row();
        List<Comparison.Side> sides = comparison.sides().stream()
                .filter(side -> !failed.contains(side) && outcomes.containsKey(side.label()))
                .toList();
        rows.remove(row);
        figures.removeIf(figure -> figure.row().equals(row.id()));
        curves.removeIf(curve -> curve.row().equals(row.id()));
        if (!sides.isEmpty()) {
            rows.add(row);
        }
        for (Comparison.Side side : sides) {
            List<Outcome> rounds = outcomes.get(side.label());
            rounds.forEach(outcome ->
                    forks.computeIfAbsent(row.id(), id -> new LinkedHashSet<>()).add(outcome.fork()));
            figures.add(new Figure(
                    row.id(),
                    side.label(),
                    side.ours(),
                    side.threads(),
                    comparison.unit(),
                    comparison.better(),
                    rounds.stream().map(Outcome::value).toList(),
                    rounds.stream().map(Outcome::transferNs).toList(),
                    rounds.stream().mapToDouble(Outcome::bytes).max().orElseThrow(),
                    saturation(rounds)));
            durations.get(side.label()).curve(row, side).ifPresent(curves::add);
        }
        Results.write(conditions(), figures, folder);
        writeJmh();
    }

    private static @Nullable Saturation saturation(List<Outcome> rounds) {
        return rounds.stream()
                .map(Outcome::saturation)
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(Saturation::reached))
                .orElse(null);
    }

    private static String fileName(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** JMH's own form, the forks of one benchmark together. */
    private void writeJmh() throws IOException {
        if (jmhResults.isEmpty()) {
            return;
        }
        Map<String, List<RunResult>> byBenchmark = new LinkedHashMap<>();
        for (RunResult result : jmhResults) {
            byBenchmark
                    .computeIfAbsent(result.getParams().id(), id -> new ArrayList<>())
                    .add(result);
        }
        List<RunResult> merged = new ArrayList<>();
        for (List<RunResult> forks : byBenchmark.values()) {
            List<BenchmarkResult> results = forks.stream()
                    .flatMap(fork -> fork.getBenchmarkResults().stream())
                    .toList();
            merged.add(new RunResult(forks.get(0).getParams(), results));
        }
        try (PrintStream json =
                new PrintStream(Files.newOutputStream(folder.resolve(JMH_FILE)), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(merged);
            if (json.checkError()) {
                throw new IOException("results could not be written: file=" + folder.resolve(JMH_FILE));
            }
        }
        if (!rawFiles.contains(JMH_FILE)) {
            keep(JMH_FILE);
        }
    }

    private Conditions conditions() {
        List<String> all = new ArrayList<>(doubts);
        all.addAll(doubts(null, before, Machine.ticks(), "during the whole run"));
        if (!build.equals(Machine.build())) {
            all.add("the benches were built anew during the run, so its forks are not all of one build");
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("jdk", jdkName());
        values.put("machine", Machine.cpu() + ", " + Machine.cores() + " cores");
        values.put("effort", effort.about());
        values.put("commit", commit());
        return new Conditions(values, all.stream().distinct().toList());
    }

    /* As ./ringkernel says, which knows where the sources are. */
    private static String commit() {
        return System.getProperty("ringkernel.commit", "unknown");
    }

    private String jdkName() {
        return (jdk.version() + " " + jdk.vendor()).strip();
    }

    private Map<String, String> environment(
            Machine.@Nullable Ticks before, Machine.@Nullable Ticks after, String loadBefore) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("processor", Machine.cpu());
        environment.put("cores", String.valueOf(Machine.cores()));
        environment.put("caches", Machine.caches());
        environment.put("memory", Machine.memory());
        environment.put("system", Machine.system());
        environment.put("clock source", Machine.clock());
        environment.put("JDK", jdkName());
        environment.put("commit", commit());
        environment.put("flags of the calibration", String.join(" ", jdk.flags()));
        environment.put(
                "forks",
                effort.rounds() + (effort.rounds() == 1 ? " round" : " rounds")
                        + " in which the sides take turns; flags and times stand below the values of each row");
        environment.put("load before, after", loadBefore + "; " + Machine.load());
        if (before != null && after != null) {
            environment.put(
                    "stolen, used by others",
                    String.format(
                            Locale.ROOT,
                            "%.2f %%, %.1f %% of the machine during the run",
                            after.stolenSince(before) * FULL,
                            after.foreignSince(before) * FULL));
        }
        return environment;
    }
}
