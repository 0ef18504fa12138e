// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;

/** T, the transfer of a cache line, on each of several memory pages, the cheapest first. */
final class PageChart {
    private static final double LEFT = 62;
    private static final double TOP = 12;
    private static final double HEIGHT = 180;
    private static final double BOTTOM = HEIGHT - 26;
    private static final double GAP = 3;

    private PageChart() {}

    static String of(Calibration calibration, double width) {
        List<Double> sorted = calibration.transferNs().stream().sorted().toList();
        double most = sorted.get(sorted.size() - 1);
        Scale y = Scale.linear(most, BOTTOM, TOP);
        Svg svg = new Svg(width, HEIGHT, "cache line transfer by memory page");
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), width, y.at(tick))
                    .label("tick end", LEFT - 8, y.at(tick) + 4, Numbers.tick(tick));
        }
        double step = (width - LEFT) / sorted.size();
        for (int i = 0; i < sorted.size(); i++) {
            double top = y.at(sorted.get(i));
            svg.bar(
                    "bar",
                    LEFT + i * step + GAP / 2,
                    top,
                    step - GAP,
                    BOTTOM - top,
                    Numbers.duration(sorted.get(i)) + " one way");
        }
        double median = y.at(calibration.medianTransferNs());
        svg.line("median", LEFT, median, width, median);
        svg.label("axis middle", (LEFT + width) / 2, HEIGHT - 6, sorted.size() + " memory pages, the cheapest first");
        return svg.toString();
    }
}
