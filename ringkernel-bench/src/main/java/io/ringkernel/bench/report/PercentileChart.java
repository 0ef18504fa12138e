// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Distributions as HdrHistogram's plotter shows them: the tail is as wide as the rest, both axes are logarithmic. */
final class PercentileChart {
    private static final double LETTER = 6.5;
    private static final double LEFT = 62;
    private static final double RIGHT = 16;
    private static final double TOP = 12;
    private static final double BOTTOM = 40;
    private static final double NARROW = 500;
    private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999};

    /** Classes of a line that is no side. */
    static final String BASELINE = "baseline";

    private PercentileChart() {}

    /**
     * One distribution.
     *
     * @param name      of it
     * @param classes   that give its line a color
     * @param histogram in nanoseconds
     */
    record Line(String name, String classes, Histogram histogram) {}

    static String of(List<Line> lines, double width) {
        double height = width < NARROW ? 300 : 380;
        double end = width - RIGHT;
        double bottom = height - BOTTOM;
        long most = lines.stream()
                .mapToLong(line -> line.histogram().getMaxValue())
                .max()
                .orElse(1);
        long least = lines.stream()
                .filter(line -> !line.classes().equals(BASELINE))
                .mapToLong(line -> Math.max(1, line.histogram().getValueAtPercentile(1)))
                .min()
                .orElse(1);
        long count = lines.stream()
                .mapToLong(line -> line.histogram().getTotalCount())
                .max()
                .orElse(1);
        double nines = Math.max(1, Math.min(6, Math.floor(Math.log10(Math.max(10, count)))));
        Scale x = new Scale(0, nines, LEFT, end, false);
        Scale y = Scale.decades(least, most, bottom, TOP);
        Svg svg = new Svg(width, height, "latency by percentile");
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), end, y.at(tick))
                    .label("tick end", LEFT - 8, y.at(tick) + 4, Numbers.tick(tick));
        }
        double labelsEnd = 0;
        for (double percentile : PERCENTILES) {
            double at = nines(percentile);
            if (at <= nines + 1e-9) {
                svg.line("grid", x.at(at), TOP, x.at(at), bottom);
                String label = label(percentile);
                double length = label.length() * LETTER;
                double labelEnd = Math.min(end, x.at(at) + length / 2);
                if (labelEnd - length > labelsEnd) { // on a narrow screen there is no room for each
                    svg.label("tick end", labelEnd, bottom + 18, label);
                    labelsEnd = labelEnd;
                }
            }
        }
        svg.label("axis middle", (LEFT + end) / 2, height - 4, "percentile");
        for (Line line : lines) {
            svg.path("curve " + line.classes(), data(line.histogram(), x, y, nines), line.name());
        }
        return svg.toString();
    }

    private static String label(double percentile) {
        return percentile == (int) percentile ? (int) percentile + " %" : percentile + " %";
    }

    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private static CharSequence data(Histogram histogram, Scale x, Scale y, double nines) {
        StringBuilder data = new StringBuilder();
        double lastX = -1;
        for (HistogramIterationValue value : histogram.percentiles(8)) {
            double percentile = Math.min(value.getPercentileLevelIteratedTo(), 100 - Math.pow(10, 2 - nines));
            double atX = x.at(nines(percentile));
            double atY = y.at(Math.max(1, value.getValueIteratedTo()));
            if (value.getValueIteratedTo() < y.from()) {
                continue; // it comes in where it is long enough for the picture
            }
            if (data.length() == 0) {
                data.append(String.format(Locale.ROOT, "M%.1f %.1f", atX, atY));
            } else if (atX > lastX + 0.3 || value.getPercentileLevelIteratedTo() >= 100) {
                data.append(String.format(Locale.ROOT, "L%.1f %.1f", atX, atY));
            }
            lastX = atX;
        }
        return data;
    }
}
