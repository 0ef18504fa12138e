// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import io.ringkernel.bench.report.PercentileChart.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** A run as one page that needs nothing beside it: no network, no script, light or dark as the reader has it. */
public final class HtmlReport {
    private static final double WIDE = 1000;
    private static final double NARROW = 360;
    private static final int COLORS = 8;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double LEAST_ALLOCATION = 0.1; // what an iteration itself takes is as much in short runs
    private static final String LOGO = """
            <svg viewBox="0 0 64 64" aria-hidden="true"><g fill="none" stroke-width="9">\
            <circle cx="32" cy="32" r="24" style="stroke:var(--line)"/>\
            <path d="M32 8a24 24 0 0 1 20.8 36" style="stroke:var(--ours)" stroke-linecap="round"/></g>\
            <circle cx="32" cy="32" r="7" style="fill:var(--ours)"/></svg>""";

    private final Report report;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
    }

    /**
     * Writes the page.
     *
     * @param report to show
     * @return the page
     */
    public static String of(Report report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        add(
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><style>%s</style></head><body><main>
                <header>%s<div><h1>%s</h1><p class="sub">%s</p></div></header>
                """,
                text(report.title()),
                style(),
                LOGO,
                text(report.title()),
                text(report.environment().getOrDefault("processor", "") + ", "
                        + report.environment().getOrDefault("cores", "?") + " cores, JDK "
                        + report.environment().getOrDefault("JDK", "?")));
        doubts();
        cards();
        failures();
        goals();
        changes();
        report.rows().forEach(this::row);
        calibration();
        environment();
        add("</main></body></html>%n");
        return html.toString();
    }

    private void doubts() {
        if (!report.doubts().isEmpty()) {
            add("<section class=\"doubt\"><h2>Too noisy for conclusions</h2>");
            add("<p>The figures below show orders of magnitude at best. On a quiet machine run it again.</p><ul>");
            report.doubts().stream().distinct().forEach(doubt -> add("<li>%s</li>", text(doubt)));
            add("</ul></section>%n");
        }
    }

    private void failures() {
        if (!report.failures().isEmpty()) {
            add("<section class=\"doubt\"><h2>Failed</h2><p>These sides have no figure below.</p>");
            report.failures().forEach(failure -> {
                String[] parts = failure.split("\n", 2);
                add("<details><summary>%s</summary><pre>%s</pre></details>", text(parts[0]), text(parts[1]));
            });
            add("</section>%n");
        }
    }

    private void cards() {
        Calibration calibration = report.calibration();
        add("<div class=\"cards\">");
        card(Numbers.duration(calibration.medianTransferNs()), "T: a cache line, one way");
        card(Numbers.duration(calibration.wakeNs().getValueAtPercentile(50)), "to wake a parked thread, p50");
        card(Numbers.duration(calibration.hiccups().getValueAtPercentile(99.9)), "hiccup baseline, p99.9");
        card(Numbers.duration(calibration.clockNs()), "to read the clock");
        add("</div>%n");
    }

    private void card(String value, String about) {
        add("<div class=\"card\"><b>%s</b><span>%s</span></div>", text(value), text(about));
    }

    private void goals() {
        StringBuilder lines = new StringBuilder();
        for (Goal goal : Goals.ALL) {
            for (Goal.Result result :
                    goal.results(report.figures(), report.calibration().medianTransferNs())) {
                String name = goal.nameOf(result.check());
                lines.append(String.format(
                        Locale.ROOT,
                        "<tr><td class=\"n\">%d</td><td>%s<small>%s</small></td>"
                                + "<td class=\"n\"><b>%s</b><small>%s</small></td><td>%s</td></tr>%n",
                        goal.number(),
                        text(goal.metric() + (name.isEmpty() ? "" : ": " + name)),
                        text(
                                result.check().bound().hasPeer()
                                        ? "beside " + result.check().peer()
                                        : "by itself"),
                        range(result.measured()),
                        text(result.gate()),
                        report.doubts().isEmpty()
                                ? chip(result.status().name(), result.status().text)
                                : chip("OPEN", "no conclusion")));
            }
        }
        if (lines.length() > 0) {
            add(
                    "<section class=\"goals\"><h2>Goals</h2><p>Most are ratios of two sides that took turns in this run: the middle of the"
                            + " rounds in which both had about the same T, and the range. ≤ bounds the engine's cost, ≥ its speed.</p>");
            add("<div class=\"scroll\"><table><tr><th class=\"n\">#</th><th>metric</th>");
            add("<th class=\"n\">measured, goal</th><th></th></tr>%n%s</table></div></section>%n", lines);
        }
    }

    private static String range(Figure.Range range) {
        String middle = Numbers.threeDigits(range.median());
        return range.lowest() == range.highest()
                ? middle
                : middle + " [" + Numbers.threeDigits(range.lowest()) + "–" + Numbers.threeDigits(range.highest())
                        + "]";
    }

    private static String chip(String name, String text) {
        return "<span class=\"chip " + name.toLowerCase(Locale.ROOT) + "\">" + text + "</span>";
    }

    private void changes() {
        Report.Earlier earlier = report.earlier();
        if (earlier == null) {
            return;
        }
        List<Comparisons.Change> changes = Comparisons.of(report);
        add(
                "<section><h2>Changes</h2><p>Since the run in <code>%s</code>. Better or worse is only what no value of the"
                        + " other run reaches.</p>",
                text(earlier.name()));
        Comparisons.notes(report).forEach(note -> add("<p><b>%s</b></p>", text(note)));
        if (changes.isEmpty()) {
            add("</section>%n");
            return;
        }
        add(
                "<div class=\"scroll\"><table><tr><th>row</th><th>side</th><th class=\"n\">then</th><th class=\"n\">now</th>");
        add("<th class=\"n\">change</th><th></th></tr>%n");
        for (Comparisons.Change change : changes) {
            add(
                    "<tr><td>%s</td><td%s>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%+,.1f %%</td>"
                            + "<td>%s</td></tr>%n",
                    text(change.title()),
                    change.now().ours() ? " class=\"us\"" : "",
                    text(change.now().side()),
                    range(change.before()),
                    range(change.now()),
                    change.percent(),
                    chip(change.verdict().name(), change.verdict().text));
        }
        add("</table></div></section>%n");
    }

    private static String range(Figure figure) {
        String median = text(Numbers.withUnit(figure.median(), figure.unit()));
        return figure.values().size() == 1
                ? median
                : median + "<small>" + figure.shown(figure.lowest()) + " to " + figure.shown(figure.highest())
                        + "</small>";
    }

    private void row(Row row) {
        List<Figure> figures = report.figuresOf(row);
        add("<section id=\"%s\"><h2>%s</h2><p>%s</p>%n", row.id(), text(row.title()), text(row.note()));
        List<Curve> curves = report.curvesOf(row);
        if (curves.isEmpty()) {
            twice(width -> BarChart.of(figures, width));
        } else {
            curves(curves, figures);
        }
        if (figures.stream().anyMatch(figure -> figure.bytes() >= 0)) {
            allocation(figures);
        }
        table(figures, report.forks().getOrDefault(row.id(), Set.of()));
        add("</section>%n");
    }

    private void curves(List<Curve> curves, List<Figure> figures) {
        List<String> classes = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            classes.add("c" + i % COLORS);
            lines.add(
                    new Line(curves.get(i).side(), classes.get(i), curves.get(i).total()));
        }
        lines.add(new Line(
                "hiccup baseline",
                PercentileChart.BASELINE,
                report.calibration().hiccups()));
        twice(width -> PercentileChart.of(lines, width));
        percentiles(lines, figures);
        if (curves.stream().anyMatch(curve -> curve.percentiles().size() > 1)) {
            add("<h3>Over time</h3>");
            twice(width -> TimeChart.of(curves, classes, width));
        }
    }

    private void percentiles(List<Line> lines, List<Figure> figures) {
        add("<div class=\"scroll\"><table><tr><th></th>");
        for (double percentile : PERCENTILES) {
            add("<th class=\"n\">p%s</th>", percentile == (int) percentile ? (int) percentile + "" : percentile + "");
        }
        add("<th class=\"n\">longest</th><th class=\"n\">messages</th></tr>%n");
        for (Line line : lines) {
            Histogram histogram = line.histogram();
            String marks = figures.stream()
                    .filter(figure -> figure.side().equals(line.name()))
                    .map(HtmlReport::marks)
                    .collect(Collectors.joining());
            add("<tr><td><span class=\"key %s\"></span>%s%s</td>", line.classes(), text(line.name()), marks);
            for (double percentile : PERCENTILES) {
                add("<td class=\"n\">%s</td>", Numbers.duration(histogram.getValueAtPercentile(percentile)));
            }
            add(
                    "<td class=\"n\">%s</td><td class=\"n\">%,d</td></tr>%n",
                    Numbers.duration(histogram.getMaxValue()), histogram.getTotalCount());
        }
        add("</table></div>");
    }

    private static String marks(Figure figure) {
        return (figure.isOversubscribed() ? " " + chip("over", "oversubscribed") : "")
                + (figure.saturation() == null
                        ? ""
                        : " " + chip("saturated", figure.saturation().toString()));
    }

    private void allocation(List<Figure> figures) {
        List<Figure> measured = figures.stream()
                .filter(figure -> figure.bytes() >= 0)
                .map(figure -> new Figure(
                        figure.row(),
                        figure.side(),
                        figure.ours(),
                        figure.threads(),
                        "B/op",
                        Figure.Better.LOWER,
                        List.of(figure.bytes() < LEAST_ALLOCATION ? 0 : figure.bytes()),
                        figure.bytes()))
                .toList();
        add("<h3>Allocated per operation</h3>");
        if (measured.stream().allMatch(figure -> figure.median() == 0)) {
            add("<p>Nothing on any side: less than %s bytes per operation.</p>", String.valueOf(LEAST_ALLOCATION));
        } else {
            twice(width -> BarChart.of(measured, width));
        }
    }

    private void table(List<Figure> figures, Set<String> forks) {
        Figure reference = figures.get(0);
        add(
                "<details><summary>all values</summary><div class=\"scroll\"><table><tr><th>side</th><th class=\"n\">%s</th>"
                        + "<th class=\"n\">lowest – highest</th><th class=\"n\">× the first</th><th class=\"n\">B/op</th>"
                        + "<th>threads</th><th class=\"n\">T</th></tr>%n",
                text(reference.unit()));
        for (Figure figure : figures) {
            add(
                    "<tr><td%s>%s%s</td><td class=\"n\">%s</td><td class=\"n\">%s – %s</td><td class=\"n\">%s</td>"
                            + "<td class=\"n\">%s</td><td>%d</td><td class=\"n\">%s</td></tr>%n",
                    figure.ours() ? " class=\"us\"" : "",
                    text(figure.side()),
                    marks(figure),
                    Numbers.threeDigits(figure.median()),
                    Numbers.threeDigits(figure.lowest()),
                    Numbers.threeDigits(figure.highest()),
                    figure.shownRatioTo(reference),
                    figure.bytes() < 0 ? "" : Numbers.threeDigits(figure.bytes()),
                    figure.threads(),
                    figure.transfers());
        }
        add("</table></div>");
        forks.forEach(fork -> add("<p>Forks: <code>%s</code></p>", text(fork)));
        add("</details>");
    }

    private void calibration() {
        Calibration calibration = report.calibration();
        add("<section><h2>Calibration</h2><p>What the machine itself costs, measured first, in a JVM of its own."
                + " No software that uses two threads is faster than T, and none is calmer than the hiccups.</p>%n");
        add("<h3>T: one-way transfer of a cache line between two threads</h3>");
        twice(width -> PageChart.of(calibration, width));
        add("<h3>Hiccups of two threads that only watch the clock, and the wake-up of a parked one</h3>");
        List<Line> lines = List.of(
                new Line("hiccups", "c7", calibration.hiccups()), new Line("wake-up", "c2", calibration.wakeNs()));
        twice(width -> PercentileChart.of(lines, width));
        percentiles(lines, List.of());
        add("</section>%n");
    }

    private void environment() {
        add("<section><h2>Environment</h2><div class=\"scroll\"><table>");
        report.environment()
                .forEach((name, value) -> add("<tr><td>%s</td><td>%s</td></tr>%n", text(name), text(value)));
        add("</table></div><h3>Command</h3><pre>%s</pre>", text(report.command()));
        add("<h3>Raw data beside this page</h3><p>");
        List<String> files = new ArrayList<>(report.rawFiles());
        files.add(0, Results.FILE);
        files.forEach(file -> add("<a href=\"%s\"><code>%s</code></a> ", text(file), text(file)));
        add("</p></section>%n");
    }

    /** Writes a picture for wide pages and one for narrow ones; the page shows the one that fits. */
    private void twice(DoubleFunction<String> chart) {
        add("<div class=\"wide\">%s</div><div class=\"narrow\">%s</div>%n", chart.apply(WIDE), chart.apply(NARROW));
    }

    private void add(String form, Object... values) {
        html.append(String.format(Locale.ROOT, form, values));
    }

    private static String text(String value) {
        return Svg.escape(value);
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("the style of the report is not on the class path: report.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the style of the report cannot be read: report.css", e);
        }
    }
}
