// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What one fork measured.
 *
 * @param value     in the unit of its row
 * @param bytes     allocated per operation; negative if that was not measured
 * @param intervals durations in nanoseconds by the time in which they were measured; empty if the fork measures none
 * @param intervalNs length of an interval
 */
record Outcome(double value, double bytes, List<Histogram> intervals, long intervalNs) {
    static final double NOT_MEASURED = -1;

    Outcome withoutIntervals() {
        return new Outcome(value, bytes, List.of(), intervalNs);
    }

    static Outcome of(double value, double bytes) {
        return new Outcome(value, bytes, List.of(), 0);
    }
}
