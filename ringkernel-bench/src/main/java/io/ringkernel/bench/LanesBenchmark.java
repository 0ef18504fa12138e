// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.engine.LanesStream;
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

/** What lanes cost that nobody uses: one message at a time through one of five, and through the only one there is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class LanesBenchmark {
    /** Whether the other four lanes were used once. */
    @Param({"false", "true"})
    public boolean all;

    private final Checksum checksum = new Checksum();
    private LanesStream stream;
    private long sent;
    private long sum;

    /** Creates the state; JMH does. */
    public LanesBenchmark() {}

    /** Starts the kernel. */
    @Setup
    public void start() {
        stream = new LanesStream(all, checksum);
    }

    /** Compares what was sent with what was received. */
    @TearDown(Level.Iteration)
    public void check() {
        checksum.check(sent + (all ? LanesStream.sentBefore() : 0), sum + (all ? LanesStream.sumBefore() : 0));
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
