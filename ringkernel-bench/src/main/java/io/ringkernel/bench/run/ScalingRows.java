// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Savina;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What more threads bring, as far as each of them has a core. */
final class ScalingRows {
    private static final int[] PRODUCERS = {1, 2, 4, 8, 15};
    private static final int[] WORKERS = {1, 2, 4, 8, 16};

    private ScalingRows() {}

    /** {@return a row for each number of threads that so many cores can run; those with the fewest are there always} */
    static List<Comparison> comparisons(int cores) {
        return Stream.concat(
                        upTo(cores - 1, PRODUCERS).mapToObj(ScalingRows::producers),
                        upTo(cores, WORKERS).mapToObj(ScalingRows::workers))
                .toList();
    }

    private static IntStream upTo(int most, int[] counts) {
        return Arrays.stream(counts).filter(count -> count == counts[0] || count <= most);
    }

    private static double seconds(Effort effort) {
        return effort.latencyWarmUp().plus(effort.latency()).toMillis() / 1e3;
    }

    private static Comparison producers(int count) {
        return row(
                "scaling-producers-" + count,
                "Send and handle, producers: " + count,
                "Seven fields, as many from each, all of them read and summed by one consumer on one more thread; time for each message,"
                        + " all producers together. Kernel and ring have room for "
                        + io.ringkernel.bench.shape.Stream.CAPACITY
                        + " messages and spin; the actor has no bound, and parks.",
                "ns/message",
                count + 1,
                ProducersCost.class,
                Map.of("producers", count + ""),
                StreamSide.RINGKERNEL_MULTI,
                StreamSide.DISRUPTOR_MULTI,
                StreamSide.PEKKO_TELL);
    }

    private static Comparison workers(int count) {
        return row(
                "scaling-workers-" + count,
                Savina.BIG.title() + ", workers: " + count,
                "One run of the whole program on so many threads; Pekko with a throughput of 50.",
                "ns",
                count,
                EchoCost.class,
                Map.of("threads", count + ""),
                SavinaBenchmark.Side.values());
    }

    private static Comparison row(
            String id,
            String title,
            String note,
            String unit,
            int threads,
            Class<? extends Task> task,
            Map<String, String> arguments,
            Participant... sides) {
        return Comparison.ofCosts(
                id,
                title,
                note,
                unit,
                Arrays.stream(sides)
                        .map(side -> Side.of(side, threads, TaskTrial.of(task, side, arguments, ScalingRows::seconds)))
                        .toArray(Side[]::new));
    }
}
