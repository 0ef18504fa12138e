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
        /** The value of the engine is to be the limit, give or take one. */
        VALUE_NEAR,
        /** The engine is to need at most so many times T, the transfer of a cache line. */
        TRANSFERS_AT_MOST,
        /** The engine is to allocate at most so many bytes per operation. */
        BYTES_AT_MOST;

        /** {@return whether a value is within a limit} */
        boolean allows(double value, double limit) {
            return switch (this) {
                case SPEED_AT_LEAST -> value >= limit;
                case VALUE_NEAR -> Math.abs(value - limit) <= 1;
                case COST_AT_MOST, VALUE_AT_MOST, TRANSFERS_AT_MOST, BYTES_AT_MOST -> value <= limit;
            };
        }

        /** {@return a limit as a reader sees it} */
        String text(double limit, String unit) {
            String value = Numbers.threeDigits(limit);
            return switch (this) {
                case SPEED_AT_LEAST -> "≥ " + value + " " + unit;
                case VALUE_NEAR -> value + " ± 1 " + unit;
                case COST_AT_MOST, VALUE_AT_MOST, TRANSFERS_AT_MOST, BYTES_AT_MOST -> "≤ " + value + " " + unit;
            };
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
        MISSED("missed"),
        /** No fork of one side had about the same T as one of the other, so there is nothing to compare. */
        OTHER_RHYTHM("other rhythm"),
        /** A side did not keep up with its rate, so there is nothing to judge. */
        SATURATED("saturated");

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
     * @param extra what the engine may need in any case and is not compared, in the unit of the row
     */
    record Check(String row, String ours, String peer, Bound bound, double limit, double extra) {
        /** A limit, and nothing beside it. */
        Check(String row, String ours, String peer, Bound bound, double limit) {
            this(row, ours, peer, bound, limit, 0);
        }
    }

    /** What a check came to: a ratio, or a value, and the unit of both. */
    record Result(Check check, Figure.Range measured, String unit, Status status) {
        /** {@return what has to be reached, as a reader sees it} */
        String gate() {
            String gate = check.bound().text(check.limit(), unit);
            return check.extra() == 0 ? gate : gate + " beyond " + Numbers.duration(check.extra());
        }

        private Result of(Figure ours, Figure peer) {
            if (ours.saturation() != null || peer.saturation() != null) {
                return new Result(check, measured, unit, Status.SATURATED);
            }
            return ours.isComparableTo(peer) ? this : new Result(check, measured, unit, Status.OTHER_RHYTHM);
        }
    }

    /**
     * Judges those of its checks that were measured.
     *
     * @param figures    of a run
     * @param transferNs T in that run, for forks that do not know their own
     * @return what they came to
     */
    List<Result> results(List<Figure> figures, double transferNs) {
        return checks.stream()
                .flatMap(check -> result(check, figures, transferNs).stream())
                .toList();
    }

    /** {@return the name of a check among the others of the goal; empty if there is nothing to tell apart} */
    String nameOf(Check check) {
        if (checks.size() <= 2) {
            return "";
        }
        boolean sameRow = checks.stream().allMatch(other -> other.row().equals(check.row()));
        return sameRow ? check.ours() : check.row();
    }

    private static Optional<Result> result(Check check, List<Figure> figures, double transferNs) {
        return Report.find(figures, check.row(), check.ours()).flatMap(ours -> switch (check.bound()) {
            case COST_AT_MOST, SPEED_AT_LEAST ->
                Report.find(figures, check.row(), check.peer())
                        .map(peer ->
                                judged(check, ratio(check, ours, peer), "×").of(ours, peer));
            case TRANSFERS_AT_MOST -> Optional.of(judged(check, ours.inTransfers(transferNs), "T"));
            case BYTES_AT_MOST ->
                ours.bytes() < 0 ? Optional.empty() : Optional.of(judged(check, ours.allocation(), "B"));
            case VALUE_AT_MOST, VALUE_NEAR ->
                Optional.of(judged(check, ours.range(), ours.unit()).of(ours, ours));
        });
    }

    private static Figure.Range ratio(Check check, Figure all, Figure peer) {
        Figure ours = all.less(check.extra());
        boolean lower = ours.better() == Figure.Better.LOWER;
        return (check.bound() == Bound.COST_AT_MOST) == lower ? ours.ratioTo(peer) : peer.ratioTo(ours);
    }

    private static Result judged(Check check, Figure.Range range, String unit) {
        boolean lowest = check.bound().allows(range.lowest(), check.limit());
        boolean highest = check.bound().allows(range.highest(), check.limit());
        boolean middle = check.bound().allows(range.median(), check.limit());
        Status status = lowest && highest ? Status.REACHED : lowest || highest || middle ? Status.OPEN : Status.MISSED;
        return new Result(check, range, unit, status);
    }
}
