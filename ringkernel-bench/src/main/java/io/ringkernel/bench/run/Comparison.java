// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.report.Figure.Better;
import io.ringkernel.bench.report.Row;
import io.ringkernel.bench.report.Row.Kind;
import io.ringkernel.bench.shape.Participant;
import java.util.List;
import java.util.function.Function;

/**
 * What is measured of several sides, in turn.
 *
 * @param row    as which it is reported
 * @param unit   of its values
 * @param better which values are better
 * @param sides  in the order in which they take turns
 */
record Comparison(Row row, String unit, Better better, List<Side> sides) {
    /**
     * One side of a comparison.
     *
     * @param label   in tables and pictures
     * @param ours    whether it is the engine
     * @param threads how many threads want to run while it is measured
     * @param trial   that measures it
     */
    record Side(String label, boolean ours, int threads, Trial trial) {
        static Side of(Participant participant, Trial trial) {
            return of(participant, participant.threads(), trial);
        }

        static Side of(Participant participant, int threads, Trial trial) {
            return new Side(participant.label(), participant.isOurs(), threads, trial);
        }
    }

    /** Compares what something costs. */
    static Comparison ofCosts(String id, String title, String note, String unit, Side... sides) {
        return new Comparison(new Row(id, title, note, Kind.COST, ""), unit, Better.LOWER, List.of(sides));
    }

    /** Compares distributions of durations, of which one percentile stands in tables. */
    static Comparison ofLatencies(String id, String title, String note, int percentile, Side... sides) {
        String value = "p" + percentile;
        return new Comparison(
                new Row(id, title, note + " The value in the table is " + value + ".", Kind.LATENCY, value),
                "ns",
                Better.LOWER,
                List.of(sides));
    }

    /** {@return a side for each participant, as the function measures it} */
    @SafeVarargs
    static <P extends Participant> Side[] sides(Function<P, Trial> trial, P... participants) {
        Side[] sides = new Side[participants.length];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = Side.of(participants[i], trial.apply(participants[i]));
        }
        return sides;
    }
}
