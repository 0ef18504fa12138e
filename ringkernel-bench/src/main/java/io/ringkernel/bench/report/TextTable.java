// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.List;
import java.util.Locale;

/** The figures of one row as lines for a terminal. */
public final class TextTable {
    private TextTable() {}

    /**
     * Lists the sides of a row, each beside the first of the engine.
     *
     * @param row     to list
     * @param figures of it
     * @return lines
     */
    public static String of(Row row, List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        Figure reference = figures.get(0);
        text.append(String.format(
                Locale.ROOT,
                "  %-46s %12s  %-23s %7s %9s  %s%n",
                "",
                reference.unit().equals("ns") ? "" : reference.unit(),
                "lowest to highest",
                "×",
                "B/op",
                figures.stream().allMatch(figure -> figure.transfers().isEmpty()) ? "" : "T"));
        for (Figure figure : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-46s %12s  %-23s %7s %9s  %s%s%s%n",
                    figure.side(),
                    shown(figure.median(), figure),
                    shown(figure.lowest(), figure) + " to " + shown(figure.highest(), figure),
                    figure.shownRatioTo(reference),
                    figure.bytes() < 0 ? "" : Numbers.threeDigits(figure.bytes()),
                    figure.transfers(),
                    figure.isOversubscribed() ? "  oversubscribed: threads=" + figure.threads() : "",
                    figure.saturation() == null ? "" : "  " + figure.saturation()));
        }
        return text.toString();
    }

    private static String shown(double value, Figure figure) {
        return figure.unit().equals("ns") ? Numbers.duration(value) : Numbers.threeDigits(value);
    }
}
