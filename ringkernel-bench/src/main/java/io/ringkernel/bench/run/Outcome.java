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
 * @param transferNs T in this fork, after it had measured; {@link Double#NaN} if it is not known
 * @param intervals durations in nanoseconds by the time in which they were measured; empty if the fork measures none
 * @param intervalNs length of an interval
 * @param saturation of the fork; null if it kept up with its rate, or has none
 * @param fork       flags of its JVM, and for how long it was measured, if that is not the same for all
 */
record Outcome(
        double value,
        double bytes,
        double transferNs,
        List<Histogram> intervals,
        long intervalNs,
        @Nullable Saturation saturation,
        String fork) {
    static final double NOT_MEASURED = -1;

    Outcome withoutIntervals() {
        return new Outcome(value, bytes, transferNs, List.of(), intervalNs, saturation, fork);
    }

    static Outcome of(double value, double bytes) {
        return new Outcome(value, bytes, Double.NaN, List.of(), 0, null, "");
    }
}
