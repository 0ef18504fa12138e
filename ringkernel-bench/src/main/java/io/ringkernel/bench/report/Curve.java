// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The distribution of the durations of one side of a row.
 *
 * @param row       id of the row
 * @param side      who was measured
 * @param ours      whether that is the engine
 * @param total     all durations, in nanoseconds
 * @param percentiles the 99th of each interval in which they were measured, in nanoseconds; NaN of one without any. The
 *     intervals follow each other, and are of equal length
 * @param intervalNs length of an interval
 */
public record Curve(
        String row, String side, boolean ours, Histogram total, List<Double> percentiles, long intervalNs) {}
