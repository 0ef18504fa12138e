// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.report.Curve;
import io.ringkernel.bench.report.Row;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private static final Row ROW = new Row("row", "Row", "A note.", Row.Kind.LATENCY, "p99");
    private static final Comparison.Side SIDE =
            new Comparison.Side("RingKernel", true, 2, new TaskTrial(IdleCpu.class, Map.of(), effort -> 1));

    private static Histogram histogram(long... values) {
        Histogram histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Test
    void addsUpWhatForksMeasuredAtTheSameTime() {
        Durations durations = new Durations();
        durations.add(new Outcome(1, -1, 31, List.of(histogram(100), histogram(), histogram(300)), 1_000, null, ""));
        durations.add(new Outcome(1, -1, 31, List.of(histogram(500), histogram(), histogram(200)), 1_000, null, ""));

        Curve curve = durations.curve(ROW, SIDE).orElseThrow();

        assertThat(curve.percentiles()).containsExactly(500.0, Double.NaN, 300.0);
        assertThat(curve.total().getTotalCount()).isEqualTo(4);
        assertThat(curve.total().getMaxValue()).isEqualTo(500);
        assertThat(curve.intervalNs()).isEqualTo(1_000);
        assertThat(curve.row()).isEqualTo("row");
        assertThat(curve.side()).isEqualTo("RingKernel");
        assertThat(curve.ours()).isTrue();
    }

    @Test
    void isNoCurveWithoutDurations() {
        Durations durations = new Durations();
        durations.add(Outcome.of(1, -1));

        assertThat(durations.curve(ROW, SIDE)).isEmpty();
    }
}
