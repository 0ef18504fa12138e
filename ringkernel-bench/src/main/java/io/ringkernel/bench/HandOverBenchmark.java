// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.engine.HandOverStream;
import io.ringkernel.bench.shape.Checksum;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to hand 1 MiB over by its reference, which the receiver opens, beside an empty message. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class HandOverBenchmark {
    /** Whether a payload is handed over. */
    @Param({"true", "false"})
    public boolean full;

    private final Checksum checksum = new Checksum();
    private HandOverStream stream;
    private long sent;
    private long sum;

    /** Creates the state; JMH does. */
    public HandOverBenchmark() {}

    /** Starts the kernel. */
    @Setup
    public void start() {
        stream = new HandOverStream(full, checksum);
    }

    /** Compares what was sent with what was received. */
    @TearDown(Level.Iteration)
    public void check() {
        checksum.check(sent, sum);
    }

    /** Ends the kernel. */
    @TearDown
    public void stop() {
        stream.close();
    }

    /** One message. */
    @Benchmark
    public void send() {
        long n = sent++;
        sum += stream.sumOf(n);
        stream.send(n);
    }
}
