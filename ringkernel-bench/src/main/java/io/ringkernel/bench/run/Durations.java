// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Curve;
import io.ringkernel.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What all forks of one side measured, if that are durations: those of the same time since their start together. */
final class Durations {
    private static final double PERCENTILE = 99;

    /* One set, and not one for each fork: it takes some 20 MB. */
    private final List<Histogram> intervals = new ArrayList<>();
    private long intervalNs;

    /** Adds what a fork measured. */
    void add(Outcome outcome) {
        intervalNs = outcome.intervalNs();
        List<Histogram> more = outcome.intervals();
        for (int i = 0; i < more.size(); i++) {
            if (i < intervals.size()) {
                intervals.get(i).add(more.get(i));
            } else {
                intervals.add(more.get(i));
            }
        }
    }

    /** {@return the distribution of the durations; empty if there are none} */
    Optional<Curve> curve(Row row, Comparison.Side side) {
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        Histogram total = intervals.get(0).copy();
        total.reset();
        intervals.forEach(total::add);
        List<Double> percentiles = intervals.stream()
                .map(interval ->
                        interval.getTotalCount() == 0 ? Double.NaN : (double) interval.getValueAtPercentile(PERCENTILE))
                .toList();
        return Optional.of(new Curve(row.id(), side.label(), side.ours(), total, percentiles, intervalNs));
    }
}
