// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void saysWhatAForkDiedOf() {
        Throwable failure = catchThrowable(() -> codec("NOBODY").run(session, "codec"));

        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("No enum constant");
        assertThat(Reasons.of(failure))
                .startsWith("benchmark failed: benchmark=CodecBenchmark.encode, params={")
                .contains("\nbecause of: org.openjdk.jmh.runner.RunnerException: ");
    }
}
