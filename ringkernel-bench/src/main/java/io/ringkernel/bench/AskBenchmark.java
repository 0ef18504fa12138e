// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.AskingActors;
import io.ringkernel.bench.engine.AskingKernels;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Workload;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
 * What a request of one kernel or actor to another costs, until the one that asked goes on with the answer: one after the
 * other, on a thread per core. The sum of all fields of all answers is compared.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class AskBenchmark {
    static final int REQUESTS = 10_000;

    /** Who asks. */
    @Param
    public Side side;

    private Workload asking;

    /** Who asks. */
    public enum Side implements Participant {
        /** A pooled kernel, which goes on by a continuation. */
        RINGKERNEL("RingKernel", true, AskingKernels::new),
        /** A typed actor, which asks and adapts the answer. */
        PEKKO("Pekko ask", false, AskingActors::new);

        private final String label;
        private final boolean ours;
        private final IntFunction<Workload> factory;

        Side(String label, boolean ours, IntFunction<Workload> factory) {
            this.label = label;
            this.ours = ours;
            this.factory = factory;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public boolean isOurs() {
            return ours;
        }

        Workload start(int requests) {
            return factory.apply(requests);
        }
    }

    /** Creates the state; JMH does. */
    public AskBenchmark() {}

    /** Starts the side that is measured, and no other. */
    @Setup
    public void start() {
        asking = side.start(REQUESTS);
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        asking.close();
    }

    /** Many requests, one after the other. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void request() {
        check(asking, REQUESTS);
    }

    static void check(Workload asking, int requests) {
        long expected = Fields.sum(0, requests);
        long actual = asking.run();
        if (actual != expected) {
            throw new AssertionError("answers were lost or changed: expectedSum=" + expected + ", actualSum=" + actual);
        }
    }
}
