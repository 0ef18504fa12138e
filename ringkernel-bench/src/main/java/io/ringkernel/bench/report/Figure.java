// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Arrays;
import java.util.List;
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
        double bytes,
        @Nullable Saturation saturation) {
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
     * @throws IllegalArgumentException if there are none
     */
    public Figure {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a value: row=" + row + ", side=" + side);
        }
        values = List.copyOf(values);
    }

    /** A figure of a side that kept up. */
    Figure(
            String row,
            String side,
            boolean ours,
            int threads,
            String unit,
            Better better,
            List<Double> values,
            double bytes) {
        this(row, side, ours, threads, unit, better, values, bytes, null);
    }

    /** {@return whether more threads wanted to run than there are cores here} */
    boolean isOversubscribed() {
        return threads > Runtime.getRuntime().availableProcessors();
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
     * Compares this figure with another, round by round.
     *
     * @param other of the same unit
     * @return this divided by the other in each round that both have
     */
    public Range ratioTo(Figure other) {
        int rounds = Math.min(values.size(), other.values.size());
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = values.get(i) / other.values.get(i);
        }
        return Range.of(ratios);
    }

    /**
     * A value that differs from round to round.
     *
     * @param median  in the middle
     * @param lowest  of all
     * @param highest of all
     */
    public record Range(double median, double lowest, double highest) {
        /** {@return all of it in another unit} */
        Range dividedBy(double unit) {
            return new Range(median / unit, lowest / unit, highest / unit);
        }

        static Range of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Range(median, sorted[0], sorted[sorted.length - 1]);
        }
    }
}
