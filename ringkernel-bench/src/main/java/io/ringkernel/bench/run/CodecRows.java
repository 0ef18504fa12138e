// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.codec.CodecBenchmark.Codec;
import io.ringkernel.bench.codec.CodecBenchmark.Messages;
import io.ringkernel.bench.run.Comparison.Side;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What it costs to write and read one message. */
final class CodecRows {
    private CodecRows() {}

    static List<Comparison> comparisons() {
        return Arrays.stream(Messages.values())
                .flatMap(messages -> Stream.of(comparison(messages, "encode"), comparison(messages, "decode")))
                .toList();
    }

    private static Comparison comparison(Messages messages, String operation) {
        String name = messages.name().toLowerCase(Locale.ROOT);
        return Comparison.ofCosts(
                "codec-" + name + "-" + operation,
                "Codec: " + operation + " a " + name,
                "Every field of 64 messages that differ, on one thread. What counts is the limit of the fastest tenth of"
                        + " all short iterations.",
                "ns/message",
                Arrays.stream(Codec.values())
                        .map(codec -> side(messages, operation, codec))
                        .toArray(Side[]::new));
    }

    private static Side side(Messages messages, String operation, Codec codec) {
        return new Side(
                label(codec),
                codec == Codec.FLYWEIGHT || codec == Codec.RECORD,
                1,
                new JmhTrial(
                        CodecBenchmark.class,
                        operation,
                        Map.of("messages", messages.name(), "codec", codec.name()),
                        Statistic.FASTEST_TENTH));
    }

    private static String label(Codec codec) {
        return switch (codec) {
            case FLYWEIGHT -> "RingKernel in place";
            case RECORD -> "RingKernel records";
            case SBE -> "SBE, bounds checked";
            case MSGPACK -> "MessagePack by hand";
        };
    }
}
