// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import static io.ringkernel.bench.report.Goal.Bound.BYTES_AT_MOST;
import static io.ringkernel.bench.report.Goal.Bound.COST_AT_MOST;
import static io.ringkernel.bench.report.Goal.Bound.SPEED_AT_LEAST;
import static io.ringkernel.bench.report.Goal.Bound.TRANSFERS_AT_MOST;
import static io.ringkernel.bench.report.Goal.Bound.VALUE_AT_MOST;
import static io.ringkernel.bench.report.Goal.Bound.VALUE_NEAR;

import io.ringkernel.bench.report.Goal.Bound;
import io.ringkernel.bench.report.Goal.Check;
import io.ringkernel.bench.shape.Urgency;
import io.ringkernel.lane.PriorityLanes;
import java.util.List;

/** The 25 goals, and which rows measure them. */
final class Goals {
    private static final String SINGLE = "RingKernel, one producer";
    private static final String MULTI = "RingKernel";
    private static final String IN_PLACE = "RingKernel in place";

    private static final double CHECK_INTERVAL_NS = PriorityLanes.CHECK_INTERVAL * Urgency.WORK_NS;

    /** In the order of their numbers. */
    static final List<Goal> ALL = List.of(
            goal(
                    1,
                    "typed send and handle, one producer",
                    "raw Disruptor, SINGLE",
                    "≤ 1.0 × its cost",
                    new Check("1p1c-single", SINGLE, "Disruptor, one producer", COST_AT_MOST, 1.0)),
            goal(
                    2,
                    "typed send and handle, any number of producers",
                    "raw Disruptor, MULTI",
                    "≤ 0.8 × its cost",
                    new Check("1p1c-multi", MULTI, "Disruptor", COST_AT_MOST, 0.8)),
            goal(
                    3,
                    "batch of 64",
                    "raw publish(lo, hi)",
                    "≤ 1.0 × its cost",
                    new Check("batch", SINGLE, "Disruptor, one producer", COST_AT_MOST, 1.0),
                    new Check("batch", MULTI, "Disruptor", COST_AT_MOST, 1.0)),
            goal(
                    4,
                    "send and handle",
                    "Agrona's rings with SBE",
                    "≤ 1.3 × OneToOne, ≤ 1.0 × ManyToOne",
                    new Check("1p1c-single", SINGLE, "Agrona OneToOne + SBE", COST_AT_MOST, 1.3),
                    new Check("1p1c-multi", MULTI, "Agrona ManyToOne + SBE", COST_AT_MOST, 1.0)),
            goal(
                    5,
                    "send and handle",
                    "JCTools Mpsc with a fresh message; ArrayBlockingQueue",
                    "≥ 1.5 ×, ≥ 1.0 × as fast",
                    new Check("1p1c-multi", MULTI, "JCTools MpscArrayQueue", SPEED_AT_LEAST, 1.5),
                    new Check("1p1c-multi", MULTI, "ArrayBlockingQueue", SPEED_AT_LEAST, 1.0)),
            goal(
                    6,
                    "send from outside to one kernel",
                    "Pekko typed tell",
                    "≥ 4 × as fast",
                    new Check("external-send", "RingKernel, pooled", "Pekko typed tell", SPEED_AT_LEAST, 4)),
            goal(
                    7,
                    "echo of many pooled kernels",
                    "Pekko",
                    "≥ 2 × as fast",
                    new Check("savina-big", MULTI, "Pekko", SPEED_AT_LEAST, 2)),
            goal(
                    8,
                    "ping-pong of two pooled kernels",
                    "Pekko",
                    "≥ 2 × as fast",
                    new Check("savina-ping-pong", MULTI, "Pekko", SPEED_AT_LEAST, 2)),
            goal(
                    9,
                    "request from outside, spinning; of one kernel to another",
                    "Pekko ask",
                    "≥ 3 ×, ≥ 5 × as fast",
                    new Check("request-spinning", "RingKernel, in place", "Pekko ask", SPEED_AT_LEAST, 3),
                    new Check("request-between", MULTI, "Pekko ask", SPEED_AT_LEAST, 5)),
            goal(
                    10,
                    "request, 100 outstanding",
                    "Vert.x event bus",
                    "≥ 4 × as fast",
                    new Check("request-window", "RingKernel, parking", "Vert.x request", SPEED_AT_LEAST, 4)),
            goal(
                    11,
                    "round trip through two lanes, spinning",
                    "Disruptor, SINGLE",
                    "≤ 1.0 × its cost, ≤ 5 T",
                    new Check("ping-pong", MULTI, "Disruptor", COST_AT_MOST, 1.0),
                    new Check("ping-pong", MULTI, "", TRANSFERS_AT_MOST, 5)),
            goal(
                    12,
                    "p99 of priority 255 while the low lane is saturated",
                    "the same unloaded",
                    "≤ 2 × + check interval",
                    new Check(
                            "urgent",
                            "RingKernel under flood",
                            "RingKernel unloaded",
                            COST_AT_MOST,
                            2,
                            CHECK_INTERVAL_NS)),
            goal(
                    13,
                    "p99 of priority 255 while the low lane is saturated",
                    "Pekko's priority mailbox; one FIFO ring",
                    "≥ 10 ×, ≥ 50 × better",
                    new Check("urgent", "RingKernel under flood", "Pekko priority mailbox", SPEED_AT_LEAST, 10),
                    new Check("urgent", "RingKernel under flood", "one Disruptor ring", SPEED_AT_LEAST, 50)),
            goal(
                    14,
                    "5 lanes, 4 of them idle",
                    "1 lane",
                    "≤ 1.05 × its cost",
                    new Check("lanes", "5 lanes, 4 idle", "1 lane", COST_AT_MOST, 1.05)),
            goal(
                    15,
                    "share of a lower lane under a flood of a higher one",
                    "its configured share",
                    "± 1 point",
                    new Check("share", "above normal", "", VALUE_NEAR, 8),
                    new Check("share", "normal", "", VALUE_NEAR, 4),
                    new Check("share", "below normal", "", VALUE_NEAR, 2),
                    new Check("share", "low", "", VALUE_NEAR, 1)),
            goal(
                    16,
                    "flyweight codec, encode and decode",
                    "SBE, same bounds policy",
                    "≤ 1.05 × its cost",
                    codec("SBE, bounds checked", COST_AT_MOST, 1.05)),
            goal(
                    17,
                    "flyweight codec, encode and decode",
                    "MessagePack by hand, one fixed buffer",
                    "≥ 5 × as fast",
                    codec("MessagePack by hand", SPEED_AT_LEAST, 5)),
            goal(
                    18,
                    "bytes allocated by send, dispatch, reader, payload, request into a reader",
                    "none",
                    "< 0.01 B",
                    new Check("1p1c-single", SINGLE, "", BYTES_AT_MOST, 0.01),
                    new Check("1p1c-multi", MULTI, "", BYTES_AT_MOST, 0.01),
                    new Check("payload", MULTI, "", BYTES_AT_MOST, 0.01),
                    new Check("request-spinning", "RingKernel, in place", "", BYTES_AT_MOST, 0.01)),
            goal(
                    19,
                    "payload acquire and free, one thread, across two",
                    "Netty, pooled direct",
                    "≥ 3 ×, ≥ 5 × as fast",
                    new Check("payload", MULTI, "Netty pooled", SPEED_AT_LEAST, 3),
                    new Check("payload-across", MULTI, "Netty pooled", SPEED_AT_LEAST, 5)),
            goal(
                    20,
                    "hand-over of 1 MiB by its id",
                    "empty message",
                    "≤ 1.15 × its cost",
                    new Check("hand-over", "1 MiB", "empty", COST_AT_MOST, 1.15)),
            goal(
                    21,
                    "bytes retained by an idle pooled kernel",
                    "Pekko typed",
                    "≤ 256 B each",
                    new Check("idle-bytes", MULTI, "", VALUE_AT_MOST, 256)),
            goal(
                    22,
                    "creation of a kernel, and with its first message",
                    "Pekko spawn, and tell",
                    "≥ 5 × as fast",
                    new Check("spawn", MULTI, "Pekko", SPEED_AT_LEAST, 5),
                    new Check("spawn-first", MULTI, "Pekko", SPEED_AT_LEAST, 5)),
            goal(
                    23,
                    "processor use of an idle runtime with 1,000 kernels, with 100,000",
                    "a core",
                    "≤ 1 %, ≤ 2 %",
                    new Check("idle-cpu", MULTI, "", VALUE_AT_MOST, 1),
                    new Check("idle-cpu-many", MULTI, "", VALUE_AT_MOST, 2)),
            goal(
                    24,
                    "wake from parked",
                    "BlockingWaitStrategy",
                    "≤ 1.1 × its cost",
                    new Check("wake", "RingKernel, parking", "Disruptor, blocking", COST_AT_MOST, 1.1)),
            goal(
                    25,
                    "1.11 million kernels in a tree, spawn and sum",
                    "Pekko",
                    "≥ 3 × as fast",
                    new Check("tree-first", MULTI, "Pekko", SPEED_AT_LEAST, 3),
                    new Check("tree-warm", MULTI, "Pekko", SPEED_AT_LEAST, 3)));

    private Goals() {}

    private static Goal goal(int number, String metric, String peer, String gate, Check... checks) {
        return new Goal(number, metric, peer, gate, List.of(checks));
    }

    private static Check[] codec(String peer, Bound bound, double limit) {
        return List.of("trade", "refresh", "car").stream()
                .flatMap(message -> List.of("encode", "decode").stream()
                        .map(operation ->
                                new Check("codec-" + message + "-" + operation, IN_PLACE, peer, bound, limit)))
                .toArray(Check[]::new);
    }
}
