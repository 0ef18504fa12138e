// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.Handover;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Payloads;
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

/** What it costs to acquire and free 1 KiB outside of the heap. What was written is read before it is freed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC",
            // The threads of JMH are none of Netty's: without these it keeps nothing for them.
            "-Dio.netty.allocator.useCacheForAllThreads=true",
            "-Dio.netty.allocator.useCachedMagazinesForNonEventLoopThreads=true",
            "-Dio.netty.leakDetection.level=disabled"
        })
public class PayloadBenchmark {
    /** Creates the benchmark; JMH does. */
    public PayloadBenchmark() {}

    /** One thread does both. */
    @State(Scope.Thread)
    public static class OneThread {
        /** Whose pool it is. */
        @Param
        public PayloadSide side;

        private Payloads<?> payloads;
        private long n;

        /** Creates the state; JMH does. */
        public OneThread() {}

        /** Starts the pool that is measured, and no other. */
        @Setup
        public void start() {
            payloads = side.start();
        }

        /** Ends it. */
        @TearDown
        public void stop() {
            payloads.close();
        }

        void next() {
            check(payloads, n++);
        }
    }

    /** Another thread frees. */
    @State(Scope.Thread)
    public static class TwoThreads {
        /** Whose pool it is. */
        @Param
        public PayloadSide side;

        private final Checksum checksum = new Checksum();
        private Payloads<?> payloads;
        private Handover<?> handover;
        private long n;
        private long sum;

        /** Creates the state; JMH does. */
        public TwoThreads() {}

        /** Starts the pool that is measured, and no other. */
        @Setup
        public void start() {
            payloads = side.start();
            handover = new Handover<>(payloads, checksum);
        }

        /** Compares what was written with what was read. */
        @TearDown(Level.Iteration)
        public void check() {
            checksum.check(n, sum);
        }

        /** Ends both. */
        @TearDown
        public void stop() {
            handover.close();
            payloads.close();
        }

        void next() {
            sum += 2 * n;
            handover.send(n++);
        }
    }

    static <P> void check(Payloads<P> payloads, long n) {
        long sum = payloads.free(payloads.acquire(n));
        if (sum != 2 * n) {
            throw new AssertionError("payload was changed: expected=" + 2 * n + ", actual=" + sum);
        }
    }

    /**
     * One thread does both.
     *
     * @param pool that is measured
     */
    @Benchmark
    public void oneThread(OneThread pool) {
        pool.next();
    }

    /**
     * Another thread frees.
     *
     * @param pool that is measured
     */
    @Benchmark
    public void twoThreads(TwoThreads pool) {
        pool.next();
    }
}
