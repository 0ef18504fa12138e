// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Saturation;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one fork measured.
 *
 * @param value     in the unit of its row
 * @param bytes     allocated per operation; negative if that was not measured
 * @param intervals durations in nanoseconds by the time in which they were measured; empty if the fork measures none
 * @param intervalNs length of an interval
 * @param saturation of the fork; null if it kept up with its rate, or has none
 */
record Outcome(
        double value,
        double bytes,
        List<Histogram> intervals,
        long intervalNs,
        @Nullable Saturation saturation) {
    static final double NOT_MEASURED = -1;

    Outcome withoutIntervals() {
        return new Outcome(value, bytes, List.of(), intervalNs, saturation);
    }

    static Outcome of(double value, double bytes) {
        return new Outcome(value, bytes, List.of(), 0, null);
    }
}
