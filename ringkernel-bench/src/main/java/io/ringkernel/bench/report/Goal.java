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
    /** What is to lie within the limit. */
    enum Bound {
        /** The cost of the engine divided by that of the peer is to be at most the limit. */
        COST_AT_MOST,
        /** The engine is to be so many times as fast at least. */
        SPEED_AT_LEAST,
        /** The value of the engine is to be at most the limit, whatever others need. */
        VALUE_AT_MOST,
        /** The engine is to allocate at most so many bytes per operation. */
        BYTES_AT_MOST;

        /** {@return whether a lower value is nearer to the goal} */
        boolean isUpper() {
            return this != SPEED_AT_LEAST;
        }

        /** {@return whether a peer is measured, too} */
        boolean hasPeer() {
            return this == COST_AT_MOST || this == SPEED_AT_LEAST;
        }
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
     * @param peer  side of the peer; empty for none
     * @param bound that there is
     * @param limit of it
     */
    record Check(String row, String ours, String peer, Bound bound, double limit) {}

    /** What a check came to: a ratio, or a value, and the unit of both. */
    record Result(Check check, Figure.Range measured, String unit, Status status) {}

    /** {@return what those of its checks came to that were measured} */
    List<Result> results(List<Figure> figures) {
        return checks.stream().flatMap(check -> result(check, figures).stream()).toList();
    }

    private static Optional<Result> result(Check check, List<Figure> figures) {
        return Report.find(figures, check.row(), check.ours()).flatMap(ours -> {
            if (check.bound().hasPeer()) {
                return Report.find(figures, check.row(), check.peer())
                        .map(peer -> judged(check, ratio(check, ours, peer), "×"));
            }
            boolean bytes = check.bound() == Bound.BYTES_AT_MOST;
            return bytes && ours.bytes() < 0
                    ? Optional.empty()
                    : Optional.of(judged(check, bytes ? ours.allocation() : ours.range(), bytes ? "B" : ours.unit()));
        });
    }

    private static Figure.Range ratio(Check check, Figure ours, Figure peer) {
        boolean lower = ours.better() == Figure.Better.LOWER;
        return check.bound().isUpper() == lower ? ours.ratioTo(peer) : peer.ratioTo(ours);
    }

    private static Result judged(Check check, Figure.Range range, String unit) {
        boolean upper = check.bound().isUpper();
        boolean best = upper ? range.lowest() <= check.limit() : range.highest() >= check.limit();
        boolean worst = upper ? range.highest() <= check.limit() : range.lowest() >= check.limit();
        return new Result(check, range, unit, worst ? Status.REACHED : best ? Status.OPEN : Status.MISSED);
    }
}
