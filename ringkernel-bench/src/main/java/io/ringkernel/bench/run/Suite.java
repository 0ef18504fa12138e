// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.HandOverBenchmark;
import io.ringkernel.bench.LanesBenchmark;
import io.ringkernel.bench.PayloadBenchmark;
import io.ringkernel.bench.PayloadSide;
import io.ringkernel.bench.PingPongBenchmark;
import io.ringkernel.bench.PingPongSide;
import io.ringkernel.bench.PopulationSide;
import io.ringkernel.bench.RequestBenchmark;
import io.ringkernel.bench.RequestSide;
import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.StreamBenchmark;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.UrgencySide;
import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.report.Figure.Better;
import io.ringkernel.bench.report.Row;
import io.ringkernel.bench.report.Row.Kind;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import io.ringkernel.bench.shape.Savina;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
                            latency(StreamLatency.class, Map.of("side", side.name(), "rate", whatIf.rate() + ""))))
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
                            latency(
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

    /** Lanes and priorities. */
    LANES("lanes that are idle, and urgent messages in a flood") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            return List.of(
                    new Comparison(
                            new Row(
                                    "lanes",
                                    "Lanes that nobody uses",
                                    "Send and handle with the default priority, any number of producers.",
                                    Kind.COST),
                            "ns/message",
                            Better.LOWER,
                            List.of(
                                    jmh("1 lane", true, 2, LanesBenchmark.class, "send", Map.of("all", "false")),
                                    jmh(
                                            "5 lanes, 4 idle",
                                            true,
                                            2,
                                            LanesBenchmark.class,
                                            "send",
                                            Map.of("all", "true")))),
                    new Comparison(
                            new Row(
                                    "urgent",
                                    "Urgent messages in a flood, 1,000 per second",
                                    "One thread sends as many ordinary messages as there is room for (4,096), and an"
                                            + " urgent one each millisecond. The value in the table is p99.",
                                    Kind.LATENCY),
                            "ns",
                            Better.LOWER,
                            Arrays.stream(UrgencySide.values())
                                    .map(side -> new Side(
                                            side.label(),
                                            side.isOurs(),
                                            2,
                                            latency(UrgentLatency.class, Map.of("side", side.name(), "rate", "1000"))))
                                    .toList()));
        }
    },

    /** There and back. */
    REQUEST("round trips: ping-pong, bursts, requests from outside, wake-up of a parked kernel") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
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
                    new Comparison(
                            new Row(
                                    "wake",
                                    "Wake-up from parked, 500 messages per second",
                                    "From the moment at which a message was due until its last field was read by a"
                                            + " consumer that had parked. The value in the table is p50.",
                                    Kind.LATENCY),
                            "ns",
                            Better.LOWER,
                            Stream.of(StreamSide.RINGKERNEL_PARKING, StreamSide.DISRUPTOR_PARKING)
                                    .map(side -> new Side(
                                            side.label(),
                                            side.isOurs(),
                                            2,
                                            latency(
                                                    StreamLatency.class,
                                                    50,
                                                    Map.of("side", side.name(), "rate", "500"))))
                                    .toList()));
        }

        private static Comparison pingPong(String id, String title, String method) {
            return new Comparison(
                    new Row(
                            id,
                            title,
                            "Two threads that spin, one producer per lane. Each answer is made of the sum of all fields"
                                    + " of what it answers.",
                            Kind.COST),
                    "ns",
                    Better.LOWER,
                    Arrays.stream(PingPongSide.values())
                            .map(side -> jmh(
                                    side.label(),
                                    side.isOurs(),
                                    side.threads(),
                                    PingPongBenchmark.class,
                                    method,
                                    Map.of("side", side.name())))
                            .toList());
        }

        private static Comparison request(String id, String title, String method, RequestSide... sides) {
            return new Comparison(
                    new Row(
                            id,
                            title,
                            "Seven fields there, seven back. Pekko and Vert.x park when they have nothing to do.",
                            Kind.COST),
                    "ns",
                    Better.LOWER,
                    Arrays.stream(sides)
                            .map(side -> jmh(
                                    side.label(),
                                    side.isOurs(),
                                    2,
                                    RequestBenchmark.class,
                                    method,
                                    Map.of("side", side.name())))
                            .toList());
        }
    },

    /** Memory outside of the heap. */
    PAYLOAD("payloads outside of the heap: acquire and free, and hand-over of 1 MiB, beside Netty") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            return List.of(
                    payload("payload", "Acquire and free 1 KiB, one thread", "oneThread", 1),
                    payload("payload-across", "Acquire 1 KiB here, free it there", "twoThreads", 2),
                    new Comparison(
                            new Row(
                                    "hand-over",
                                    "Hand-over of 1 MiB by its reference",
                                    "The receiver opens the payload and reads where it begins.",
                                    Kind.COST),
                            "ns/message",
                            Better.LOWER,
                            List.of(
                                    jmh("1 MiB", true, 2, HandOverBenchmark.class, "send", Map.of("full", "true")),
                                    jmh("empty", true, 2, HandOverBenchmark.class, "send", Map.of("full", "false")))));
        }

        private static Comparison payload(String id, String title, String method, int threads) {
            return new Comparison(
                    new Row(
                            id,
                            title,
                            "What was written is read before it is freed. Across two threads the queue between them is"
                                    + " the same for all.",
                            Kind.COST),
                    "ns",
                    Better.LOWER,
                    Arrays.stream(PayloadSide.values())
                            .map(side -> jmh(
                                    side.label(),
                                    side.isOurs(),
                                    threads,
                                    PayloadBenchmark.class,
                                    method,
                                    Map.of("side", side.name())))
                            .toList());
        }
    },

    /** Many kernels. */
    KERNELS("many kernels: creation, memory, idle processor use, nine workloads of Savina, beside Pekko") {
        @Override
        List<Comparison> comparisons(WhatIf whatIf) {
            List<Comparison> comparisons = new ArrayList<>(List.of(
                    population(
                            "spawn",
                            "Creation of one of many",
                            "Until it is ready for messages; 20,000 were there before.",
                            "ns",
                            SpawnCost.class,
                            Map.of()),
                    population(
                            "idle-bytes",
                            "Memory of one that was never used",
                            "100,000 of them, on the heap after a collection and outside of it.",
                            "B",
                            IdleBytes.class,
                            Map.of("count", "100000", "touch", "false")),
                    population(
                            "used-bytes",
                            "Memory of one that got one message and is idle",
                            "20,000 of them, on the heap after a collection and outside of it.",
                            "B",
                            IdleBytes.class,
                            Map.of("count", "20000", "touch", "true")),
                    population(
                            "idle-cpu",
                            "Processor use of 1,000 that are idle",
                            "The whole process, in percent of one core.",
                            "% of a core",
                            IdleCpu.class,
                            Map.of())));
            for (Savina workload : Savina.values()) {
                comparisons.add(new Comparison(
                        new Row(
                                "savina-"
                                        + workload.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                workload.title(),
                                "One run of the whole program on a thread per core; Pekko with a throughput of 50.",
                                Kind.COST),
                        "ns",
                        Better.LOWER,
                        Arrays.stream(SavinaBenchmark.Side.values())
                                .map(side -> jmh(
                                        side.label(),
                                        side.isOurs(),
                                        Runtime.getRuntime().availableProcessors(),
                                        SavinaBenchmark.class,
                                        "run",
                                        Map.of("workload", workload.name(), "side", side.name())))
                                .toList()));
            }
            return comparisons;
        }

        private static Comparison population(
                String id,
                String title,
                String note,
                String unit,
                Class<? extends Task> task,
                Map<String, String> arguments) {
            return new Comparison(
                    new Row(id, title, note, Kind.COST),
                    unit,
                    Better.LOWER,
                    Arrays.stream(PopulationSide.values())
                            .map(side -> {
                                Map<String, String> all = new TreeMap<>(arguments);
                                all.put("side", side.name());
                                return new Side(side.label(), side.isOurs(), 1, new TaskTrial(task, all, effort -> 3));
                            })
                            .toList());
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

    private static Side jmh(
            String label, boolean ours, int threads, Class<?> benchmark, String method, Map<String, String> params) {
        return new Side(label, ours, threads, new JmhTrial(benchmark, method, params, Statistic.MEDIAN));
    }

    private static Trial latency(Class<? extends Task> task, Map<String, String> arguments) {
        return latency(task, 99, arguments);
    }

    private static Trial latency(Class<? extends Task> task, int percentile, Map<String, String> arguments) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.put(Latencies.PERCENTILE, percentile + "");
        return new TaskTrial(
                task,
                all,
                effort -> effort.latencyWarmUp().plus(effort.latency()).toMillis() / 1e3);
    }
}
