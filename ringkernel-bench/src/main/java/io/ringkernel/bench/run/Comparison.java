// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Figure;
import io.ringkernel.bench.report.Row;
import java.util.List;

/**
 * What is measured of several sides, in turn.
 *
 * @param row    as which it is reported
 * @param unit   of its values
 * @param better which values are better
 * @param sides  in the order in which they take turns
 */
record Comparison(Row row, String unit, Figure.Better better, List<Side> sides) {
    /**
     * One side of a comparison.
     *
     * @param label   in tables and pictures
     * @param ours    whether it is the engine
     * @param threads how many threads want to run while it is measured
     * @param trial   that measures it
     */
    record Side(String label, boolean ours, int threads, Trial trial) {}
}
