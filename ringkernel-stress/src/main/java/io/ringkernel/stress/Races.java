// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the races in this module, and writes {@code report.txt} into the working directory.
 *
 * <p>jcstress is content with a race that it never ran, for example because the machine has fewer cores than the race has
 * actors. Here each declared race must have run, to its end, and without a forbidden outcome.
 *
 * <p>A long run is one of jcstress: several JVMs for each race, with each compiler alone, and with C2 shuffling
 * what it may. To start them, and to find out which flags they take, is most of the cost of a short run. A quick run has
 * all races in this JVM, one after the other, with the loops that jcstress wrote.
 */
public final class Races {
    private static final int QUICK_MS = 500;
    private static final int LONG_MS = 1000;
    private static final List<String> COMPILERS = List.of("-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation");
    private static final int FOOTPRINT_MB = 64;
    private static final int STRIDE_LENGTH = 256;
    private static final int STRIDE_COUNT = 40;
    private static final int SLOW_STRIDE_COUNT = 1;

    private final String filter;
    private final TreeSet<String> names = new TreeSet<>();

    private Races(String filter) {
        this.filter = filter.isEmpty() ? "." : filter;
        Pattern pattern = Pattern.compile(this.filter);
        TestList.tests().stream().filter(name -> pattern.matcher(name).find()).forEach(names::add);
    }

    /**
     * Runs the races; ends with status 1 unless all of them ran and none had a forbidden outcome.
     *
     * @param arguments {@code quick} or {@code long}, and perhaps a regular expression that selects races by name
     * @throws Exception if jcstress fails
     */
    public static void main(String... arguments) throws Exception {
        String mode = arguments[0];
        Instant start = Instant.now();
        Races races = new Races(arguments.length > 1 ? arguments[1] : "");
        Report report = switch (mode) {
            case "quick" -> races.runHere();
            case "long" -> races.runForked();
            default -> throw new IllegalArgumentException("mode must be quick or long: mode=" + mode);
        };
        List<String> lines = new ArrayList<>();
        lines.add("races: mode=%s, commit=%s, jdk=%s, processors=%d %s, os=%s, start=%s, seconds=%d"
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
        lines.forEach(System.out::println);
        System.out.flush();
        Runtime.getRuntime().halt(report.passed() ? 0 : 1); // a race that hangs has threads that do not end
    }

    private Report runHere() throws ReflectiveOperationException, IOException {
        Report report = new Report(names);
        for (String name : names) {
            String loops = TestList.getInfo(name).generatedRunner();
            Runner<?> runner = (Runner<?>) Class.forName(loops)
                    .getConstructor(ForkedTestConfig.class)
                    .newInstance(quickConfig(loops, strideCount(name)));
            report.add(name, runner.run());
            if (runner.forceExit()) {
                break; // it left threads behind that would disturb the next
            }
        }
        return report;
    }

    private static int strideCount(String name) throws ReflectiveOperationException {
        return Class.forName(TestList.getInfo(name).binaryName()).isAnnotationPresent(Slow.class)
                ? SLOW_STRIDE_COUNT
                : STRIDE_COUNT;
    }

    /* What jcstress sends to the JVMs that it forks; there is no other way to make one. */
    private static ForkedTestConfig quickConfig(String loops, int strideCount) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
        out.writeInt(QUICK_MS);
        out.writeInt(1); // iteration
        out.writeUTF(loops);
        out.writeInt(FOOTPRINT_MB);
        out.writeInt(STRIDE_LENGTH);
        out.writeInt(strideCount);
        out.writeBoolean(false); // no affinity
        return new ForkedTestConfig(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private Report runForked() throws Exception {
        Report report = new Report(names);
        for (int i = 0; i < COMPILERS.size(); i++) {
            Path folder = Files.createDirectories(Path.of("compiler-" + (i + 1)));
            runForked(longOptions(COMPILERS.get(i), folder), folder.resolve("jcstress.log"), report);
        }
        return report;
    }

    private static void runForked(String[] arguments, Path logFile, Report report) throws Exception {
        Options options = new Options(arguments);
        if (!options.parse()) {
            throw new IllegalStateException("jcstress does not take its options: " + String.join(" ", arguments));
        }
        PrintStream console = System.out;
        try (PrintStream log = new PrintStream(logFile.toFile(), StandardCharsets.UTF_8)) {
            System.setOut(log);
            new JCStress(options).run();
        } catch (AssertionError failures) { // those of the report, again
            console.println("jcstress found failures");
        } finally {
            System.setOut(console);
        }
        InProcessCollector results = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), results);
        reader.dump();
        reader.close();
        results.getTestResults().forEach(result -> report.add(result.getName(), result));
    }

    /* Where a JVM has biased locking, jcstress runs all twice, so there each run takes half the time. */
    private String[] longOptions(String compiler, Path folder) {
        int version = Runtime.version().feature();
        return new String[] {
            "-r",
            folder.resolve("html").toString(),
            "-jvmArgs",
            compiler,
            "-t",
            filter,
            "-f",
            "1",
            "-fsm",
            "1",
            "-iters",
            "1",
            "-time",
            "" + LONG_MS * (version < 18 ? 1 : 2),
            "-sc",
            "false",
            "-af",
            "NONE", // where threads run is for the system to say
            "-jvmArgsPrepend",
            "-XX:+UseParallelGC"
                    + (version < 24 ? "" : " --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED")
        };
    }
}
