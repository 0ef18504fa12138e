// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.CommandLine.UsageException;
import io.ringkernel.bench.report.Comparisons;
import io.ringkernel.bench.report.HtmlReport;
import io.ringkernel.bench.report.Report;
import io.ringkernel.bench.report.Report.Earlier;
import io.ringkernel.bench.report.Results;
import io.ringkernel.bench.run.Gates;
import io.ringkernel.bench.run.Interruption;
import io.ringkernel.bench.run.Jdk;
import io.ringkernel.bench.run.Reasons;
import io.ringkernel.bench.run.Session;
import io.ringkernel.bench.run.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./ringkernel bench}: measures, shows tables meanwhile, and writes a report. */
public final class Bench {
    private static final int WRONGLY_CALLED = 2;
    private static final int FAILED = 1;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private Bench() {}

    /**
     * Runs. Ends with status 2 if it was called wrongly, 1 if a benchmark failed.
     *
     * @param args of {@code ./ringkernel bench}
     */
    public static void main(String[] args) {
        // Two runs at a time disturb each other, and the report says so; a lock would only hide who did.
        System.setProperty("jmh.ignoreLock", "true");
        try {
            CommandLine line = CommandLine.parse(args);
            if (line.gates()) {
                judge(line);
            } else if (line.suites().isEmpty()) {
                list();
            } else {
                run(line, args);
            }
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(WRONGLY_CALLED);
        } catch (IOException e) {
            System.err.println(Reasons.of(e));
            System.exit(FAILED);
        }
    }

    private static void judge(CommandLine line) throws IOException {
        if (!new Gates(System.out).judge(jdkOf(line))) {
            System.err.println("a gate was missed; ./ringkernel bench throughput codec lanes request shows more");
            System.exit(FAILED);
        }
    }

    private static void list() {
        System.out.println("./ringkernel bench NAME...   measures, and writes a report\n");
        for (Suite suite : Suite.values()) {
            System.out.printf("  %-12s %s%n", suite.command(), suite.about());
        }
        System.out.printf("  %-12s all of them%n", CommandLine.ALL);
        System.out.printf("  %-12s a few ratios that are to hold, judged by themselves%n%n%s", CommandLine.GATES, """
                  --quick          a first look: one short fork of each side instead of five long ones
                  --rounds N       in how many rounds the sides take turns, instead of five, or of one that is quick
                  --jdk N          forks run on JDK N, which is looked for in JAVAN_HOME, JAVA_HOME and beside the current
                  --compare OLD    shows what changed since the run in that folder
                  --out DIR        writes there, instead of into a folder named after the time

                latency takes what-ifs, and measures a kernel alone then (--rate alone: the peers, too):
                  --rate 1M        messages per second, as 500, 20k or 1M
                  --length 64      bytes of payload in a message
                  --priority 255   of each message, 0 to 255
                  --idle parking   how the kernel waits: busy-spin, yielding, backoff or parking
                """);
    }

    private static void run(CommandLine line, String[] args) throws IOException {
        Jdk jdk = jdkOf(line);
        Earlier earlier = earlierOf(line);
        String names = line.suites().size() == Suite.values().length
                ? CommandLine.ALL
                : line.suites().stream().map(Suite::command).collect(Collectors.joining("-"));
        Path folder = folderOf(line, names);
        String title = "RingKernel bench: " + names.replace("-", ", ");
        String command = "./ringkernel bench " + CommandLine.quoted(args);
        Session session = new Session(line.effort(), jdk, folder, System.out);
        Interruption interruption = new Interruption(session, word -> {
            try {
                if (session.figures().isEmpty()) {
                    System.out.println(word + " before anything was measured");
                    RunFolder.giveBack(folder);
                } else {
                    System.out.println(word + "; what was measured until then:");
                    write(session.report(title + " (" + word + ")", command, earlier), folder);
                }
            } catch (IOException e) {
                System.err.println(Reasons.of(e));
            }
        });
        try {
            session.run(line.suites(), line.whatIf());
        } catch (IOException | RuntimeException e) {
            interruption.failed();
            throw e;
        }
        if (!interruption.cancel()) {
            return;
        }
        Report report = session.report(title, command, earlier);
        write(report, folder);
        if (!report.failures().isEmpty()) {
            System.exit(FAILED);
        }
    }

    private static void write(Report report, Path folder) throws IOException {
        Results.write(report.conditions(), report.figures(), folder);
        Path page = folder.resolve("report.html");
        Files.writeString(page, HtmlReport.of(report));
        if (report.earlier() != null) {
            System.out.println(Comparisons.text(report));
        }
        report.doubts().stream().distinct().forEach(doubt -> System.out.println("no conclusions: " + doubt));
        report.failures().forEach(failure -> System.err.println("failed: " + failure));
        System.out.println("report: " + page.toAbsolutePath().normalize());
    }

    private static Jdk jdkOf(CommandLine line) {
        Integer feature = line.jdk();
        if (feature == null) {
            return Jdk.current();
        }
        try {
            return Jdk.find(feature, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static @Nullable Earlier earlierOf(CommandLine line) {
        Path folder = line.compare();
        if (folder == null) {
            return null;
        }
        try {
            return Results.read(folder);
        } catch (IOException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Path folderOf(CommandLine line, String names) {
        Path asked = line.out();
        if (asked != null) {
            return RunFolder.asked(asked);
        }
        String home = System.getProperty("ringkernel.home");
        Path parent = home == null ? Path.of("") : Path.of(home, "ringkernel-bench", "target", "reports");
        String stamp = LocalDateTime.now().format(STAMP);
        return RunFolder.fresh(parent.toAbsolutePath(), "bench-" + stamp + "-" + names);
    }
}
