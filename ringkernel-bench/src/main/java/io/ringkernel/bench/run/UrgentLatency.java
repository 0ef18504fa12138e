// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.UrgencySide;
import io.ringkernel.bench.latency.LatencyProbe;
import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Urgency;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How long urgent messages are under way while ordinary ones fill all room there is. An ordinary message takes the consumer longer to handle
 * than the producer to send, or they would never fill it.
 */
final class UrgentLatency implements Task {
    private static final long CHANCES = 100; // to fill all room, after which it should have been full once

    private static final long WARM_UP_RATE = 100_000; // at that of the measurement nothing would be compiled in time

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        UrgencySide side = arguments.constant(UrgencySide.class, "side");
        LatencyRig rig = Latencies.rig(arguments);
        Duration warmUp = Duration.ofNanos(arguments.number("warmUpNs") / 2);
        measure(side, LatencyRig.atRate(WARM_UP_RATE).warmUp(Duration.ZERO).duration(warmUp));
        return Latencies.keep(measure(side, rig.warmUp(warmUp)), arguments, folder);
    }

    private static LatencyReport measure(UrgencySide side, LatencyRig rig) {
        LatencyProbe probe = rig.probe();
        Checksum ordinary = new Checksum();
        Checksum urgent = new Checksum();
        Sent sent = new Sent();
        try (Urgency urgency = side.start(
                (n, sum) -> {
                    work();
                    ordinary.accept(n, sum);
                },
                (n, sum) -> {
                    urgent.accept(n, sum);
                    probe.arrived(n);
                })) {
            LatencyReport report = rig.run(
                    stampNs -> sent.urgent(urgency, stampNs),
                    side.isFlooded() ? () -> sent.ordinary(urgency) : Thread::onSpinWait);
            urgent.check(report.sent(), sent.urgentSum);
            ordinary.check(sent.ordinary, sent.ordinarySum);
            if (sent.refused == 0 && sent.ordinary > CHANCES * Stream.CAPACITY) {
                throw new IllegalStateException("ordinary messages never filled all room: sent=" + sent.ordinary
                        + ", room=" + Stream.CAPACITY + "; run it where nothing else wants the processors");
            }
            return report;
        }
    }

    private static void work() {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < Urgency.WORK_NS) {
            Thread.onSpinWait();
        }
    }

    private static final class Sent {
        private long ordinary;
        private long ordinarySum;
        private long refused;
        private long urgentSum;

        void ordinary(Urgency urgency) {
            if (urgency.offerOrdinary(ordinary)) {
                ordinarySum += Fields.sum(ordinary++);
            } else {
                refused++;
                Thread.onSpinWait();
            }
        }

        void urgent(Urgency urgency, long stampNs) {
            urgentSum += Fields.sum(stampNs);
            urgency.sendUrgent(stampNs);
        }
    }
}
