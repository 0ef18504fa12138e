// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Collects durations of one writer at a time; snapshots are taken by any thread, without disturbing the writer.
 *
 * <p>Two significant digits, from 1 ns to one hour; longer durations count as one hour. Memory comes with the first record and grows with the
 * range of values: some ten kilobytes.
 */
public final class LatencyRecorder {
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 2;

    private volatile @Nullable SingleWriterRecorder recorder;
    private @Nullable Histogram total;
    private @Nullable Histogram interval;

    /** Creates an empty recorder. */
    public LatencyRecorder() {}

    /**
     * Records a duration. Called by one thread at a time.
     *
     * @param durationNs in nanoseconds; a negative one counts as 0
     */
    public void record(long durationNs) {
        SingleWriterRecorder writer = recorder;
        if (writer == null) {
            writer = new SingleWriterRecorder(DIGITS);
            recorder = writer;
        }
        writer.recordValue(Math.max(0, Math.min(durationNs, LONGEST_NS)));
    }

    /** {@return what was recorded so far} */
    public synchronized LatencySnapshot snapshot() {
        SingleWriterRecorder writer = recorder;
        if (writer == null) {
            return LatencySnapshot.EMPTY;
        }
        Histogram sum = total == null ? new Histogram(DIGITS) : total;
        total = sum;
        interval = writer.getIntervalHistogram(interval);
        sum.add(interval);
        return new LatencySnapshot(
                sum.getTotalCount(),
                sum.getMinValue(),
                sum.getMean(),
                sum.getValueAtPercentile(50),
                sum.getValueAtPercentile(90),
                sum.getValueAtPercentile(99),
                sum.getValueAtPercentile(99.9),
                sum.getMaxValue());
    }
}
