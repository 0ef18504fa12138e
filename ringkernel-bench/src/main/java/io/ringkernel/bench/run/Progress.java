// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Says for each fork what it measured, how many there still are, and about how long they take. */
final class Progress {
    private static final double NS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;

    private final Effort effort;
    private final PrintStream out;
    private final int total;
    private final long startNs = System.nanoTime();
    private double estimatedLeft;
    private double estimatedDone;
    private int done;
    private String title = "";

    Progress(List<Comparison> comparisons, Effort effort, PrintStream out) {
        this.effort = effort;
        this.out = out;
        this.total = effort.rounds()
                * comparisons.stream().mapToInt(c -> c.sides().size()).sum();
        this.estimatedLeft = effort.rounds()
                * comparisons.stream()
                        .flatMap(c -> c.sides().stream())
                        .mapToDouble(side -> side.trial().seconds(effort))
                        .sum();
        out.printf("%d fork%s, about %s%n", total, total == 1 ? "" : "s", time(estimatedLeft));
    }

    void begin(String row, Comparison.Side side) {
        if (!row.equals(title)) {
            title = row;
            out.printf("%n%s%n", row);
        }
    }

    void end(Comparison.Side side, String value) {
        double seconds = side.trial().seconds(effort);
        estimatedLeft -= seconds;
        estimatedDone += seconds;
        done++;
        double slowness = (System.nanoTime() - startNs) / NS_PER_SECOND / estimatedDone;
        out.printf(
                Locale.ROOT,
                "  %3d/%d  %-46s %20s   %s%n",
                done,
                total,
                side.label(),
                value,
                done == total ? "" : "left: " + time(estimatedLeft * slowness));
    }

    private static String time(double seconds) {
        long rounded = Math.max(1, Math.round(seconds));
        return rounded < SECONDS_PER_MINUTE * 2
                ? rounded + " s"
                : (rounded + SECONDS_PER_MINUTE / 2) / SECONDS_PER_MINUTE + " min";
    }
}
