// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Requests;
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
 * What a request from a thread outside costs until its answer is read. Each answer is made of the sum of all fields of what
 * it answers, and compared.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class RequestBenchmark {
    private static final int MANY = 10_000;
    private static final int OUTSTANDING = 100;

    /** Who answers. */
    @Param
    public RequestSide side;

    private Requests<?> requests;
    private long n;

    /** Creates the state; JMH does. */
    public RequestBenchmark() {}

    /** Starts the side that is measured, and no other. */
    @Setup
    public void start() {
        requests = side.start();
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        requests.close();
    }

    /** One after the other; the caller spins. */
    @Benchmark
    public void spinning() {
        check(requests.askSpinning(n), n, 1);
        n++;
    }

    /** One after the other; the caller parks. */
    @Benchmark
    public void parking() {
        check(requests.askParking(n), n, 1);
        n++;
    }

    /** Up to 100 outstanding. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void window() {
        check(requests.askMany(n, MANY, OUTSTANDING), n, MANY);
        n += MANY;
    }

    static void check(long actual, long first, int count) {
        long expected = Fields.sum(first, count);
        if (actual != expected) {
            throw new AssertionError("answers were lost or changed: expectedSum=" + expected + ", actualSum=" + actual);
        }
    }
}
