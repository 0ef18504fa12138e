// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.LanesBenchmark;
import io.ringkernel.bench.UrgencySide;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import io.ringkernel.bench.shape.Urgency;
import java.util.List;
import java.util.Map;

/** Lanes and priorities. */
final class LaneRows {
    private LaneRows() {}

    static List<Comparison> comparisons() {
        return List.of(
                Comparison.ofCosts(
                        "lanes",
                        "Lanes that nobody uses",
                        "Send and handle with the default priority, any number of producers.",
                        "ns/message",
                        lanes("1 lane", false),
                        lanes("5 lanes, 4 idle", true)),
                Comparison.ofLatencies(
                        "urgent",
                        "Urgent messages in a flood, 1,000 per second",
                        "One thread sends as many ordinary messages as there is room for (4,096), of which each takes "
                                + Urgency.WORK_NS
                                + " ns to handle, and an urgent one each millisecond.",
                        99,
                        Comparison.sides(
                                side -> Latencies.trial(
                                        UrgentLatency.class, 99, Map.of("side", side.name(), "rate", "1000")),
                                UrgencySide.values())),
                Comparison.ofCosts(
                        "share",
                        "Share of a lower lane under a flood",
                        "The highest lane and a lower one were filled before. The configured shares are 8, 4, 2 and 1 %"
                                + " of what is handled, from the lane above the default down to the lowest.",
                        "% of messages",
                        share("above normal", Priority.ABOVE_NORMAL),
                        share("normal", Priority.NORMAL),
                        share("below normal", Priority.BELOW_NORMAL),
                        share("low", Priority.LOW)));
    }

    private static Side share(String label, Priority level) {
        return new Side(
                label, true, 2, new TaskTrial(FloodShare.class, Map.of("level", level.name()), Latencies::seconds));
    }

    private static Side lanes(String label, boolean all) {
        return new Side(
                label, true, 2, new JmhTrial(LanesBenchmark.class, "send", Map.of("all", all + ""), Statistic.MEDIAN));
    }
}
