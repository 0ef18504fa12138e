// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the races in this module, and writes {@code report.txt} into the working directory, beside what jcstress leaves
 * there.
 *
 * <p>jcstress is content with a race that it never ran, for example because the machine has fewer cores than the race has
 * actors. Here each declared race must have run, to its end, and without a forbidden outcome.
 */
public final class Races {
    private final String filter;
    private final String mode;

    private Races(String mode, String filter) {
        this.mode = mode;
        this.filter = filter;
    }

    /**
     * Runs the races; ends with status 1 unless all of them ran and none had a forbidden outcome.
     *
     * @param arguments {@code quick} or {@code long}, and perhaps a regular expression that selects races by name
     * @throws Exception if jcstress fails
     */
    public static void main(String... arguments) throws Exception {
        boolean passed = new Races(arguments[0], arguments.length > 1 ? arguments[1] : "").run();
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws Exception {
        Options options = new Options(options());
        if (!options.parse()) {
            throw new IllegalArgumentException("jcstress takes no such options: mode=" + mode);
        }
        Instant start = Instant.now();
        PrintStream console = System.out;
        try (PrintStream log = new PrintStream("jcstress.log", StandardCharsets.UTF_8)) {
            System.setOut(log);
            new JCStress(options).run();
        } catch (AssertionError failed) { // its list of failures; the report says each of them, too
            console.println("jcstress failed, see below");
        } finally {
            System.setOut(console);
        }
        Report report = new Report(read(options.getResultFile()));
        List<String> lines = new ArrayList<>();
        lines.add(("races: mode=%s, commit=%s, jdk=%s, processors=%d %s, os=%s, start=%s, seconds=%d")
                .formatted(
                        mode,
                        System.getProperty("ringkernel.commit", "unknown"),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        System.getProperty("os.name"),
                        start.truncatedTo(ChronoUnit.SECONDS),
                        Duration.between(start, Instant.now()).toSeconds()));
        lines.addAll(report.lines());
        Files.write(Path.of("report.txt"), lines);
        lines.forEach(console::println);
        return report.passed();
    }

    /*
     * Quick: each race in one JVM with the usual flags, for a moment. Long: also with C2 shuffling what it may, for as
     * long as it takes to come to a billion samples. Where a JVM has biased locking, jcstress runs all twice, so there
     * each run takes half the time.
     */
    private String[] options() {
        int version = Runtime.version().feature();
        int share = version < 18 ? 1 : 2;
        String flags = "-XX:+UseParallelGC"
                + (version < 24 ? "" : " --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED");
        List<String> options = new ArrayList<>(List.of(
                "-r", "html", "-t", filter.isEmpty() ? "." : filter, "-f", "1", "-fsm", "1", "-sc", "false", "-pth"));
        options.addAll(
                switch (mode) {
                    case "quick" -> List.of("false", "-iters", "1", "-time", "" + 250 * share, "-jvmArgs", flags);
                    case "long" -> List.of("true", "-iters", "" + share, "-time", "5000", "-jvmArgsPrepend", flags);
                    default -> throw new IllegalArgumentException("mode must be quick or long: mode=" + mode);
                });
        return options.toArray(String[]::new);
    }

    private static List<TestResult> read(String file) throws IOException, ClassNotFoundException {
        InProcessCollector results = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(file, results);
        reader.dump();
        reader.close();
        return List.copyOf(results.getTestResults());
    }

    /** What became of each declared race. */
    private final class Report {
        private final TreeMap<String, Race> races = new TreeMap<>();
        private final List<String> failures = new ArrayList<>();

        Report(List<TestResult> results) {
            for (String name : TestList.tests()) {
                if (name.matches(".*(?:" + filter + ").*")) {
                    races.put(name, new Race());
                }
            }
            results.forEach(this::add);
            races.forEach((name, race) -> {
                if (race.samples == 0) {
                    failures.add("race was declared and not executed: race=" + name);
                }
            });
        }

        private void add(TestResult result) {
            Race race = races.get(result.getName());
            if (result.status() != Status.NORMAL) {
                failures.add("race did not run to its end: race=" + result.getName() + ", status=" + result.status()
                        + ", messages=" + result.getMessages());
                return;
            }
            race.samples += result.getTotalCount();
            result.grading().gradingResults.values().stream()
                    .filter(seen -> seen.count > 0)
                    .forEach(seen -> race.outcomes.merge(seen.id, seen.count, Long::sum));
            result.grading()
                    .failureMessages
                    .forEach(message ->
                            failures.add("race went wrong: race=" + result.getName() + ", outcome=" + message));
        }

        boolean passed() {
            return failures.isEmpty() && !races.isEmpty();
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            races.forEach((name, race) -> lines.add(
                    "%-50s %,15d  %s".formatted(name.replace("io.ringkernel.", ""), race.samples, race.outcomes)));
            failures.stream().distinct().forEach(lines::add);
            lines.add("declared=%d, executed=%d, samples=%,d, failures=%d"
                    .formatted(
                            races.size(),
                            races.values().stream()
                                    .filter(race -> race.samples > 0)
                                    .count(),
                            races.values().stream()
                                    .mapToLong(race -> race.samples)
                                    .sum(),
                            failures.size()));
            return lines;
        }
    }

    private static final class Race {
        private final TreeMap<String, Long> outcomes = new TreeMap<>();
        private long samples;
    }
}
