// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.StreamBenchmark;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.shape.Stream;
import java.util.List;

/** One message after the other, as fast as the slower side takes them. */
final class ThroughputRows {
    private static final String FIELDS =
            "Seven fields, 56 bytes, all of them read and summed by the consumer on a second thread.";

    private ThroughputRows() {}

    /** {@return the comparisons with rings and queues, which carry messages from thread to thread and no more} */
    static List<Comparison> comparisons() {
        return List.of(
                rings(
                        "1p1c-single",
                        "Send and handle, one producer",
                        "send",
                        StreamSide.RINGKERNEL_SINGLE,
                        StreamSide.RINGKERNEL_HEADER_SINGLE,
                        StreamSide.DISRUPTOR_SINGLE,
                        StreamSide.AGRONA_ONE_TO_ONE,
                        StreamSide.JCTOOLS_SPSC),
                rings(
                        "1p1c-multi",
                        "Send and handle, any number of producers",
                        "send",
                        StreamSide.RINGKERNEL_MULTI,
                        StreamSide.RINGKERNEL_HEADER_MULTI,
                        StreamSide.RINGKERNEL_RECORD,
                        StreamSide.DISRUPTOR_MULTI,
                        StreamSide.AGRONA_MANY_TO_ONE,
                        StreamSide.JCTOOLS_MPSC,
                        StreamSide.ARRAY_BLOCKING_QUEUE,
                        StreamSide.LINKED_TRANSFER_QUEUE,
                        StreamSide.AERON_IPC),
                rings(
                        "batch",
                        "Batches of 64, written in place and published at once",
                        "batch",
                        StreamSide.RINGKERNEL_SINGLE,
                        StreamSide.DISRUPTOR_SINGLE,
                        StreamSide.RINGKERNEL_MULTI,
                        StreamSide.DISRUPTOR_MULTI),
                rings(
                        "parking-send",
                        "Send to a kernel that would park, and is awake",
                        "send",
                        StreamSide.RINGKERNEL_PARKING,
                        StreamSide.RINGKERNEL_MULTI,
                        StreamSide.DISRUPTOR_PARKING));
    }

    /** {@return the comparison with actors and buses} */
    static List<Comparison> beside() {
        return List.of(stream(
                "external-send",
                "Send from outside to one kernel or actor",
                FIELDS
                        + " A pooled kernel, the actor and the consumer of the bus park when they have nothing to do; no more than "
                        + Stream.CAPACITY + " messages are under way.",
                "send",
                StreamSide.RINGKERNEL_POOLED,
                StreamSide.RINGKERNEL_MULTI,
                StreamSide.RINGKERNEL_RECORD,
                StreamSide.PEKKO_TELL,
                StreamSide.VERTX_SEND));
    }

    private static Comparison rings(String id, String title, String method, StreamSide... sides) {
        return stream(
                id,
                title,
                FIELDS + " Full rings of " + Stream.CAPACITY + " messages; all spin, but for those that say otherwise.",
                method,
                sides);
    }

    private static Comparison stream(String id, String title, String note, String method, StreamSide... sides) {
        return Comparison.ofCosts(
                id,
                title,
                note,
                "ns/message",
                Comparison.sides(side -> JmhTrial.of(StreamBenchmark.class, method, side), sides));
    }
}
