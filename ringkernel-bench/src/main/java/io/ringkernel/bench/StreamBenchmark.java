// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Stream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to send a typed message and handle it: one producer, one consumer, both spinning, seven fields, every
 * field summed by the consumer.
 *
 * <p>One operation is one message. The rings are kept full, so the slower side sets the pace, and the sums of both sides
 * are compared after each iteration.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED" // Agrona's
        })
public class StreamBenchmark {
    private static final int BATCH = 64;

    /** Who carries the messages. */
    @Param
    public StreamSide side;

    private final Checksum checksum = new Checksum();
    private Stream stream;
    private long sent;
    private long sum;

    /** Creates the state; JMH does. */
    public StreamBenchmark() {}

    /** Starts the side that is measured, and no other. */
    @Setup
    public void start() {
        stream = side.start(checksum);
    }

    /** Compares what was sent with what was received. */
    @TearDown(Level.Iteration)
    public void check() {
        checksum.check(sent, sum);
    }

    /** Ends the consumer. */
    @TearDown
    public void stop() {
        stream.close();
    }

    /** One by one. */
    @Benchmark
    public void send() {
        long n = sent++;
        sum += stream.sumOf(n);
        stream.send(n);
    }

    /** In batches of 64, published at once where the side can. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void batch() {
        long first = sent;
        for (int i = 0; i < BATCH; i++) {
            sum += stream.sumOf(first + i);
        }
        sent += BATCH;
        stream.sendAll(first, BATCH);
    }
}
