// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.latency.LatencyProbe;
import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;
import io.ringkernel.bench.run.Task.Arguments;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What tasks do alike that measure latencies. */
final class Latencies {
    private static final String PERCENTILE = "percentile";

    private static final double NS_PER_SECOND = 1e9;
    private static final int INTERVALS = 100;

    private Latencies() {}

    /** {@return a fork for a task that measures latencies; the percentile of them becomes its value} */
    static Trial trial(Class<? extends Task> task, int percentile, Map<String, String> arguments) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.put(PERCENTILE, percentile + "");
        return new TaskTrial(task, all, Latencies::seconds);
    }

    /** {@return how long a task takes that warms up and measures} */
    static double seconds(Effort effort) {
        return effort.latencyWarmUp().plus(effort.latency()).toMillis() / 1e3;
    }

    /** Measures a stream at a fixed rate. The number of each message is its stamp. */
    static Map<String, Double> measure(Arguments arguments, Path folder, Function<Sink, Stream> side)
            throws IOException {
        LatencyRig rig = rig(arguments);
        LatencyProbe probe = rig.probe();
        Checksum checksum = new Checksum();
        Sender sender = new Sender();
        try (Stream stream = side.apply((n, sum) -> {
            checksum.accept(n, sum);
            probe.arrived(n);
        })) {
            LatencyReport report = rig.run(stampNs -> sender.send(stream, stampNs));
            checksum.check(report.sent(), sender.sum);
            return keep(report, arguments, folder);
        }
    }

    static LatencyRig rig(Arguments arguments) {
        return LatencyRig.atRate(arguments.number("rate"))
                .warmUp(Duration.ofNanos(arguments.number("warmUpNs")))
                .duration(Duration.ofNanos(arguments.number("durationNs")));
    }

    /** Writes the files of a report, and returns what the fork that runs it says. */
    static Map<String, Double> keep(LatencyReport report, Arguments arguments, Path folder) throws IOException {
        if (report.lost() > 0) {
            throw new IllegalStateException("messages were lost: sent=" + report.sent() + ", lost=" + report.lost());
        }
        if (report.measured() == 0) {
            throw new IllegalStateException("no message was sent in the time that counts: rate=" + report.rate()
                    + ", sent=" + report.sent() + ", unsent=" + report.unsent());
        }
        report.write(folder, TaskTrial.LATENCY);
        Map<String, Double> values = new TreeMap<>();
        values.put("value", (double) report.percentileNs(arguments.number(PERCENTILE)));
        values.put("intervalSeconds", arguments.number("durationNs") / NS_PER_SECOND / INTERVALS);
        if (report.isSaturated()) {
            values.put(TaskTrial.REACHED, report.achievedRate());
            values.put(TaskTrial.DUE, (double) report.rate());
        }
        return values;
    }

    private static final class Sender {
        private long sum;

        void send(Stream stream, long stampNs) {
            sum += stream.sumOf(stampNs);
            stream.send(stampNs);
        }
    }
}
