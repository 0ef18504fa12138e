// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.ringkernel.bench.report.Figure.Better;
import io.ringkernel.bench.report.Report.Earlier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String ROW = "1p1c-single";
    private static final double T = 60;

    private static Figure figure(String side, boolean ours, Double... values) {
        return new Figure(ROW, side, ours, 2, "ns/message", Better.LOWER, List.of(values), 24);
    }

    /** In the quick rhythm of a machine, where T is 31 ns, and in the slow one. */
    private static Figure inRhythms(String side, boolean ours, List<Double> values, Double... transfersNs) {
        return new Figure(ROW, side, ours, 2, "ns/message", Better.LOWER, values, List.of(transfersNs), 24, null);
    }

    private static final Figure OURS = figure("RingKernel, one producer", true, 10.0, 12.0, 11.0);
    private static final Figure PEER = figure("Disruptor, one producer", false, 20.0, 36.0, 22.0);

    private static final Conditions QUIET = new Conditions(Map.of(), List.of());

    private static Histogram histogram(long... values) {
        Histogram histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    private static Report report(List<String> doubts, Earlier earlier) {
        Calibration calibration =
                new Calibration(List.of(60.0, 80.0, 70.0), histogram(30_000), histogram(20, 30, 9_000), 21);
        Row row = new Row(ROW, "Send <and> handle", "A note.", Row.Kind.COST, "");
        Row latency = new Row("latency", "One way", "A note.", Row.Kind.LATENCY, "p99");
        Curve curve = new Curve(
                "latency",
                "RingKernel",
                true,
                histogram(100, 200, 50_000),
                List.of(100.0, Double.NaN, 50_000.0),
                1_000_000);
        Figure p99 = new Figure(
                "latency",
                "RingKernel",
                true,
                3,
                "ns",
                Better.LOWER,
                List.of(50_000.0),
                List.of(),
                -1,
                new Saturation(60, 1_000));
        return new Report(
                "RingKernel bench",
                "./ringkernel bench all",
                Map.of("processor", "one & only", "cores", "2"),
                calibration,
                new Conditions(Map.of("jdk", "25", "machine", "one & only"), doubts),
                List.of(row, latency),
                Map.of("latency", Set.of("-Xmx6g <flags>")),
                List.of(OURS, PEER, p99),
                List.of(curve),
                List.of("One way, Pekko\ntask failed: task=StreamLatency\nat <somewhere>"),
                List.of("jmh.json"),
                earlier);
    }

    @Test
    void isOnePageThatNeedsNothingElse() {
        String page = HtmlReport.of(report(List.of(), null));

        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</main></body></html>\n")
                .contains("Send &lt;and&gt; handle", "one &amp; only", "./ringkernel bench all", "prefers-color-scheme")
                .doesNotContain("<script", "<link", "@import", "url(", "Too noisy", "NaN", "Infinity");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    @Test
    void drawsEachPictureForBothWidths() {
        String page = HtmlReport.of(report(List.of(), null));

        assertThat(page.split("<div class=\"wide\"><svg", -1))
                .hasSameSizeAs(page.split("<div class=\"narrow\"><svg", -1));
        assertThat(page.split("<div class=\"wide\"><svg", -1)).hasSize(1 + 6);
    }

    @Test
    void leavesOutPercentilesForWhichThereIsNoRoom() {
        Histogram many = new Histogram(3);
        many.recordValueWithCount(100, 200_000);
        List<PercentileChart.Line> lines = List.of(new PercentileChart.Line("RingKernel", "c0", many));

        assertThat(PercentileChart.of(lines, 1000)).contains(">0 %<", ">50 %<", ">99.99 %<", ">99.999 %<");
        assertThat(PercentileChart.of(lines, 360))
                .contains(">0 %<", ">99.99 %<")
                .doesNotContain(">50 %<", ">99.999 %<");
    }

    @Test
    void leavesOutWhatIsShorterThanThePicture() {
        Histogram baseline = histogram(20, 20, 20, 30, 30, 30, 30, 30, 30, 5_000_000);
        List<PercentileChart.Line> lines = List.of(
                new PercentileChart.Line("RingKernel", "c0", histogram(1_000_000, 2_000_000)),
                new PercentileChart.Line("hiccup baseline", PercentileChart.BASELINE, baseline));

        String picture = PercentileChart.of(lines, 1000);

        double bottom = 380 - 40;
        String line = picture.substring(picture.indexOf("curve baseline"));
        assertThat(line).contains("d=\"M").doesNotContain(" " + bottom);
    }

    @Test
    void writesDurationsAtAnAxisInTheUnitThatFits() {
        Calibration slow = new Calibration(List.of(60.0, 25_000.0), histogram(1), histogram(1), 21);

        assertThat(PageChart.of(slow, 1000)).contains(">10 µs<", ">20 µs<").doesNotContain("000 ns");
    }

    @Test
    void marksTheBarOfASideThatHadTooFewCores() {
        Figure crowded = new Figure(ROW, "Crowd", false, 1 << 20, "ns/message", Better.LOWER, List.of(1.0), -1);

        assertThat(BarChart.of(List.of(OURS, crowded), 1000)).containsOnlyOnce(">oversubscribed<");
        assertThat(BarChart.of(List.of(OURS, crowded), 360)).containsOnlyOnce(">oversubscribed<");
    }

    @Test
    void drawsNoConclusionsOnANoisyMachine() {
        String page = HtmlReport.of(report(List.of("other processes used 81 % of the machine"), null));

        assertThat(page)
                .contains("Too noisy for conclusions", "other processes used 81 % of the machine", "no conclusion<")
                .doesNotContain(">reached<", ">missed<");
    }

    @Test
    void judgesGoalsByTheRatioOfEachRound() {
        Goal goal = Goals.ALL.get(0);

        List<Goal.Result> results = goal.results(List.of(OURS, PEER), T);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).measured()).isEqualTo(new Figure.Range(0.5, 12.0 / 36, 0.5));
        assertThat(results.get(0).status()).isEqualTo(Goal.Status.REACHED);
        assertThat(goal.results(List.of(figure(OURS.side(), true, 19.0, 40.0), PEER), T)
                        .get(0)
                        .status())
                .isEqualTo(Goal.Status.OPEN);
        assertThat(goal.results(List.of(figure(OURS.side(), true, 21.0, 40.0), PEER), T)
                        .get(0)
                        .status())
                .isEqualTo(Goal.Status.MISSED);
        assertThat(goal.results(List.of(OURS), T)).isEmpty();
    }

    @Test
    void judgesValuesAndAllocationsByThemselves() {
        Goal bytes = Goals.ALL.get(17);
        Goal idle = Goals.ALL.get(22);
        Figure use = new Figure("idle-cpu", "RingKernel", true, 1, "% of a core", Better.LOWER, List.of(0.5, 1.5), -1);

        assertThat(bytes.results(List.of(OURS), T))
                .extracting(Goal.Result::status)
                .containsExactly(Goal.Status.MISSED);
        assertThat(idle.results(List.of(use), T))
                .extracting(Goal.Result::status, Goal.Result::unit)
                .containsExactly(tuple(Goal.Status.OPEN, "% of a core"));
    }

    @Test
    void judgesWhatIsToBeNearAValue() {
        Goal share = Goals.ALL.get(14);
        Figure below = new Figure("share", "low", true, 2, "%", Better.LOWER, List.of(1.4, 0.1), -1);
        Figure above = new Figure("share", "normal", true, 2, "%", Better.LOWER, List.of(4.0, 5.1), -1);
        Figure off = new Figure("share", "below normal", true, 2, "%", Better.LOWER, List.of(0.9), -1);

        List<Goal.Result> results = share.results(List.of(below, above, off), T);

        assertThat(results)
                .extracting(result -> share.nameOf(result.check()), Goal.Result::status)
                .containsExactly(
                        tuple("normal", Goal.Status.OPEN),
                        tuple("below normal", Goal.Status.MISSED),
                        tuple("low", Goal.Status.REACHED));
        assertThat(Goal.Bound.VALUE_NEAR.text(4, "%")).isEqualTo("4.00 ± 1 %");
    }

    @Test
    void sparesTheCheckIntervalOfTheLanes() {
        Goal urgent = Goals.ALL.get(11);
        Figure unloaded = urgent("RingKernel unloaded", 1_000.0);

        assertThat(urgent.results(List.of(urgent("RingKernel under flood", 6_800.0), unloaded), T))
                .extracting(Goal.Result::status, Goal.Result::gate)
                .containsExactly(tuple(Goal.Status.REACHED, "≤ 2.00 × beyond 4.80 µs"));
        assertThat(urgent.results(List.of(urgent("RingKernel under flood", 6_801.0), unloaded), T))
                .extracting(Goal.Result::status)
                .containsExactly(Goal.Status.MISSED);
        assertThat(urgent.results(List.of(urgent("RingKernel under flood", 300.0), unloaded), T))
                .extracting(result -> result.measured().median())
                .containsExactly(0.0);
    }

    private static Figure urgent(String side, double p99) {
        return new Figure("urgent", side, true, 2, "ns", Better.LOWER, List.of(p99), -1);
    }

    @Test
    void judgesRoundTripsByTheTransferOfALine() {
        Goal roundTrip = Goals.ALL.get(10);
        Figure ours = new Figure("ping-pong", "RingKernel", true, 2, "ns", Better.LOWER, List.of(300.0, 240.0), 0);

        List<Goal.Result> results = roundTrip.results(List.of(ours), T);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).measured()).isEqualTo(new Figure.Range(4.5, 4, 5));
        assertThat(results.get(0).unit()).isEqualTo("T");
        assertThat(results.get(0).status()).isEqualTo(Goal.Status.REACHED);
        assertThat(roundTrip.results(List.of(ours), 20).get(0).status()).isEqualTo(Goal.Status.MISSED);
    }

    @Test
    void measuresRoundTripsByTheTransferOfTheirOwnFork() {
        Figure ours = new Figure(
                "ping-pong",
                "RingKernel",
                true,
                2,
                "ns",
                Better.LOWER,
                List.of(90.0, 640.0),
                List.of(30.0, 160.0),
                0,
                null);

        assertThat(Goals.ALL.get(10).results(List.of(ours), 1_000).get(0).measured())
                .isEqualTo(new Figure.Range(3.5, 3, 4));
    }

    @Test
    void comparesForksOfOneRhythm() {
        Figure ours = inRhythms(OURS.side(), true, List.of(40.0, 160.0, 44.0), 31.0, 158.0, 33.0);

        assertThat(ours.ratioTo(inRhythms(PEER.side(), false, List.of(20.0, 30.0, 44.0), 32.0, 31.0, 30.0)))
                .as("the first and the last round")
                .isEqualTo(new Figure.Range(1.5, 1, 2));
        assertThat(ours.ratioTo(inRhythms(PEER.side(), false, List.of(100.0, 30.0), 155.0, 31.0)))
                .as("no round, so the slow one of each, and the quick ones")
                .isEqualTo(new Figure.Range(44.0 / 30, 40.0 / 30, 1.6));
        assertThat(ours.ratioTo(PEER)).as("T is not known").isEqualTo(new Figure.Range(2, 2, 160.0 / 36));
    }

    @Test
    void comparesSidesOfOneThreadWhateverTIs() {
        Figure slow = new Figure(ROW, "A", true, 1, "ns", Better.LOWER, List.of(30.0), List.of(160.0), 0, null);
        Figure quick = new Figure(ROW, "B", false, 1, "ns", Better.LOWER, List.of(10.0), List.of(31.0), 0, null);

        assertThat(slow.isComparableTo(quick)).isTrue();
    }

    @Test
    void drawsNoVerdictFromOtherRhythms() {
        Figure slow = inRhythms(OURS.side(), true, List.of(160.0, 164.0, 162.0), 158.0, 160.0, 161.0);
        Figure quick = inRhythms(PEER.side(), false, List.of(28.0, 29.0, 28.0), 31.0, 31.0, 32.0);

        assertThat(Goals.ALL.get(0).results(List.of(slow, quick), T))
                .extracting(Goal.Result::status)
                .containsExactly(Goal.Status.OTHER_RHYTHM);
        assertThat(new Comparisons.Change("Send", slow, quick, false).verdict())
                .isEqualTo(Comparisons.Verdict.NO_CONCLUSION);
        assertThat(TextTable.of(new Row(ROW, "Send", "", Row.Kind.COST, ""), List.of(slow, quick)))
                .containsSubsequence("1.00      24.0  158 ns to 161 ns\n", "28.0 to 29.0", "  31 ns to 32 ns\n")
                .doesNotContain("0.18");
    }

    @Test
    void drawsNoVerdictForASideThatDidNotKeepUp() {
        Figure behind = new Figure(
                ROW,
                OURS.side(),
                true,
                2,
                "ns",
                Better.LOWER,
                List.of(1.0, 2.0, 3.0),
                List.of(),
                0,
                new Saturation(60, 1_000));

        assertThat(Goals.ALL.get(0).results(List.of(behind, PEER), T))
                .extracting(Goal.Result::status)
                .containsExactly(Goal.Status.SATURATED);
        assertThat(new Comparisons.Change("Send", behind, OURS, false).verdict())
                .isEqualTo(Comparisons.Verdict.SATURATED);
        assertThat(new Comparisons.Change("Send", OURS, behind, false).verdict())
                .isEqualTo(Comparisons.Verdict.SATURATED);
        assertThat(TextTable.of(new Row(ROW, "Send", "", Row.Kind.COST, ""), List.of(OURS, behind)))
                .containsOnlyOnce("  saturated: 60 of 1,000 per second");
    }

    @Test
    void saysOnThePageThatASideDidNotKeepUp() {
        assertThat(HtmlReport.of(report(List.of(), null)).split(">saturated: 60 of 1,000 per second<", -1))
                .hasSize(1 + 2); // beside the percentiles, and in the table of all values
    }

    @Test
    void saysWhatFailed() {
        assertThat(HtmlReport.of(report(List.of(), null)))
                .contains(
                        "<h2>Failed</h2>",
                        "<summary>One way, Pekko</summary><pre>task failed: task=StreamLatency",
                        "at &lt;somewhere&gt;");
    }

    @Test
    void saysHowTheForksOfARowRan() {
        assertThat(HtmlReport.of(report(List.of(), null))).containsOnlyOnce("<code>-Xmx6g &lt;flags&gt;</code>");
    }

    @Test
    void hasAllGoals() {
        assertThat(Goals.ALL)
                .extracting(Goal::number)
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(Goals.ALL).allSatisfy(goal -> assertThat(goal.checks()).isNotEmpty());
    }

    @Test
    void readsWhatItWrote(@TempDir Path folder) throws IOException {
        Figure behind = new Figure(
                ROW, "Behind", true, 2, "ns", Better.LOWER, List.of(1.0), List.of(31.5), 0, new Saturation(60, 1_000));
        Conditions conditions = new Conditions(Map.of("jdk", "17.0.15", "effort", "a=b"), List.of("noise", "more"));
        Results.write(conditions, List.of(OURS, PEER, behind), folder);

        assertThat(Results.read(folder))
                .isEqualTo(new Earlier(folder.toString(), conditions, List.of(OURS, PEER, behind)));
        assertThat(Results.read(folder.resolve(Results.FILE)).figures()).containsExactly(OURS, PEER, behind);
        assertThat(folder.resolve(Results.FILE))
                .content()
                .contains("# jdk=17.0.15\n", "# doubts=noise\n# doubts=more\n");
    }

    @Test
    void readsWhatWasWrittenBeforeTWasKnown(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(Results.FILE), """
                row\tside\tours\tthreads\tunit\tbetter\tbytes allocated per operation\tvalues\tsaturated: reached, due
                1p1c-single\tRingKernel, one producer\ttrue\t2\tns/message\tLOWER\t24.0\t10.0 12.0 11.0\t
                """);

        assertThat(Results.read(folder).figures()).containsExactly(OURS);
    }

    @Test
    void readsWhatWasWrittenBefore(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(Results.FILE), """
                row\tside\tours\tthreads\tunit\tbetter\tbytes allocated per operation\tvalues
                1p1c-single\tRingKernel, one producer\ttrue\t2\tns/message\tLOWER\t24.0\t10.0 12.0 11.0
                """);

        assertThat(Results.read(folder)).isEqualTo(new Earlier(folder.toString(), QUIET, List.of(OURS)));
    }

    @Test
    void saysWhatIsNoResult(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(Results.FILE);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Results.read(folder))
                .withMessage("no results of a run: file=" + file);
        Files.write(file, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Results.read(folder))
                .withMessage("not a file of results: file=" + file + ", is no text");
        Files.writeString(file, "a\tb\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Results.read(folder))
                .withMessage("not a file of results: file=" + file + ", expected its first line to be: row side ours"
                        + " threads unit better bytes allocated per operation values saturated: reached, due"
                        + " T of each value in ns");
        Results.write(QUIET, List.of(), folder);
        String header = Files.readString(file);
        Files.writeString(file, header + "a\tb\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Results.read(folder))
                .withMessage("line has another number of columns: file=" + file + ", line=2, columns=2, expected=10");
        for (String noFigure :
                List.of("a\tb\ttrue\ttwo\tns\tLOWER\t0\t1.0\t\t", "a\tb\ttrue\t2\tns\tLOWER\t0\t1.0 2.0\t\t31.0")) {
            Files.writeString(file, header + noFigure + "\n");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Results.read(folder))
                    .withMessage("line is no figure: file=" + file + ", line=2, text=" + noFigure);
        }
    }

    private static Earlier earlier(Conditions conditions) {
        return new Earlier(
                "old",
                conditions,
                List.of(figure(OURS.side(), true, 14.0, 15.0, 16.0), figure(PEER.side(), false, 30.0, 31.0, 32.0)));
    }

    @Test
    void drawsNoVerdictIfEitherRunIsInDoubt() {
        Report noisy = report(List.of("noise"), earlier(QUIET));
        Report afterNoise = report(List.of(), earlier(new Conditions(Map.of(), List.of("noise"))));

        assertThat(Comparisons.of(noisy))
                .extracting(Comparisons.Change::verdict)
                .containsOnly(Comparisons.Verdict.NO_CONCLUSION);
        assertThat(Comparisons.of(afterNoise))
                .extracting(Comparisons.Change::verdict)
                .containsOnly(Comparisons.Verdict.NO_CONCLUSION);
        assertThat(Comparisons.text(afterNoise)).contains("\nno conclusions from the earlier run: noise\n");
        assertThat(HtmlReport.of(afterNoise)).contains(">no conclusions from the earlier run: noise<");
    }

    @Test
    void drawsNoVerdictFromFewRounds() {
        Figure two = figure(OURS.side(), true, 1.0, 2.0);

        assertThat(new Comparisons.Change("Send", OURS, two, false).verdict())
                .isEqualTo(Comparisons.Verdict.FEW_ROUNDS);
        assertThat(new Comparisons.Change("Send", two, OURS, false).verdict())
                .isEqualTo(Comparisons.Verdict.FEW_ROUNDS);
        assertThat(Comparisons.Verdict.FEW_ROUNDS.text).isEqualTo("fewer than 3 rounds");
    }

    @Test
    void saysWhatElseChanged() {
        Report report = report(
                List.of(),
                earlier(new Conditions(Map.of("jdk", "17", "machine", "one & only", "effort", "1"), List.of())));

        assertThat(Comparisons.text(report))
                .startsWith("changes since the earlier run\nanother jdk: 17 then, 25 now\nSend <and> handle\n");
        assertThat(HtmlReport.of(report)).contains("<b>another jdk: 17 then, 25 now</b>");
    }

    @Test
    void saysThatNoFigureIsInCommon() {
        Report report = report(List.of(), new Earlier("old", QUIET, List.of()));

        assertThat(Comparisons.text(report))
                .isEqualTo("changes since the earlier run\nthe two runs have no figure in common\n");
        assertThat(HtmlReport.of(report)).contains("<b>the two runs have no figure in common</b>");
    }

    @Test
    void tellsChangesFromNoise() {
        Earlier earlier = earlier(QUIET);

        List<Comparisons.Change> changes = Comparisons.of(report(List.of(), earlier));

        assertThat(changes)
                .extracting(Comparisons.Change::verdict)
                .containsExactly(Comparisons.Verdict.BETTER, Comparisons.Verdict.UNCLEAR);
        assertThat(Comparisons.text(report(List.of(), earlier)))
                .contains(
                        "15.0 ns/message [14.0 to 16.0] -> 11.0 ns/message [10.0 to 12.0]",
                        "-26.7 %",
                        "better",
                        "ranges overlap");
        assertThat(HtmlReport.of(report(List.of(), earlier))).contains("<h2>Changes</h2>", "-26.7 %");
    }

    @Test
    void showsDurationsInTheUnitThatFitsThem() {
        Figure three = new Figure(ROW, "side", true, 1, "ns", Better.LOWER, List.of(357e6, 1_250.0, 2e9), 0);
        Figure one = new Figure(ROW, "side", true, 1, "ns", Better.LOWER, List.of(18_186.0), 0);

        assertThat(Comparisons.range(three)).isEqualTo("357 ms [1.25 µs to 2.00 s]");
        assertThat(Comparisons.range(one)).isEqualTo("18.2 µs");
    }

    @Test
    void saysWhichPercentileATableShows() {
        Figure figure = new Figure("latency", "side", true, 1, "ns", Better.LOWER, List.of(18_186.0), -1);

        assertThat(TextTable.of(new Row("latency", "One way", "", Row.Kind.LATENCY, "p99"), List.of(figure)))
                .containsSubsequence(" p99 ", "18.2 µs");
    }

    @Test
    void refusesAFigureThatIsNoNumber(@TempDir Path folder) throws IOException {
        Results.write(QUIET, List.of(OURS), folder);
        Path file = folder.resolve(Results.FILE);
        Files.writeString(file, Files.readString(file).replace("11.0", "NaN"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Results.read(folder))
                .withMessageStartingWith("line is no figure: file=" + file + ", line=");
    }

    @Test
    void refusesAFigureWithoutValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figure("nobody", false))
                .withMessage("a figure needs a value: row=" + ROW + ", side=nobody");
    }

    @Test
    void writesNumbersAsPeopleReadThem() {
        assertThat(List.of(0.0, 0.0012, 0.123, 1.234, 12.34, 123.4, 12_345.6))
                .extracting(Numbers::threeDigits)
                .containsExactly("0", "0.0012", "0.12", "1.23", "12.3", "123", "12,346");
        assertThat(List.of(12.0, 1_234.0, 1_234_567.0, 2e9))
                .extracting(Numbers::duration)
                .containsExactly("12 ns", "1.23 µs", "1.23 ms", "2.00 s");
    }
}
