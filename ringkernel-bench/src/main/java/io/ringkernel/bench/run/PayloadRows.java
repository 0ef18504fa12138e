// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.HandOverBenchmark;
import io.ringkernel.bench.PayloadBenchmark;
import io.ringkernel.bench.PayloadSide;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Memory outside of the heap. */
final class PayloadRows {
    private PayloadRows() {}

    static List<Comparison> comparisons() {
        return List.of(
                payload("payload", "Acquire and free 1 KiB, one thread", "oneThread", 1),
                payload("payload-across", "Acquire 1 KiB here, free it there", "twoThreads", 2),
                Comparison.ofCosts(
                        "hand-over",
                        "Hand-over of 1 MiB by its reference",
                        "The receiver opens the payload and reads where it begins.",
                        "ns/message",
                        handOver("1 MiB", true),
                        handOver("empty", false)));
    }

    private static Comparison payload(String id, String title, String method, int threads) {
        return Comparison.ofCosts(
                id,
                title,
                "What was written is read before it is freed. Across two threads the queue between them is the same for"
                        + " all.",
                "ns",
                Arrays.stream(PayloadSide.values())
                        .map(side -> Side.of(side, threads, JmhTrial.of(PayloadBenchmark.class, method, side)))
                        .toArray(Side[]::new));
    }

    private static Side handOver(String label, boolean full) {
        return new Side(
                label,
                true,
                2,
                new JmhTrial(HandOverBenchmark.class, "send", Map.of("full", full + ""), Statistic.MEDIAN));
    }
}
