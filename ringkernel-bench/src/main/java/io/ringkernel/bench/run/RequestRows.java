// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.AskBenchmark;
import io.ringkernel.bench.PingPongBenchmark;
import io.ringkernel.bench.PingPongSide;
import io.ringkernel.bench.RequestBenchmark;
import io.ringkernel.bench.RequestSide;
import io.ringkernel.bench.StreamSide;
import java.util.List;
import java.util.Map;

/** There and back, and the way of one message to a kernel that sleeps. */
final class RequestRows {
    private RequestRows() {}

    static List<Comparison> comparisons() {
        return List.of(
                pingPong("ping-pong", "Round trip through two lanes", "roundTrip"),
                pingPong("burst-100", "A burst of 100, until the last answer", "burst"),
                request(
                        "request-spinning",
                        "Request from outside, the caller spins",
                        "spinning",
                        RequestSide.RINGKERNEL_IN_PLACE,
                        RequestSide.RINGKERNEL_SPINNING,
                        RequestSide.PEKKO,
                        RequestSide.VERTX),
                request(
                        "request-parking",
                        "Request from outside, both sides park",
                        "parking",
                        RequestSide.RINGKERNEL_PARKING,
                        RequestSide.PEKKO,
                        RequestSide.VERTX),
                request(
                        "request-window",
                        "Requests from outside, 100 outstanding",
                        "window",
                        RequestSide.RINGKERNEL_SPINNING,
                        RequestSide.RINGKERNEL_PARKING,
                        RequestSide.PEKKO,
                        RequestSide.VERTX),
                Comparison.ofCosts(
                        "request-between",
                        "Request of one pooled kernel to another",
                        "One after the other, until the one that asked goes on with the answer; seven fields there, seven"
                                + " back, on a thread per core.",
                        "ns",
                        Comparison.sides(
                                side -> JmhTrial.of(AskBenchmark.class, "request", side), AskBenchmark.Side.values())),
                wake());
    }

    private static Comparison pingPong(String id, String title, String method) {
        return Comparison.ofCosts(
                id,
                title,
                "Two threads that spin, one producer per lane. Each answer is made of the sum of all fields of what it"
                        + " answers.",
                "ns",
                Comparison.sides(side -> JmhTrial.of(PingPongBenchmark.class, method, side), PingPongSide.values()));
    }

    private static Comparison request(String id, String title, String method, RequestSide... sides) {
        return Comparison.ofCosts(
                id,
                title,
                "Seven fields there, seven back. Pekko and Vert.x park when they have nothing to do.",
                "ns",
                Comparison.sides(side -> JmhTrial.of(RequestBenchmark.class, method, side), sides));
    }

    private static Comparison wake() {
        return Comparison.ofLatencies(
                "wake",
                "Wake-up from parked, 500 messages per second",
                "From the moment at which a message was due until its last field was read by a consumer that had parked.",
                50,
                Comparison.sides(
                        side -> Latencies.trial(StreamLatency.class, 50, Map.of("side", side.name(), "rate", "500")),
                        StreamSide.RINGKERNEL_PARKING,
                        StreamSide.DISRUPTOR_PARKING));
    }
}
