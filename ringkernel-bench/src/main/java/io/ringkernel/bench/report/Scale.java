// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Where a value lies on an axis. */
record Scale(double from, double to, double start, double end, boolean logarithmic) {
    private static final double[] STEPS = {1, 2, 5};
    private static final int MOST_DECADES_WITH_STEPS = 3;

    /** A scale from zero. */
    static Scale linear(double most, double start, double end) {
        return new Scale(0, most <= 0 ? 1 : most, start, end, false);
    }

    /** A scale of whole decades that hold both values. */
    static Scale decades(double least, double most, double start, double end) {
        double from = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
        double to = Math.pow(10, Math.ceil(Math.log10(Math.max(most, from * 1.01))));
        return new Scale(from, to, start, end, true);
    }

    double at(double value) {
        double share = logarithmic
                ? Math.log10(Math.max(value, from) / from) / Math.log10(to / from)
                : (value - from) / (to - from);
        return start + share * (end - start);
    }

    /** {@return values that deserve a line} */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            boolean stepped = Math.round(Math.log10(to / from)) <= MOST_DECADES_WITH_STEPS;
            for (double decade = from; decade <= to * 1.001; decade *= 10) {
                for (double step : stepped ? STEPS : new double[] {1}) {
                    if (decade * step <= to * 1.001) {
                        ticks.add(decade * step);
                    }
                }
            }
        } else {
            double raw = to / 5;
            double decade = Math.pow(10, Math.floor(Math.log10(raw)));
            double step = decade * (raw / decade > 5 ? 10 : raw / decade > 2 ? 5 : raw / decade > 1 ? 2 : 1);
            for (double tick = 0; tick <= to * 1.001; tick += step) {
                ticks.add(tick);
            }
        }
        return ticks;
    }
}
