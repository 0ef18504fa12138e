// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasureDeskTest {
    @Test
    void measuresEachTickAfterTheWarmUp() {
        LatencyRig rig =
                LatencyRig.atRate(10_000).warmUp(Duration.ofMillis(100)).duration(Duration.ofMillis(200));

        LatencyReport report = MeasureDesk.measure(rig);

        assertThat(report.lost()).isZero();
        assertThat(report.sent()).isEqualTo(3_000);
        assertThat(report.measured()).isEqualTo(2_000);
        assertThat(report.percentileNs(50)).isPositive().isLessThanOrEqualTo(report.longestNs());
        assertThat(report.toString()).startsWith("2,000 messages at 10,000 per second, 0 lost");
    }
}
