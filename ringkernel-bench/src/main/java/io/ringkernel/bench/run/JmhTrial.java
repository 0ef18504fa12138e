// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Numbers;
import io.ringkernel.bench.shape.Participant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One fork of a JMH benchmark.
 *
 * @param benchmark  class of it
 * @param method     of it
 * @param params     of it
 * @param statistic  that becomes the value of the fork
 */
record JmhTrial(Class<?> benchmark, String method, Map<String, String> params, Statistic statistic) implements Trial {
    private static final double START_SECONDS = 1.5;
    private static final int LAST_LINES = 30;
    static final String ALLOCATION = "gc.alloc.rate.norm";

    /** What the iterations of a fork become one value by. */
    enum Statistic {
        /** The iteration in the middle: for two threads, which settle into one of several rhythms. */
        MEDIAN(0.5, 1, 1),
        /** The limit of the fastest tenth of many short ones: for one thread, which others can only make slower. */
        FASTEST_TENTH(0.1, 8, 16);

        private final double share;
        private final int times;
        private final int shorter;

        Statistic(double share, int times, int shorter) {
            this.share = share;
            this.times = times;
            this.shorter = shorter;
        }

        double of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[(int) (sorted.length * share)];
        }
    }

    /** {@return a fork for a benchmark whose only parameter is the side, of which the iteration in the middle counts} */
    static JmhTrial of(Class<?> benchmark, String method, Participant side) {
        return new JmhTrial(benchmark, method, Map.of("side", side.name()), Statistic.MEDIAN);
    }

    private Duration iteration(Effort effort) {
        return effort.iteration().dividedBy(statistic.shorter);
    }

    @Override
    public double seconds(Effort effort) {
        return START_SECONDS
                + effort.warmUps() * effort.iteration().toMillis() / 1e3
                + effort.iterations() * statistic.times * iteration(effort).toMillis() / 1e3;
    }

    @Override
    public Outcome run(Session session, String name) throws IOException {
        Effort effort = session.effort();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1)
                .jvm(session.jdk().java())
                .jvmArgs(session.jdk().flagsOfPeers().toArray(String[]::new))
                .warmupIterations(effort.warmUps())
                .warmupTime(time(effort.iteration()))
                .measurementIterations(effort.iterations() * statistic.times)
                .measurementTime(time(iteration(effort)))
                .addProfiler(GCProfiler.class)
                .addProfiler(TransferProfiler.class)
                .shouldFailOnError(true);
        params.forEach(options::param);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        OutputFormat format = OutputFormatFactory.createFormatInstance(
                new PrintStream(output, true, StandardCharsets.UTF_8), VerboseMode.NORMAL);
        RunResult result;
        try {
            result = new Runner(options.build(), format).runSingle();
        } catch (RunnerException e) {
            throw new IOException(
                    "benchmark failed: benchmark=" + benchmark.getSimpleName() + "." + method + ", params=" + params
                            + ", end of the output:\n" + end(output.toString(StandardCharsets.UTF_8)),
                    e);
        }
        session.keep(result);
        double[] values = iterations(result)
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
        return new Outcome(
                statistic.of(values),
                allocation(result),
                transferNs(result),
                List.of(),
                0,
                null,
                fork(result.getParams()));
    }

    private static Stream<IterationResult> iterations(RunResult of) {
        return of.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream());
    }

    /* By the iteration in the middle: the last one has what the side allocates while it ends. */
    static double allocation(RunResult of) {
        double[] bytes = iterations(of)
                .map(iteration -> iteration.getSecondaryResults().get(ALLOCATION))
                .filter(Objects::nonNull)
                .mapToDouble(measured -> measured.getScore())
                .toArray();
        return bytes.length == 0 ? Outcome.NOT_MEASURED : Statistic.MEDIAN.of(bytes);
    }

    private static double transferNs(RunResult of) {
        Result<?> measured = of.getSecondaryResults().get(Transfers.NAME);
        return measured == null ? Double.NaN : measured.getScore();
    }

    private static String end(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static String fork(BenchmarkParams params) {
        return String.join(" ", params.getJvmArgs()) + "; warm-up " + times(params.getWarmup()) + ", measured "
                + times(params.getMeasurement());
    }

    private static String times(IterationParams iterations) {
        return iterations.getCount() + " × "
                + Numbers.duration(iterations.getTime().convertTo(TimeUnit.NANOSECONDS));
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.nanoseconds(duration.toNanos());
    }
}
