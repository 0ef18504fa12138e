// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.UrgencySide;
import io.ringkernel.bench.latency.LatencyProbe;
import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Urgency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How long urgent messages are under way while ordinary ones fill all room there is. */
final class UrgentLatency implements Task {
    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        UrgencySide side = arguments.constant(UrgencySide.class, "side");
        LatencyRig rig = Latencies.rig(arguments);
        LatencyProbe probe = rig.probe();
        Checksum ordinary = new Checksum();
        Checksum urgent = new Checksum();
        Sent sent = new Sent();
        try (Urgency urgency = side.start(ordinary, (n, sum) -> {
            urgent.accept(n, sum);
            probe.arrived(n);
        })) {
            LatencyReport report = rig.run(
                    stampNs -> sent.urgent(urgency, stampNs),
                    side.isFlooded() ? () -> sent.ordinary(urgency) : Thread::onSpinWait);
            urgent.check(report.sent(), sent.urgentSum);
            ordinary.check(sent.ordinary, sent.ordinarySum);
            return Latencies.keep(report, arguments, folder);
        }
    }

    private static final class Sent {
        private long ordinary;
        private long ordinarySum;
        private long urgentSum;

        void ordinary(Urgency urgency) {
            if (urgency.offerOrdinary(ordinary)) {
                ordinarySum += Fields.sum(ordinary++);
            } else {
                Thread.onSpinWait();
            }
        }

        void urgent(Urgency urgency, long stampNs) {
            urgentSum += Fields.sum(stampNs);
            urgency.sendUrgent(stampNs);
        }
    }
}
