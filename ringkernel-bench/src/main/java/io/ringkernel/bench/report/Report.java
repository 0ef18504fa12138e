// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one run.
 *
 * @param title       of the run
 * @param command     with which it can be repeated
 * @param environment names and values, in the order in which they are shown
 * @param calibration of the machine
 * @param conditions  that an earlier or later run has to have, too
 * @param rows        in the order in which they were measured
 * @param forks       what flags their JVMs had and for how long they measured, by id of the row
 * @param figures     of all rows
 * @param curves      of the rows with distributions
 * @param failures    of sides that have no figure for that reason: a line with row and side, and the reason
 * @param rawFiles    beside the report, by name
 * @param earlier     figures of an earlier run to compare with; null for none
 */
public record Report(
        String title,
        String command,
        Map<String, String> environment,
        Calibration calibration,
        Conditions conditions,
        List<Row> rows,
        Map<String, Set<String>> forks,
        List<Figure> figures,
        List<Curve> curves,
        List<String> failures,
        List<String> rawFiles,
        @Nullable Earlier earlier) {
    /**
     * An earlier run.
     *
     * @param name       where it was read from
     * @param conditions of it
     * @param figures    of it
     */
    public record Earlier(String name, Conditions conditions, List<Figure> figures) {}

    /** {@return why no conclusions should be drawn; empty if they may be} */
    public List<String> doubts() {
        return conditions.doubts();
    }

    /** {@return the figures of a row, in the order in which the sides were measured} */
    List<Figure> figuresOf(Row row) {
        return figures.stream().filter(figure -> figure.row().equals(row.id())).toList();
    }

    /** {@return the curves of a row} */
    List<Curve> curvesOf(Row row) {
        return curves.stream().filter(curve -> curve.row().equals(row.id())).toList();
    }

    /** {@return the figure of a side in a row, if it was measured} */
    static Optional<Figure> find(List<Figure> figures, String row, String side) {
        return figures.stream()
                .filter(figure -> figure.row().equals(row) && figure.side().equals(side))
                .findFirst();
    }
}
