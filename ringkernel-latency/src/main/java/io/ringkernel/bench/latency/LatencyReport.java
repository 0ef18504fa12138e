// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** How long the messages of one run were under way, from the moment at which each was due. Immutable. */
public final class LatencyReport {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;
    private static final double LEAST_SHARE = 0.98;
    private static final int HALF_DISTANCE_TICKS = 5;

    private final long rate;
    private final long unsent;
    private final long sent;
    private final long arrived;
    private final List<Histogram> intervals;
    private final Histogram total;
    private final Histogram delays;
    private final long intervalNs;
    private final double achievedRate;

    LatencyReport(
            long rate, long unsent, long sent, long arrived, long tookNs, Timeline delays, List<Timeline> timelines) {
        this.rate = rate;
        this.unsent = unsent;
        this.sent = sent;
        this.arrived = arrived;
        this.intervals = Timeline.merge(timelines);
        this.total = Timeline.total(intervals);
        this.delays = Timeline.total(Timeline.merge(List.of(delays)));
        this.intervalNs = delays.intervalNs();
        this.achievedRate = this.delays.getTotalCount() * NS_PER_SECOND / tookNs;
    }

    /** {@return how many messages were sent, those of the warm-up included} */
    public long sent() {
        return sent;
    }

    /** {@return how many messages were due and were not sent, because the sender was as late as the run was long} */
    public long unsent() {
        return unsent;
    }

    /** {@return how many of the sent messages did not arrive in time, those of the warm-up included} */
    public long lost() {
        return Math.max(0, sent - arrived);
    }

    /** {@return how many messages were measured, those of the warm-up not included} */
    public long measured() {
        return total.getTotalCount();
    }

    /** {@return how many messages per second were due} */
    public long rate() {
        return rate;
    }

    /** {@return how many messages per second the sender could send} */
    public double achievedRate() {
        return achievedRate;
    }

    /**
     * Says whether the rate is more than was carried, so that the times only show how long the run was.
     *
     * @return true if the sender reached less than 98 % of the rate
     */
    public boolean isSaturated() {
        return achievedRate < rate * LEAST_SHARE;
    }

    /**
     * Gives a percentile.
     *
     * @param percentile 0 to 100
     * @return the time in nanoseconds that so many percent of the messages were under way at most, within one in a thousand
     * @throws IllegalArgumentException if {@code percentile} is outside 0 to 100
     */
    public long percentileNs(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be 0 to 100: percentile=" + percentile);
        }
        return total.getValueAtPercentile(percentile);
    }

    /** {@return the time in nanoseconds that the slowest message was under way} */
    public long longestNs() {
        return total.getMaxValue();
    }

    /**
     * Gives a percentile of how late the sender itself was: what the machine and the waiting for room took.
     *
     * @param percentile 0 to 100
     * @return nanoseconds between the moment at which a message was due and the one at which its send began
     * @throws IllegalArgumentException if {@code percentile} is outside 0 to 100
     */
    public long delayNs(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be 0 to 100: percentile=" + percentile);
        }
        return delays.getValueAtPercentile(percentile);
    }

    /**
     * Writes the distribution of the whole run as HdrHistogram's plotters read it ({@code NAME.hgrm}, in microseconds), and
     * that of each hundredth of it as its log ({@code NAME.hlog}, in nanoseconds).
     *
     * @param folder that exists
     * @param name   of the files, without a suffix
     * @throws IOException if that fails
     */
    public void write(Path folder, String name) throws IOException {
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(folder.resolve(name + ".hgrm")), false, StandardCharsets.UTF_8)) {
            total.outputPercentileDistribution(out, HALF_DISTANCE_TICKS, NS_PER_US);
            checkWritten(out, name);
        }
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(folder.resolve(name + ".hlog")), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment("times under way in nanoseconds, from the moment at which each message was due");
            log.outputLogFormatVersion();
            log.outputLegend();
            for (int i = 0; i < intervals.size(); i++) {
                log.outputIntervalHistogram(
                        i * intervalNs / NS_PER_SECOND, (i + 1) * intervalNs / NS_PER_SECOND, intervals.get(i), 1);
            }
            checkWritten(out, name);
        }
    }

    private static void checkWritten(PrintStream out, String name) throws IOException {
        if (out.checkError()) {
            throw new IOException("histogram could not be written: name=" + name);
        }
    }

    /** {@return a table of the percentiles, and what has to be said of the run} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%,d %s at %,d per second, %,d lost",
                measured(),
                measured() == 1 ? "message" : "messages",
                rate,
                lost());
        if (measured() == 0) {
            line(text, arrived == 0 ? "no message arrived" : "none but those of the warm-up arrived");
        } else {
            percentiles(text);
        }
        if (arrived > sent) {
            line(text, "%,d more arrived than were sent: tell one probe of each message, once", arrived - sent);
        }
        if (isSaturated()) {
            line(
                    text,
                    "saturated: only %,.0f per second could be sent, so the times tell how long the run was",
                    achievedRate);
        }
        if (unsent > 0) {
            line(text, "%,d that were due were not sent: the sender was as late as the run was long", unsent);
        }
        return text.toString();
    }

    private void percentiles(StringBuilder text) {
        for (double percentile : PERCENTILES) {
            String name = percentile == (int) percentile ? String.valueOf((int) percentile) : percentile + "";
            line(text, "%-8s%12s", "p" + name, duration(percentileNs(percentile)));
        }
        line(text, "%-8s%12s", "longest", duration(longestNs()));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static String duration(long ns) {
        if (ns < NS_PER_US) {
            return ns + " ns";
        }
        return ns < NS_PER_MS
                ? String.format(Locale.ROOT, "%.1f µs", ns / NS_PER_US)
                : String.format(Locale.ROOT, "%.1f ms", ns / NS_PER_MS);
    }
}
