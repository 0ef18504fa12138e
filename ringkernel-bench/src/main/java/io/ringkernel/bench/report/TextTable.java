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
                reference.isDuration() ? row.value() : reference.unit(),
                "lowest to highest",
                "×",
                "B/op",
                figures.stream().allMatch(figure -> figure.transfers().isEmpty()) ? "" : "T"));
        for (Figure figure : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-46s %12s  %-23s %7s %9s  %s%s%s%n",
                    figure.side(),
                    figure.shown(figure.median()),
                    figure.shown(figure.lowest()) + " to " + figure.shown(figure.highest()),
                    figure.shownRatioTo(reference),
                    figure.bytes() < 0 ? "" : Numbers.threeDigits(figure.bytes()),
                    figure.transfers(),
                    figure.isOversubscribed() ? "  oversubscribed: threads=" + figure.threads() : "",
                    figure.saturation() == null ? "" : "  " + figure.saturation()));
        }
        return text.toString();
    }
}
