// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** The series of {@link Savina#LOG_MAP}: each term is the rate times the one before times what that lacks to 1. */
public final class LogisticMap {
    /** Number of series, each with a rate of its own. */
    public static final int SERIES = 10;

    /** Terms of each of them. */
    public static final int TERMS = 200;

    /** The first term of each. */
    public static final double FIRST = 0.25;

    private static final double LOWEST_RATE = 3.46;
    private static final double STEP = 0.0025;

    private LogisticMap() {}

    /**
     * Computes a term.
     *
     * @param series number of the series
     * @param term   the one before
     * @return the term
     */
    public static double next(int series, double term) {
        return (LOWEST_RATE + series * STEP) * term * (1 - term);
    }

    /**
     * Makes a number of the last term of a series, so that all can be added in any order.
     *
     * @param term the last
     * @return its bits
     */
    public static long bits(double term) {
        return Double.doubleToLongBits(term);
    }

    /** {@return the sum of the bits of all last terms} */
    static long result() {
        long sum = 0;
        for (int series = 0; series < SERIES; series++) {
            double term = FIRST;
            for (int i = 0; i < TERMS; i++) {
                term = next(series, term);
            }
            sum += bits(term);
        }
        return sum;
    }
}
