// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.LaunchOptions;
import io.ringkernel.bench.engine.KernelRequests;
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
 * What a request to a kernel that runs in coroutines costs beside one to a pooled kernel: one after the other, so that the kernel is
 * woken for each, and with many under way, so that it stays awake.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class CoroutineBenchmark {
    private static final int MANY = 10_000;
    private static final int OUTSTANDING = 100;

    /** Where the kernel runs. */
    public enum Side {
        /** On workers. */
        POOLED(LaunchOptions.DEFAULT),
        /** In coroutines, one message after the other, where they lie. */
        COROUTINE(LaunchOptions.DEFAULT.coroutine()),
        /** In coroutines that would let others in, each with a copy of its message. */
        REENTRANT(LaunchOptions.DEFAULT.coroutine().reentrant(true));

        private final LaunchOptions options;

        Side(LaunchOptions options) {
            this.options = options;
        }

        Requests<?> start() {
            return new KernelRequests(options);
        }
    }

    /** Who answers. */
    @Param
    public Side side;

    private Requests<?> requests;
    private long n;

    /** Creates the state; JMH does. */
    public CoroutineBenchmark() {}

    /** Starts the kernel. */
    @Setup
    public void start() {
        requests = side.start();
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        requests.close();
    }

    /** One after the other; the caller parks. */
    @Benchmark
    public void parking() {
        RequestBenchmark.check(requests.askParking(n), n, 1);
        n++;
    }

    /** Up to 100 outstanding. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void window() {
        RequestBenchmark.check(requests.askMany(n, MANY, OUTSTANDING), n, MANY);
        n += MANY;
    }
}
