// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * The time from the first message of a burst to the last answer, two threads that spin. Each answer is made of the sum of
 * all fields of what it answers, and the sums of the answers are compared after each invocation.
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
public class PingPongBenchmark {
    private static final int ROUNDS = 10_000;
    private static final int BURSTS = 200;
    private static final int BURST = 100;

    /** Who plays. */
    @Param
    public PingPongSide side;

    private PingPong game;
    private long first;

    /** Creates the state; JMH does. */
    public PingPongBenchmark() {}

    /** Starts the side that is measured, and no other. */
    @Setup
    public void start() {
        game = side.start();
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        game.close();
    }

    /** One message there and back. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void roundTrip() {
        play(game, first, ROUNDS, 1);
        first += ROUNDS;
    }

    /** One hundred messages, until the last answer. */
    @Benchmark
    @OperationsPerInvocation(BURSTS)
    public void burst() {
        play(game, first, BURSTS, BURST);
        first += BURSTS * BURST;
    }

    static void play(PingPong game, long first, int rounds, int burst) {
        long expected = Fields.sum(first, (long) rounds * burst);
        long actual = game.run(first, rounds, burst);
        if (actual != expected) {
            throw new AssertionError("answers were lost or changed: expectedSum=" + expected + ", actualSum=" + actual);
        }
    }
}
