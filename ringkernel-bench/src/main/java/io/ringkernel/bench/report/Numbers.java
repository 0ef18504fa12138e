// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    private Numbers() {}

    /**
     * Writes a number with three digits that count, or all of a whole number that has more.
     *
     * @param value any
     * @return as {@code 1.23}, {@code 12.3}, {@code 123} or {@code 12,345}
     */
    public static String threeDigits(double value) {
        double amount = Math.abs(value);
        if (amount == 0) {
            return "0";
        }
        String form = amount >= 100 ? "%,.0f" : amount >= 10 ? "%.1f" : amount >= 0.01 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }

    /**
     * Writes a duration in the unit that fits it.
     *
     * @param ns in nanoseconds
     * @return as {@code 12.3 µs}
     */
    public static String duration(double ns) {
        if (ns < NS_PER_US) {
            return (ns == Math.rint(ns) ? plain(ns) : threeDigits(ns)) + " ns";
        }
        if (ns < NS_PER_MS) {
            return threeDigits(ns / NS_PER_US) + " µs";
        }
        return ns < NS_PER_SECOND ? threeDigits(ns / NS_PER_MS) + " ms" : threeDigits(ns / NS_PER_SECOND) + " s";
    }

    /**
     * Writes a value with its unit.
     *
     * @param value any
     * @param unit  of it; durations in {@code ns} get the unit that fits them
     * @return both
     */
    public static String withUnit(double value, String unit) {
        return unit.equals("ns") ? duration(value) : threeDigits(value) + " " + unit;
    }

    /** {@return a number at an axis, without digits that say nothing} */
    static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.3f", value).replaceFirst("0+$", "");
    }

    /** {@return a value at an axis of that unit} */
    static String axis(double value, String unit) {
        return unit.equals("ns") ? tick(value) : plain(value);
    }

    /** {@return a duration at an axis} */
    static String tick(double ns) {
        return duration(ns).replaceFirst("\\.0+ ", " ");
    }
}
