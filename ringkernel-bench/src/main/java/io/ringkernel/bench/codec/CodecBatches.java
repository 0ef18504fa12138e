// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Times one side of {@link CodecBenchmark} in batches of some ten microseconds, each shorter than what another program gets
 * of a processor at once, and prints what a message cost in the fastest tenth of them. {@link CodecRatios} runs it in JVMs
 * of their own.
 */
final class CodecBatches {
    private static final double PERCENTILE = 0.1;
    private static final int CALLS = 16; // that make a batch, of all samples each
    private static final int MOST_BATCHES = 1 << 20;
    private static final long WARMUP_NS = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final long MEASURED_NS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private CodecBatches() {}

    /**
     * Measures and prints.
     *
     * @param args type of the messages, codec, and {@code encode} or {@code decode}
     */
    public static void main(String[] args) {
        CodecBenchmark benchmark = new CodecBenchmark();
        benchmark.messages = CodecBenchmark.Messages.valueOf(args[0]);
        benchmark.codec = CodecBenchmark.Codec.valueOf(args[1]);
        benchmark.compare();
        Runnable call = args[2].equals("encode") ? benchmark::encode : benchmark::decode;
        long[] times = new long[MOST_BATCHES];
        run(call, times, WARMUP_NS);
        int count = run(call, times, MEASURED_NS);
        Arrays.sort(times, 0, count);
        System.out.println((double) times[(int) (count * PERCENTILE)] / (CALLS * Side.SAMPLES));
    }

    private static int run(Runnable call, long[] times, long lengthNs) {
        long start = System.nanoTime();
        long end = start;
        int count = 0;
        while (count < times.length && end - start < lengthNs) {
            long begin = end;
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            end = System.nanoTime();
            times[count++] = end - begin;
        }
        return count;
    }
}
