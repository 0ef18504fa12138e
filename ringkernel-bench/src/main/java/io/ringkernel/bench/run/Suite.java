// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.StreamBenchmark;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.report.Figure.Better;
import io.ringkernel.bench.report.Row;
import io.ringkernel.bench.report.Row.Kind;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What can be measured, by the name that the command line takes. */
public enum Suite {
    /** One message after the other, as fast as the slower side takes them. */
    THROUGHPUT("send and handle: one producer, one consumer, beside rings and queues") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            return List.of(
                    stream(
                            "1p1c-single",
                            "Send and handle, one producer",
                            "send",
                            StreamSide.RINGKERNEL_SINGLE,
                            StreamSide.RINGKERNEL_HEADER_SINGLE,
                            StreamSide.DISRUPTOR_SINGLE,
                            StreamSide.AGRONA_ONE_TO_ONE,
                            StreamSide.JCTOOLS_SPSC),
                    stream(
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
                    stream(
                            "batch",
                            "Batches of 64",
                            "batch",
                            StreamSide.RINGKERNEL_SINGLE,
                            StreamSide.DISRUPTOR_SINGLE,
                            StreamSide.RINGKERNEL_MULTI,
                            StreamSide.DISRUPTOR_MULTI));
        }
    },

    /** How long a message is under way. */
    LATENCY("time under way at a fixed rate, an open loop, beside rings, queues, actors and buses") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            if (whatIf.isOfKernels()) {
                return List.of(whatIf(whatIf));
            }
            List<Side> sides = Stream.of(
                            StreamSide.RINGKERNEL_SINGLE,
                            StreamSide.RINGKERNEL_MULTI,
                            StreamSide.DISRUPTOR_SINGLE,
                            StreamSide.DISRUPTOR_MULTI,
                            StreamSide.AGRONA_MANY_TO_ONE,
                            StreamSide.ARRAY_BLOCKING_QUEUE,
                            StreamSide.PEKKO_TELL,
                            StreamSide.VERTX_SEND)
                    .map(side -> new Side(
                            side.label(),
                            side.isOurs(),
                            side.threads(),
                            task(StreamLatency.class, Map.of("side", side.name(), "rate", whatIf.rate() + ""))))
                    .toList();
            return List.of(new Comparison(
                    new Row(
                            "latency-one-way",
                            String.format(Locale.ROOT, "One way, %,d messages per second", whatIf.rate()),
                            "From the moment at which a message was due until its last field was read. The value in the"
                                    + " table is p99. Pekko and Vert.x park when they have nothing to do; the others"
                                    + " spin.",
                            Kind.LATENCY),
                    "ns",
                    Better.LOWER,
                    sides));
        }

        private static Comparison whatIf(WhatIf whatIf) {
            int length = Objects.requireNonNullElse(whatIf.length(), 64);
            int priority = Objects.requireNonNullElse(whatIf.priority(), Priority.DEFAULT);
            Idle idle = Objects.requireNonNullElse(whatIf.idle(), Idle.BUSY_SPIN);
            return new Comparison(
                    new Row(
                            "latency-what-if",
                            String.format(
                                    Locale.ROOT,
                                    "One way, %,d messages per second of %,d bytes with priority %d, %s",
                                    whatIf.rate(),
                                    length,
                                    priority,
                                    idle),
                            "From the moment at which a message was due until the last byte of its payload was read.",
                            Kind.LATENCY),
                    "ns",
                    Better.LOWER,
                    List.of(new Side(
                            "RingKernel",
                            true,
                            2,
                            task(
                                    SizedLatency.class,
                                    Map.of(
                                            "rate", whatIf.rate() + "",
                                            "length", length + "",
                                            "priority", priority + "",
                                            "idle", idle.name())))));
        }
    },

    /** What it costs to write and read one message. */
    CODEC("encode and decode, beside SBE and MessagePack by hand") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            List<Comparison> comparisons = new ArrayList<>();
            for (CodecBenchmark.Messages messages : CodecBenchmark.Messages.values()) {
                for (String operation : List.of("encode", "decode")) {
                    String name = messages.name().toLowerCase(Locale.ROOT);
                    comparisons.add(new Comparison(
                            new Row(
                                    "codec-" + name + "-" + operation,
                                    "Codec: " + operation + " a " + name,
                                    "Every field of 64 messages that differ, on one thread. What counts is the limit of"
                                            + " the fastest tenth of all short iterations.",
                                    Kind.COST),
                            "ns/message",
                            Better.LOWER,
                            Arrays.stream(CodecBenchmark.Codec.values())
                                    .map(codec -> new Side(
                                            label(codec),
                                            codec == CodecBenchmark.Codec.FLYWEIGHT
                                                    || codec == CodecBenchmark.Codec.RECORD,
                                            1,
                                            new JmhTrial(
                                                    CodecBenchmark.class,
                                                    operation,
                                                    Map.of("messages", messages.name(), "codec", codec.name()),
                                                    Statistic.FASTEST_TENTH)))
                                    .toList()));
                }
            }
            return comparisons;
        }

        private static String label(CodecBenchmark.Codec codec) {
            return switch (codec) {
                case FLYWEIGHT -> "RingKernel in place";
                case RECORD -> "RingKernel records";
                case SBE -> "SBE, bounds checked";
                case MSGPACK -> "MessagePack by hand";
            };
        }
    },

    /** Beside what does more than carry messages from thread to thread. */
    PEERS("sends from outside, beside actors and buses") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            return List.of(stream(
                    "external-send",
                    "Send from outside to one kernel or actor",
                    "send",
                    StreamSide.RINGKERNEL_MULTI,
                    StreamSide.RINGKERNEL_RECORD,
                    StreamSide.PEKKO_TELL,
                    StreamSide.VERTX_SEND));
        }
    };

    private final String about;

    Suite(String about) {
        this.about = about;
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
    abstract List<Comparison> comparisons(WhatIf whatIf);

    private static Comparison stream(String id, String title, String method, StreamSide... sides) {
        return new Comparison(
                new Row(
                        id,
                        title,
                        "Seven fields, 56 bytes, all of them read and summed by the consumer on a second thread. Full"
                                + " rings of " + io.ringkernel.bench.shape.Stream.CAPACITY
                                + " messages; both sides wait alike.",
                        Kind.COST),
                "ns/message",
                Better.LOWER,
                Arrays.stream(sides)
                        .map(side -> new Side(
                                side.label(),
                                side.isOurs(),
                                side.threads(),
                                new JmhTrial(
                                        StreamBenchmark.class, method, Map.of("side", side.name()), Statistic.MEDIAN)))
                        .toList());
    }

    private static Trial task(Class<? extends Task> task, Map<String, String> arguments) {
        return new TaskTrial(
                task,
                arguments,
                effort -> effort.latencyWarmUp().plus(effort.latency()).toMillis() / 1e3);
    }
}
