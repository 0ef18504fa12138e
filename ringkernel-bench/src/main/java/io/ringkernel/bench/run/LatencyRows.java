// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.PingPongSide;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.run.Comparison.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How long a message is under way, at a rate that does not ask whether the last one has arrived. What somebody asks for is part of the
 * id of its row, so that nobody compares it with something else.
 */
final class LatencyRows {
    private static final String ONE_WAY = "latency-one-way";

    private LatencyRows() {}

    /** {@return kernels beside their peers, or a kernel alone where the peers have no such choice} */
    static List<Comparison> comparisons(WhatIf whatIf) {
        return whatIf.isOfKernels()
                ? List.of(whatIf(whatIf))
                : List.of(oneWay(whatIf.rate()), echo(1, 100_000), echo(100, 1_000));
    }

    private static Comparison echo(int burst, long rate) {
        return Comparison.ofLatencies(
                "echo-" + burst,
                String.format(
                        Locale.ROOT,
                        burst == 1 ? "There and back, %2$,d per second" : "Bursts of %,d, %,d per second",
                        burst,
                        rate),
                "From the moment at which "
                        + (burst == 1 ? "a request" : "a burst")
                        + " was due until the last answer was read by the thread that sent it; both sides spin.",
                99,
                Comparison.sides(
                        side -> Latencies.trial(
                                EchoLatency.class,
                                99,
                                Map.of("side", side.name(), "burst", burst + "", "rate", rate + "")),
                        PingPongSide.RINGKERNEL_REQUESTS,
                        PingPongSide.DISRUPTOR,
                        PingPongSide.AGRONA,
                        PingPongSide.JCTOOLS,
                        PingPongSide.ARRAY_BLOCKING_QUEUE,
                        PingPongSide.AERON));
    }

    private static Comparison oneWay(long rate) {
        return Comparison.ofLatencies(
                rate == WhatIf.DEFAULT.rate() ? ONE_WAY : ONE_WAY + "-" + rate,
                String.format(Locale.ROOT, "One way, %,d messages per second", rate),
                "From the moment at which a message was due until its last field was read. Pekko and Vert.x park when they"
                        + " have nothing to do; the others spin.",
                99,
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
                String.join(
                        "-", "latency-what-if", whatIf.rate() + "", length + "", priority + "", WhatIf.nameOf(idle)),
                String.format(
                        Locale.ROOT,
                        "One way, %,d messages per second of %,d bytes with priority %d, %s",
                        whatIf.rate(),
                        length,
                        priority,
                        WhatIf.nameOf(idle)),
                "From the moment at which a message was due until the last byte of its payload was read.",
                99,
                new Side("RingKernel", true, 2, Latencies.trial(SizedLatency.class, 99, arguments)));
    }
}
