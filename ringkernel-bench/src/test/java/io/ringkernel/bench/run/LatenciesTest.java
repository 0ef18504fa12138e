// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.latency.LatencyProbe;
import io.ringkernel.bench.latency.LatencyRig;
import io.ringkernel.bench.run.Task.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatenciesTest {
    private static final Arguments ARGUMENTS = new Arguments(Map.of("percentile", "99", "durationNs", "1000000"));

    @Test
    void saysThatTheRateWasNotReached(@TempDir Path folder) throws IOException {
        LatencyRig rig = LatencyRig.atRate(100_000_000).warmUp(Duration.ZERO).duration(Duration.ofMillis(1));
        LatencyProbe probe = rig.probe();

        Map<String, Double> values = Latencies.keep(rig.run(probe::arrived), ARGUMENTS, folder);

        assertThat(values).containsEntry(TaskTrial.DUE, 1e8);
        assertThat(values.get(TaskTrial.REACHED)).isPositive().isLessThan(1e8);
    }
}
