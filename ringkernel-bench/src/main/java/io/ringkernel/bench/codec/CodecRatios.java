// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.codec.CodecBenchmark.Codec;
import io.ringkernel.bench.codec.CodecBenchmark.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs {@link CodecBatches} in rounds in which the sides take turns, each in a JVM of its own, and prints what they cost
 * beside each other: the median of the rounds, in each of which the fastest tenth of all batches counts. Another program on
 * the machine makes a batch slower, never faster; and what the compiler makes of a side differs from one JVM to the next.
 *
 * <pre>
 * java -cp ringkernel-bench/target/benchmarks.jar io.ringkernel.bench.codec.CodecRatios [ROUNDS [JVM FLAG...]]
 * </pre>
 */
public final class CodecRatios {
    private static final List<String> FLAGS = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Xbatch", // on a busy machine the JIT would still be at work when the measuring begins
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"); // Agrona's

    private CodecRatios() {}

    /**
     * Measures and prints.
     *
     * @param args number of rounds, 5 if it is not given, then flags for the JVMs
     * @throws IOException if a JVM cannot be started
     * @throws InterruptedException if the caller is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(Arrays.asList(args).subList(Math.min(1, args.length), args.length));
        System.out.println("| message | | flyweight ns | record ns | SBE ns | msgpack ns | flyweight / SBE |"
                + " msgpack / flyweight |\n|---|---|---|---|---|---|---|---|");
        for (Messages messages : Messages.values()) {
            for (String operation : new String[] {"encode", "decode"}) {
                System.out.println(row(messages, operation, measure(messages, operation, rounds, flags)));
            }
        }
    }

    private static Map<Codec, Double> measure(Messages messages, String operation, int rounds, List<String> flags)
            throws IOException, InterruptedException {
        Map<Codec, double[]> times = new EnumMap<>(Codec.class);
        for (int round = 0; round < rounds; round++) {
            for (Codec codec : Codec.values()) {
                times.computeIfAbsent(codec, side -> new double[rounds])[round] =
                        run(messages, operation, codec, flags);
            }
        }
        Map<Codec, Double> medians = new EnumMap<>(Codec.class);
        times.forEach((codec, all) -> {
            Arrays.sort(all);
            medians.put(codec, all[rounds / 2]);
        });
        return medians;
    }

    private static double run(Messages messages, String operation, Codec codec, List<String> flags)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CodecBatches.class.getName()));
        command.addAll(List.of(messages.name(), codec.name(), operation));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("JVM failed: command=" + String.join(" ", command));
        }
        return Double.parseDouble(printed.strip());
    }

    private static String row(Messages messages, String operation, Map<Codec, Double> times) {
        double flyweight = times.get(Codec.FLYWEIGHT);
        double sbe = times.get(Codec.SBE);
        double msgpack = times.get(Codec.MSGPACK);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f |",
                messages.name().toLowerCase(Locale.ROOT),
                operation,
                flyweight,
                times.get(Codec.RECORD),
                sbe,
                msgpack,
                flyweight / sbe,
                msgpack / flyweight);
    }
}
