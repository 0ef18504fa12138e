// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.AStarActors;
import io.ringkernel.bench.baseline.BankingActors;
import io.ringkernel.bench.baseline.BoundedBufferActors;
import io.ringkernel.bench.baseline.LogMapActors;
import io.ringkernel.bench.baseline.SavinaPekko;
import io.ringkernel.bench.baseline.TreeActors;
import io.ringkernel.bench.engine.AStarKernels;
import io.ringkernel.bench.engine.BankingKernels;
import io.ringkernel.bench.engine.BoundedBufferKernels;
import io.ringkernel.bench.engine.LogMapKernels;
import io.ringkernel.bench.engine.SavinaKernels;
import io.ringkernel.bench.engine.TreeKernels;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What whole small programs of many kernels or actors take, on a thread per core. Their results are compared. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class SavinaBenchmark {
    /** What is computed. */
    @Param
    public Savina workload;

    /** Who computes it. */
    @Param
    public Side side;

    private Workload program;

    /** Who computes. */
    public enum Side implements Participant {
        /** Pooled kernels. */
        RINGKERNEL("RingKernel", true),
        /** Typed actors. */
        PEKKO("Pekko", false);

        private final String label;
        private final boolean ours;

        Side(String label, boolean ours) {
            this.label = label;
            this.ours = ours;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public boolean isOurs() {
            return ours;
        }

        @Override
        public int threads() {
            return Runtime.getRuntime().availableProcessors();
        }

        /**
         * Starts a tree of any depth; that of {@link Savina#SKYNET} is a small one.
         *
         * @param leaves of it, a power of ten
         * @return a program that computes the sum of the numbers of its leaves
         */
        public Workload tree(int leaves) {
            return this == RINGKERNEL ? new TreeKernels(leaves) : new TreeActors(leaves);
        }

        /**
         * Starts many that ask each other, {@link Savina#BIG}.
         *
         * @param threads that run them
         * @return the program
         */
        public Workload big(int threads) {
            return this == RINGKERNEL ? new SavinaKernels(Savina.BIG, threads) : new SavinaPekko(Savina.BIG, threads);
        }

        Workload start(Savina workload) {
            boolean ours = this == RINGKERNEL;
            return switch (workload) {
                case SKYNET -> tree(Savina.LEAVES);
                case BOUNDED_BUFFER -> ours ? new BoundedBufferKernels() : new BoundedBufferActors();
                case BANKING -> ours ? new BankingKernels() : new BankingActors();
                case LOG_MAP -> ours ? new LogMapKernels() : new LogMapActors();
                case A_STAR -> ours ? new AStarKernels() : new AStarActors();
                default -> ours ? new SavinaKernels(workload) : new SavinaPekko(workload);
            };
        }
    }

    /** Creates the state; JMH does. */
    public SavinaBenchmark() {}

    /** Starts the side that is measured, and no other. */
    @Setup
    public void start() {
        program = side.start(workload);
    }

    /** Ends it. */
    @TearDown
    public void stop() {
        program.close();
    }

    /** Runs it once. */
    @Benchmark
    public void run() {
        check(workload, program);
    }

    /**
     * Runs a program once, and looks at its result.
     *
     * @param workload what it computes
     * @param program  that computes it
     * @throws AssertionError if the result is wrong
     */
    public static void check(Savina workload, Workload program) {
        long result = program.run();
        if (result != workload.result()) {
            throw new AssertionError("the result is wrong: workload=" + workload + ", expected=" + workload.result()
                    + ", actual=" + result);
        }
    }
}
