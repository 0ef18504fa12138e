// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

/**
 * How long something took, as far as it was measured. All times in nanoseconds, with two significant digits.
 *
 * @param count  number of measurements
 * @param minNs  shortest
 * @param meanNs mean
 * @param p50Ns  half of all were at most this long
 * @param p90Ns  90 % were at most this long
 * @param p99Ns  99 % were at most this long
 * @param p999Ns 99.9 % were at most this long
 * @param maxNs  longest
 */
public record LatencySnapshot(
        long count, long minNs, double meanNs, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {
    /** Nothing was measured. */
    public static final LatencySnapshot EMPTY = new LatencySnapshot(0, 0, 0, 0, 0, 0, 0, 0);
}
