// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import java.util.Locale;

/** The 99th percentile of each interval of a run, one line per side. */
final class TimeChart {
    private static final double LEFT = 62;
    private static final double RIGHT = 16;
    private static final double TOP = 12;
    private static final double BOTTOM = 40;
    private static final double NARROW = 500;
    private static final double NS_PER_SECOND = 1e9;

    private TimeChart() {}

    static String of(List<Curve> curves, List<String> classes, double width) {
        double height = width < NARROW ? 240 : 260;
        double end = width - RIGHT;
        double bottom = height - BOTTOM;
        double seconds = curves.stream()
                .mapToDouble(curve -> curve.percentiles().size() * curve.intervalNs() / NS_PER_SECOND)
                .max()
                .orElse(1);
        double least = Double.MAX_VALUE;
        double most = 1;
        for (Curve curve : curves) {
            for (double percentile : curve.percentiles()) {
                if (!Double.isNaN(percentile)) {
                    least = Math.min(least, Math.max(1, percentile));
                    most = Math.max(most, percentile);
                }
            }
        }
        Scale x = Scale.linear(seconds, LEFT, end);
        Scale y = Scale.decades(Math.min(least, most), most, bottom, TOP);
        Svg svg = new Svg(width, height, "99th percentile over time");
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), end, y.at(tick))
                    .label("tick end", LEFT - 8, y.at(tick) + 4, Numbers.tick(tick));
        }
        for (double tick : x.ticks()) {
            svg.label("tick middle", x.at(tick), bottom + 18, Numbers.plain(tick));
        }
        svg.label("axis middle", (LEFT + end) / 2, height - 4, "seconds of the run; p99 of each hundredth of it");
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            StringBuilder data = new StringBuilder();
            for (int at = 0; at < curve.percentiles().size(); at++) {
                double percentile = curve.percentiles().get(at);
                if (!Double.isNaN(percentile)) {
                    data.append(String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            data.length() == 0 ? "M" : "L",
                            x.at((at + 0.5) * curve.intervalNs() / NS_PER_SECOND),
                            y.at(Math.max(1, percentile))));
                }
            }
            svg.path("curve thin " + classes.get(i), data, curve.side());
        }
        return svg.toString();
    }
}
