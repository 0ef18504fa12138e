// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the machine itself costs, measured before anything else in a JVM of its own.
 *
 * @param transferNs T: one-way transfer of a cache line between two threads, one value per memory page
 * @param wakeNs     from the unpark of a parked thread to its first instruction
 * @param hiccups    by how much two threads that only watch the clock, on two cores at once, are late each microsecond
 * @param clockNs    cost of reading the clock
 */
public record Calibration(List<Double> transferNs, Histogram wakeNs, Histogram hiccups, double clockNs) {
    /** {@return T of the page in the middle} */
    public double medianTransferNs() {
        return Figure.Range.of(transferNs.stream().mapToDouble(t -> t).toArray())
                .median();
    }
}
