// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures T in each fork of a JMH benchmark, after its last iteration: then the threads of the benchmark have ended, and the two that
 * measure run where those ran.
 */
public final class TransferProfiler implements InternalProfiler {
    private int iterations;

    /** Creates the profiler; JMH does. */
    public TransferProfiler() {}

    @Override
    public String getDescription() {
        return "transfer of a cache line after the last iteration";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        iterations++;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        boolean isLast = iterations
                == benchmark.getWarmup().getCount() + benchmark.getMeasurement().getCount();
        // of iterations that give no value JMH takes 0: the largest is the one there is
        return isLast
                ? List.of(new ScalarResult(Transfers.NAME, Transfers.quickly(), "ns", AggregationPolicy.MAX))
                : List.of();
    }
}
