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
 * @param fork       flags of its JVM, and for how long it was measured, if that is not the same for all
 */
record Outcome(
        double value,
        double bytes,
        List<Histogram> intervals,
        long intervalNs,
        @Nullable Saturation saturation,
        String fork) {
    static final double NOT_MEASURED = -1;

    Outcome withoutIntervals() {
        return new Outcome(value, bytes, List.of(), intervalNs, saturation, fork);
    }

    static Outcome of(double value, double bytes) {
        return new Outcome(value, bytes, List.of(), 0, null, "");
    }
}
