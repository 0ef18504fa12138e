// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import io.ringkernel.bench.report.Report.Earlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What changed since an earlier run. */
public final class Comparisons {
    private static final int LEAST_ROUNDS = 3;

    private Comparisons() {}

    /** How a figure changed. */
    enum Verdict {
        /** All values of this run are better than all of the earlier one. */
        BETTER("better"),
        /** All are worse. */
        WORSE("worse"),
        /** The machine was too noisy in one of the runs, or what goes from core to core took several times as long in one as in the other. */
        NO_CONCLUSION("no conclusion"),
        /** There are so few values that ranges say nothing. */
        FEW_ROUNDS("fewer than " + LEAST_ROUNDS + " rounds"),
        /** A side of either run did not keep up with its rate. */
        SATURATED("saturated"),
        /** The ranges have values in common. */
        UNCLEAR("ranges overlap");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /** One figure of both runs, of which one or both may be in doubt. */
    record Change(String title, Figure before, Figure now, boolean doubtful) {
        /** {@return how much more or less the middle is, in percent} */
        double percent() {
            return (now.median() / before.median() - 1) * 100;
        }

        Verdict verdict() {
            if (now.saturation() != null || before.saturation() != null) {
                return Verdict.SATURATED;
            }
            if (doubtful || !now.isComparableTo(before)) {
                return Verdict.NO_CONCLUSION;
            }
            if (Math.min(now.values().size(), before.values().size()) < LEAST_ROUNDS) {
                return Verdict.FEW_ROUNDS;
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
            boolean doubtful =
                    !report.doubts().isEmpty() || !earlier.conditions().doubts().isEmpty();
            for (Row row : report.rows()) {
                for (Figure now : report.figuresOf(row)) {
                    Optional<Figure> before = Report.find(earlier.figures(), row.id(), now.side());
                    before.filter(figure -> figure.unit().equals(now.unit()))
                            .ifPresent(figure -> changes.add(new Change(row.title(), figure, now, doubtful)));
                }
            }
        }
        return changes;
    }

    /** {@return what has to be said before any change: what else changed, and whether the earlier run is in doubt} */
    static List<String> notes(Report report) {
        Earlier earlier = report.earlier();
        List<String> notes = new ArrayList<>();
        if (earlier != null) {
            notes.addAll(report.conditions().differencesTo(earlier.conditions()));
            earlier.conditions().doubts().forEach(doubt -> notes.add("no conclusions from the earlier run: " + doubt));
            if (of(report).isEmpty()) {
                notes.add("the two runs have no figure in common");
            }
        }
        return notes;
    }

    /**
     * Lists the changes.
     *
     * @param report of a run with an earlier one
     * @return lines for a terminal
     */
    public static String text(Report report) {
        StringBuilder text = new StringBuilder("changes since the earlier run\n");
        notes(report).forEach(note -> text.append(note).append('\n'));
        String title = "";
        for (Change change : of(report)) {
            if (!change.title().equals(title)) {
                title = change.title();
                text.append(title).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-46s %30s -> %-30s %+,6.1f %%  %s%n",
                    change.now().side(),
                    range(change.before()),
                    range(change.now()),
                    change.percent(),
                    change.verdict().text));
        }
        return text.toString();
    }

    /** {@return the values of a figure with their unit, without a range if there is one value} */
    static String range(Figure figure) {
        String median = Numbers.withUnit(figure.median(), figure.unit());
        return figure.values().size() == 1
                ? median
                : median + " [" + figure.shown(figure.lowest()) + " to " + figure.shown(figure.highest()) + "]";
    }
}
