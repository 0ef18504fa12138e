// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.run.Comparison.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How long a message is under way, at a rate that does not ask whether the last one has arrived. */
final class LatencyRows {
    private LatencyRows() {}

    /** {@return a kernel beside its peers, or a kernel alone where the peers have no such choice} */
    static List<Comparison> comparisons(WhatIf whatIf) {
        return List.of(whatIf.isOfKernels() ? whatIf(whatIf) : oneWay(whatIf.rate()));
    }

    private static Comparison oneWay(long rate) {
        return Comparison.ofLatencies(
                "latency-one-way",
                String.format(Locale.ROOT, "One way, %,d messages per second", rate),
                "From the moment at which a message was due until its last field was read. The value in the table is"
                        + " p99. Pekko and Vert.x park when they have nothing to do; the others spin.",
                Comparison.sides(
                        side -> Latencies.trial(
                                StreamLatency.class, 99, Map.of("side", side.name(), "rate", rate + "")),
                        StreamSide.RINGKERNEL_SINGLE,
                        StreamSide.RINGKERNEL_MULTI,
                        StreamSide.DISRUPTOR_SINGLE,
                        StreamSide.DISRUPTOR_MULTI,
                        StreamSide.AGRONA_MANY_TO_ONE,
                        StreamSide.ARRAY_BLOCKING_QUEUE,
                        StreamSide.PEKKO_TELL,
                        StreamSide.VERTX_SEND));
    }

    private static Comparison whatIf(WhatIf whatIf) {
        int length = Objects.requireNonNullElse(whatIf.length(), 64);
        int priority = Objects.requireNonNullElse(whatIf.priority(), Priority.DEFAULT);
        Idle idle = Objects.requireNonNullElse(whatIf.idle(), Idle.BUSY_SPIN);
        Map<String, String> arguments = Map.of(
                "rate", whatIf.rate() + "",
                "length", length + "",
                "priority", priority + "",
                "idle", idle.name());
        return Comparison.ofLatencies(
                "latency-what-if",
                String.format(
                        Locale.ROOT,
                        "One way, %,d messages per second of %,d bytes with priority %d, %s",
                        whatIf.rate(),
                        length,
                        priority,
                        idle),
                "From the moment at which a message was due until the last byte of its payload was read.",
                new Side("RingKernel", true, 2, Latencies.trial(SizedLatency.class, 99, arguments)));
    }
}
