// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.codec.CodecBenchmark.Codec;
import io.ringkernel.bench.codec.CodecBenchmark.Messages;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link CodecBenchmark} in rounds in which the sides take turns, each in a fork of its own, and prints what they
 * cost beside each other. Of all short iterations of a side the tenth part that was fastest counts, up to its slowest:
 * another program on the machine makes an iteration slower, never faster.
 *
 * <pre>
 * java -cp ringkernel-bench/target/benchmarks.jar io.ringkernel.bench.codec.CodecRatios [ROUNDS [JVM FLAG...]]
 * </pre>
 */
public final class CodecRatios {
    private static final double PERCENTILE = 0.1;

    private CodecRatios() {}

    /**
     * Measures and prints.
     *
     * @param args number of rounds, 5 if it is not given, then flags for the JVMs
     * @throws RunnerException if a fork fails
     */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        String[] flags = args.length > 1 ? Arrays.copyOfRange(args, 1, args.length) : new String[0];
        System.out.println("| message | | flyweight ns | record ns | SBE ns | msgpack ns | flyweight / SBE |"
                + " msgpack / flyweight |\n|---|---|---|---|---|---|---|---|");
        for (Messages messages : Messages.values()) {
            for (String operation : new String[] {"encode", "decode"}) {
                Map<Codec, double[]> times = measure(messages, operation, rounds, flags);
                System.out.println(row(messages, operation, times));
            }
        }
    }

    private static Map<Codec, double[]> measure(Messages messages, String operation, int rounds, String[] flags)
            throws RunnerException {
        Map<Codec, double[]> times = new EnumMap<>(Codec.class);
        for (int round = 0; round < rounds; round++) {
            for (Codec codec : Codec.values()) {
                double[] more = run(messages, operation, codec, flags);
                times.merge(
                        codec,
                        more,
                        (a, b) -> DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                                .toArray());
            }
        }
        return times;
    }

    private static double[] run(Messages messages, String operation, Codec codec, String[] flags)
            throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(CodecBenchmark.class.getName() + "\\." + operation + "$")
                        .param("messages", messages.name())
                        .param("codec", codec.name())
                        .forks(1)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .jvmArgsPrepend(flags)
                        .build())
                .runSingle();
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
    }

    private static String row(Messages messages, String operation, Map<Codec, double[]> times) {
        double flyweight = low(times.get(Codec.FLYWEIGHT));
        double sbe = low(times.get(Codec.SBE));
        double msgpack = low(times.get(Codec.MSGPACK));
        return String.format(
                "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f |",
                messages.name().toLowerCase(),
                operation,
                flyweight,
                low(times.get(Codec.RECORD)),
                sbe,
                msgpack,
                flyweight / sbe,
                msgpack / flyweight);
    }

    private static double low(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * PERCENTILE)];
    }
}
