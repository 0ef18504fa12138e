// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What can be measured, by the name that the command line takes. */
public enum Suite {
    /** One message after the other, as fast as the slower side takes them. */
    THROUGHPUT(
            "send and handle: one producer, one consumer, beside rings and queues",
            whatIf -> ThroughputRows.comparisons()),

    /** How long a message is under way. */
    LATENCY(
            "time under way at a fixed rate, one way and there and back, beside rings, queues, actors and buses",
            LatencyRows::comparisons),

    /** What it costs to write and read one message. */
    CODEC("encode and decode, beside SBE and MessagePack by hand", whatIf -> CodecRows.comparisons()),

    /** Lanes and priorities. */
    LANES("lanes that are idle, and urgent messages in a flood", whatIf -> LaneRows.comparisons()),

    /** There and back. */
    REQUEST(
            "round trips: ping-pong, bursts, requests from outside, wake-up of a parked kernel",
            whatIf -> RequestRows.comparisons()),

    /** Memory outside of the heap. */
    PAYLOAD(
            "payloads outside of the heap: acquire and free, and hand-over of 1 MiB, beside Netty",
            whatIf -> PayloadRows.comparisons()),

    /** Many kernels. */
    KERNELS(
            "many kernels: creation, memory, idle processor use, 13 workloads of Savina, beside Pekko",
            whatIf -> KernelRows.comparisons()),

    /** More threads. */
    SCALING(
            "more producers to one kernel, more workers for many, up to the cores there are, beside Disruptor and Pekko",
            whatIf -> ScalingRows.comparisons(Machine.cores())),

    /** Beside what does more than carry messages from thread to thread. */
    PEERS("sends from outside, beside actors and buses", whatIf -> ThroughputRows.beside());

    private final String about;
    private final Function<WhatIf, List<Comparison>> comparisons;

    Suite(String about, Function<WhatIf, List<Comparison>> comparisons) {
        this.about = about;
        this.comparisons = comparisons;
    }

    /** {@return what it measures, in a line} */
    public String about() {
        return about;
    }

    /** {@return its name on the command line} */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what it measures} */
    List<Comparison> comparisons(WhatIf whatIf) {
        return comparisons.apply(whatIf);
    }
}
