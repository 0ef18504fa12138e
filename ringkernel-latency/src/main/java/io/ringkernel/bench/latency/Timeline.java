// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.latency;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Durations by the moment to which they belong: one histogram for each hundredth of a run, all of them made before. One
 * writer. Three significant digits up to one minute; longer durations count as one minute.
 */
final class Timeline {
    static final int INTERVALS = 100;

    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final IntCountsHistogram[] intervals = new IntCountsHistogram[INTERVALS];
    private final long fromNs;
    private final long durationNs;
    private final double intervalsPerNs;

    Timeline(long fromNs, long durationNs) {
        this.fromNs = fromNs;
        this.durationNs = durationNs;
        this.intervalsPerNs = (double) INTERVALS / durationNs;
        for (int i = 0; i < INTERVALS; i++) {
            intervals[i] = new IntCountsHistogram(LONGEST_NS, DIGITS);
        }
    }

    /** Records what happened at a moment; nothing if that is before the beginning. */
    void record(long momentNs, long tookNs) {
        long sinceNs = momentNs - fromNs;
        if (sinceNs >= 0) {
            int index = Math.min(INTERVALS - 1, (int) (sinceNs * intervalsPerNs));
            intervals[index].recordValue(Math.max(0, Math.min(tookNs, LONGEST_NS)));
        }
    }

    long intervalNs() {
        return durationNs / INTERVALS;
    }

    /** {@return one histogram per interval, with the durations of all these timelines} */
    static List<Histogram> merge(List<Timeline> timelines) {
        List<Histogram> merged = new ArrayList<>();
        for (int i = 0; i < INTERVALS; i++) {
            Histogram sum = new Histogram(LONGEST_NS, DIGITS);
            for (Timeline timeline : timelines) {
                sum.add(timeline.intervals[i]);
            }
            merged.add(sum);
        }
        return merged;
    }

    /** {@return the durations of all these histograms} */
    static Histogram total(List<Histogram> histograms) {
        Histogram total = new Histogram(LONGEST_NS, DIGITS);
        histograms.forEach(total::add);
        return total;
    }
}
