// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one side of a row, one value per fork.
 *
 * @param row     id of the row
 * @param side    who was measured
 * @param ours    whether that is the engine
 * @param threads how many threads wanted to run
 * @param unit    of the values
 * @param better  which values are better
 * @param values  in the order of the rounds, one or more
 * @param transfersNs T of each of these forks, after it had measured; {@link Double#NaN} where it is not known, and empty if it is of none
 * @param bytes   allocated per operation; negative if that was not measured
 * @param saturation of the round that fell behind the most; null if all kept up with the rate, or there is none
 */
public record Figure(
        String row,
        String side,
        boolean ours,
        int threads,
        String unit,
        Better better,
        List<Double> values,
        List<Double> transfersNs,
        double bytes,
        @Nullable Saturation saturation) {
    private static final double ONE_RHYTHM = 2; // T of forks that can be compared differs by less

    /** Which values are better. */
    public enum Better {
        /** Costs and durations. */
        LOWER,
        /** Rates. */
        HIGHER
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there are none, or not as many values of T
     */
    public Figure {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a value: row=" + row + ", side=" + side);
        }
        if (!transfersNs.isEmpty() && transfersNs.size() != values.size()) {
            throw new IllegalArgumentException("each value has its T: row=" + row + ", side=" + side + ", values="
                    + values.size() + ", T=" + transfersNs.size());
        }
        values = List.copyOf(values);
        transfersNs = List.copyOf(transfersNs);
    }

    /** A figure of a side that kept up, whose forks do not know T. */
    Figure(
            String row,
            String side,
            boolean ours,
            int threads,
            String unit,
            Better better,
            List<Double> values,
            double bytes) {
        this(row, side, ours, threads, unit, better, values, List.of(), bytes, null);
    }

    /** {@return whether more threads wanted to run than there are cores here} */
    boolean isOversubscribed() {
        return threads > Runtime.getRuntime().availableProcessors();
    }

    /** {@return a value of this unit as a reader sees it; durations with the unit that fits them, others without} */
    String shown(double value) {
        return isDuration() ? Numbers.duration(value) : Numbers.threeDigits(value);
    }

    /** {@return whether the values are durations} */
    boolean isDuration() {
        return unit.equals("ns");
    }

    /** {@return the value in the middle} */
    public double median() {
        return range().median();
    }

    /** {@return all values} */
    Range range() {
        return Range.of(values.stream().mapToDouble(value -> value).toArray());
    }

    /** {@return what was allocated, of which only the most of all forks is kept} */
    Range allocation() {
        return new Range(bytes, bytes, bytes);
    }

    /** {@return the lowest value} */
    public double lowest() {
        return values.stream().mapToDouble(value -> value).min().orElseThrow();
    }

    /** {@return the highest value} */
    public double highest() {
        return values.stream().mapToDouble(value -> value).max().orElseThrow();
    }

    /** {@return whether the ranges of both have values in common} */
    boolean overlaps(Figure other) {
        return lowest() <= other.highest() && other.lowest() <= highest();
    }

    /**
     * Compares this figure with another, fork by fork. Where everything that goes from core to core takes several times as long in one fork as in
     * another, only forks are compared that are alike in that: those of one round, or if there is no such round, any two.
     *
     * @param other of the same unit
     * @return this divided by the other; of all rounds if no two forks are alike
     */
    public Range ratioTo(Figure other) {
        double[] ratios = ratios(other, (mine, its) -> mine == its && isAlike(mine, other, its));
        if (ratios.length == 0) {
            ratios = ratios(other, (mine, its) -> isAlike(mine, other, its));
        }
        return Range.of(ratios.length > 0 ? ratios : ratios(other, (mine, its) -> mine == its));
    }

    /** {@return whether there are two forks that had about the same T, as far as is known} */
    boolean isComparableTo(Figure other) {
        return ratios(other, (mine, its) -> isAlike(mine, other, its)).length > 0;
    }

    /** {@return the ratio in the middle as a reader sees it; empty if no two forks can be compared} */
    String shownRatioTo(Figure other) {
        return isComparableTo(other) ? Numbers.threeDigits(ratioTo(other).median()) : "";
    }

    /** {@return what is left when so much of each value does not count; 0 where it is less than that} */
    Figure less(double extra) {
        List<Double> left =
                values.stream().map(value -> Math.max(0, value - extra)).toList();
        return new Figure(row, side, ours, threads, unit, better, left, transfersNs, bytes, saturation);
    }

    private interface Pairs {
        boolean have(int mine, int its);
    }

    private double[] ratios(Figure other, Pairs pairs) {
        return IntStream.range(0, values.size())
                .mapToObj(mine -> IntStream.range(0, other.values.size())
                        .filter(its -> pairs.have(mine, its))
                        .mapToDouble(its -> values.get(mine) / other.values.get(its)))
                .flatMapToDouble(ratios -> ratios)
                .toArray();
    }

    private boolean isAlike(int mine, Figure other, int its) {
        if (threads == 1 && other.threads == 1) {
            return true; // nothing goes from core to core
        }
        return isOneRhythm(transferNs(mine), other.transferNs(its));
    }

    /**
     * Tells whether what two forks measured can be compared.
     *
     * @param oneNs   T of one of them, in nanoseconds
     * @param otherNs T of the other; {@link Double#NaN} if it is not known
     * @return whether they are within a factor of two, as far as is known
     */
    public static boolean isOneRhythm(double oneNs, double otherNs) {
        return Double.isNaN(oneNs)
                || Double.isNaN(otherNs)
                || Math.max(oneNs, otherNs) < ONE_RHYTHM * Math.min(oneNs, otherNs);
    }

    private double transferNs(int fork) {
        return transfersNs.isEmpty() ? Double.NaN : transfersNs.get(fork);
    }

    /**
     * Measures the values by the T of their forks.
     *
     * @param otherwise T where that of the fork is not known, in nanoseconds
     * @return each value divided by it
     */
    Range inTransfers(double otherwise) {
        return Range.of(IntStream.range(0, values.size())
                .mapToDouble(fork -> values.get(fork) / (Double.isNaN(transferNs(fork)) ? otherwise : transferNs(fork)))
                .toArray());
    }

    /** {@return T of all forks as a reader sees it; empty if it is not known} */
    String transfers() {
        double[] known = transfersNs.stream()
                .mapToDouble(t -> t)
                .filter(t -> !Double.isNaN(t))
                .toArray();
        if (known.length == 0) {
            return "";
        }
        Range range = Range.of(known);
        return range.lowest() == range.highest()
                ? Numbers.duration(range.lowest())
                : Numbers.duration(range.lowest()) + " to " + Numbers.duration(range.highest());
    }

    /**
     * A value that differs from round to round.
     *
     * @param median  in the middle
     * @param lowest  of all
     * @param highest of all
     */
    public record Range(double median, double lowest, double highest) {
        static Range of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Range(median, sorted[0], sorted[sorted.length - 1]);
        }
    }
}
