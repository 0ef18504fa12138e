// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/** One fork of a benchmark, or what is left of it. */
class JmhTrialTest {
    private final Session session = new Session(Effort.SMOKE, Jdk.current(), Path.of(""), System.out);

    private static JmhTrial codec(String name) {
        return new JmhTrial(
                CodecBenchmark.class, "encode", Map.of("messages", "TRADE", "codec", name), Statistic.FASTEST_TENTH);
    }

    @Test
    void saysHowTheForkRan() throws IOException {
        Outcome outcome = codec("SBE").run(session, "codec");

        assertThat(outcome.value()).isPositive();
        assertThat(outcome.bytes()).isNotNegative();
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThat(outcome.transferNs()).isBetween(1.0, 1e6);
        } else {
            assertThat(outcome.transferNs()).isNaN();
        }
        assertThat(outcome.fork())
                .contains("-Xmx256m -XX:+UseSerialGC ")
                .endsWith("; warm-up 1 × 50.0 ms, measured 8 × 3.13 ms");
    }

    @Test
    void leavesOutWhatASideAllocatesWhileItEnds() {
        assertThat(JmhTrial.allocation(resultOf(0.008, 0.009, 0.293))).isEqualTo(0.009);
    }

    @Test
    void saysThatAllocationWasNotMeasured() {
        assertThat(JmhTrial.allocation(resultOf())).isEqualTo(Outcome.NOT_MEASURED);
    }

    private static RunResult resultOf(double... bytes) {
        List<IterationResult> iterations = Arrays.stream(bytes)
                .mapToObj(value -> {
                    IterationResult iteration = new IterationResult(null, null, null);
                    iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "send", 1, 40, TimeUnit.NANOSECONDS));
                    iteration.addResult(new ScalarResult(JmhTrial.ALLOCATION, value, "B/op", AggregationPolicy.AVG));
                    return iteration;
                })
                .toList();
        return new RunResult(null, List.of(new BenchmarkResult(null, iterations)));
    }

    @Test
    void saysWhatAForkDiedOf() {
        Throwable failure = catchThrowable(() -> codec("NOBODY").run(session, "codec"));

        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("No enum constant");
        assertThat(Reasons.of(failure))
                .startsWith("benchmark failed: benchmark=CodecBenchmark.encode, params={")
                .contains("\nbecause of: org.openjdk.jmh.runner.RunnerException: ");
    }
}
