// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Comparator;
import java.util.List;

/** The sides of a row as bars, the best one first, with their ranges, and how many times they are the engine's. */
final class BarChart {
    private static final double ROW = 34;
    private static final double TALL_ROW = 50;
    private static final double BAR = 16;
    private static final double MARK = 9;
    private static final double WIDE_LABELS = 320;
    private static final double WIDE_VALUES = 210;
    private static final double NARROW_VALUES = 150;
    private static final double WIDE = 700;
    private static final double MOST_LINEAR = 40;
    private static final double AXIS = 24;

    private BarChart() {}

    static String of(List<Figure> figures, double width) {
        boolean wide = width >= WIDE;
        double rowHeight = wide ? ROW : TALL_ROW;
        Figure reference = figures.stream().filter(Figure::ours).findFirst().orElse(figures.get(0));
        boolean lower = reference.better() == Figure.Better.LOWER;
        Comparator<Figure> byMedian = Comparator.comparingDouble(Figure::median);
        List<Figure> sorted =
                figures.stream().sorted(lower ? byMedian : byMedian.reversed()).toList();
        double most = figures.stream().mapToDouble(Figure::highest).max().orElse(1);
        double least = figures.stream().mapToDouble(Figure::lowest).min().orElse(1);
        double left = wide ? WIDE_LABELS : 0;
        double right = width - (wide ? WIDE_VALUES : NARROW_VALUES);
        boolean logarithmic = least > 0 && most / least > MOST_LINEAR;
        Scale scale = logarithmic ? Scale.decades(least, most, left, right) : Scale.linear(most, left, right);
        double height = sorted.size() * rowHeight + AXIS;
        Svg svg = new Svg(width, height, "bars of " + reference.unit() + " by side");
        double bottom = sorted.size() * rowHeight;
        double lastLabel = Double.NEGATIVE_INFINITY;
        for (double tick : scale.ticks()) {
            double x = scale.at(tick);
            if (x <= right + 1) {
                svg.line("grid", x, 0, x, bottom);
                if (x - lastLabel > 52) {
                    svg.label("tick middle", Math.max(x, 12), bottom + 15, Numbers.axis(tick, reference.unit()));
                    lastLabel = x;
                }
            }
        }
        if (sorted.size() > 1 && reference.median() > 0) {
            svg.label("tick end", width, bottom + 15, wide ? "× beside " + reference.side() : "×");
        }
        double y = 0;
        for (Figure figure : sorted) {
            bar(svg, figure, reference, scale, y, wide, right);
            y += rowHeight;
        }
        return svg.toString();
    }

    private static void bar(
            Svg svg, Figure figure, Figure reference, Scale scale, double y, boolean wide, double right) {
        double barTop = wide ? y + (ROW - BAR) / 2 : y + 22;
        double middle = barTop + BAR / 2;
        String name = figure.ours() ? "side ours" : "side";
        if (wide) {
            svg.label(name + " end", WIDE_LABELS - 12, figure.isOversubscribed() ? middle : middle + 5, figure.side());
        } else {
            svg.label(name, 0, y + 15, figure.side());
        }
        if (figure.isOversubscribed()) {
            svg.label(wide ? "over end" : "over", wide ? WIDE_LABELS - 12 : 0, barTop + BAR + MARK, "oversubscribed");
        }
        String value = Numbers.withUnit(figure.median(), figure.unit());
        String tip = figure.side() + ": " + value + ", " + figure.shown(figure.lowest()) + " to "
                + figure.shown(figure.highest()) + " in "
                + figure.values().size() + " forks";
        svg.bar(
                figure.ours() ? "bar ours" : "bar",
                scale.start(),
                barTop,
                scale.at(figure.median()) - scale.start(),
                BAR,
                tip);
        if (figure.values().size() > 1) {
            double low = scale.at(figure.lowest());
            double high = scale.at(figure.highest());
            svg.line("whisker", low, middle, high, middle)
                    .line("whisker", low, middle - 4, low, middle + 4)
                    .line("whisker", high, middle - 4, high, middle + 4);
        }
        boolean hasRatio = figure != reference
                && figure.isComparableTo(reference)
                && Double.isFinite(figure.ratioTo(reference).median());
        String ratio = hasRatio ? "×" + figure.shownRatioTo(reference) : "";
        if (wide) {
            svg.label("value", right + 14, middle + 5, value);
            svg.label("ratio end", right + WIDE_VALUES, middle + 5, ratio);
        } else {
            svg.label("value end", right + NARROW_VALUES, middle + 5, value);
            svg.label("ratio end", right + NARROW_VALUES, y + 15, ratio);
        }
    }
}
