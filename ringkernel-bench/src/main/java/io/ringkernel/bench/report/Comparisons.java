// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import io.ringkernel.bench.report.Report.Earlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What changed since an earlier run. */
public final class Comparisons {
    private Comparisons() {}

    /** How a figure changed. */
    enum Verdict {
        /** All values of this run are better than all of the earlier one. */
        BETTER("better"),
        /** All are worse. */
        WORSE("worse"),
        /** A side of either run did not keep up with its rate. */
        SATURATED("saturated"),
        /** The ranges have values in common. */
        UNCLEAR("ranges overlap");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /** One figure of both runs. */
    record Change(String title, Figure before, Figure now) {
        /** {@return how much more or less the middle is, in percent} */
        double percent() {
            return (now.median() / before.median() - 1) * 100;
        }

        Verdict verdict() {
            if (now.saturation() != null || before.saturation() != null) {
                return Verdict.SATURATED;
            }
            if (now.overlaps(before)) {
                return Verdict.UNCLEAR;
            }
            boolean less = now.median() < before.median();
            return less == (now.better() == Figure.Better.LOWER) ? Verdict.BETTER : Verdict.WORSE;
        }
    }

    static List<Change> of(Report report) {
        Earlier earlier = report.earlier();
        List<Change> changes = new ArrayList<>();
        if (earlier != null) {
            for (Row row : report.rows()) {
                for (Figure now : report.figuresOf(row)) {
                    Optional<Figure> before = Report.find(earlier.figures(), row.id(), now.side());
                    before.filter(figure -> figure.unit().equals(now.unit()))
                            .ifPresent(figure -> changes.add(new Change(row.title(), figure, now)));
                }
            }
        }
        return changes;
    }

    /**
     * Lists the changes.
     *
     * @param report of a run with an earlier one
     * @return lines for a terminal
     */
    public static String text(Report report) {
        StringBuilder text = new StringBuilder("changes since the earlier run\n");
        String title = "";
        for (Change change : of(report)) {
            if (!change.title().equals(title)) {
                title = change.title();
                text.append(title).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-46s %24s -> %-24s %+6.1f %%  %s%n",
                    change.now().side(),
                    range(change.before()),
                    range(change.now()),
                    change.percent(),
                    change.verdict().text));
        }
        return text.toString();
    }

    static String range(Figure figure) {
        return Numbers.threeDigits(figure.median()) + " [" + Numbers.threeDigits(figure.lowest()) + " to "
                + Numbers.threeDigits(figure.highest()) + "]";
    }
}
