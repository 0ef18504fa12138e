// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * One of the goals that the engine is built for, as the table in docs/benchmarks.md has it.
 *
 * @param number in the table
 * @param metric what is measured
 * @param peer   with what it is compared
 * @param gate   what has to be reached
 * @param checks that say whether it is; none if the goal is not measured yet
 */
record Goal(int number, String metric, String peer, String gate, List<Check> checks) {
    /** How a ratio is to lie. */
    enum Bound {
        /** The cost of the engine divided by that of the peer is to be at most the limit. */
        COST_AT_MOST,
        /** The engine is to be so many times as fast at least. */
        SPEED_AT_LEAST
    }

    /** What a check says. */
    enum Status {
        /** The value in the middle is within the limit, and all others, too. */
        REACHED("reached"),
        /** Some values are within the limit, and others not. */
        OPEN("open"),
        /** No value is within the limit. */
        MISSED("missed");

        final String text;

        Status(String text) {
            this.text = text;
        }
    }

    /**
     * One comparison of a goal.
     *
     * @param row   id of the row that measures it
     * @param ours  side of the engine
     * @param peer  side of the peer
     * @param bound that the ratio has
     * @param limit of the ratio
     */
    record Check(String row, String ours, String peer, Bound bound, double limit) {}

    /** What a check came to. */
    record Result(Check check, Figure.Range ratio, Status status) {}

    /** {@return what those of its checks came to that were measured} */
    List<Result> results(List<Figure> figures) {
        return checks.stream().flatMap(check -> result(check, figures).stream()).toList();
    }

    private static Optional<Result> result(Check check, List<Figure> figures) {
        Optional<Figure> ours = Report.find(figures, check.row(), check.ours());
        Optional<Figure> peer = Report.find(figures, check.row(), check.peer());
        if (ours.isEmpty() || peer.isEmpty()) {
            return Optional.empty();
        }
        boolean cost = check.bound() == Bound.COST_AT_MOST;
        boolean lower = ours.get().better() == Figure.Better.LOWER;
        Figure.Range ratio =
                cost == lower ? ours.get().ratioTo(peer.get()) : peer.get().ratioTo(ours.get());
        boolean best = cost ? ratio.lowest() <= check.limit() : ratio.highest() >= check.limit();
        boolean worst = cost ? ratio.highest() <= check.limit() : ratio.lowest() >= check.limit();
        return Optional.of(new Result(check, ratio, worst ? Status.REACHED : best ? Status.OPEN : Status.MISSED));
    }
}
