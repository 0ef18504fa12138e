// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.LogisticMap;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log map of Savina as pooled kernels: a handler waits for each term. */
public final class LogMapKernels implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final List<KernelRef<Step>> series = new ArrayList<>();

    /** Launches the kernels. */
    public LogMapKernels() {
        for (int i = 0; i < LogisticMap.SERIES; i++) {
            runtime.launch("log-map-rate", LaunchOptions.instance(new Rate(i)).as("rate-" + i))
                    .activate();
            runtime.launch(
                            "log-map-series",
                            LaunchOptions.instance(new Series("rate-" + i, done))
                                    .as("series-" + i))
                    .activate();
            series.add(runtime.ref("series-" + i, Step.class));
        }
    }

    @Override
    public long run() {
        done.expect(LogisticMap.SERIES);
        for (int left = LogisticMap.TERMS; left > 0; left--) {
            Step step = new Step(left);
            series.forEach(one -> one.send(step));
        }
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Asks for the next term whenever it is told to. */
    @RingKernel(id = "log-map-series")
    static final class Series {
        private final String rateId;
        private final Done done;
        private @Nullable KernelRef<Term> rate;
        private double term = LogisticMap.FIRST;

        Series(String rateId, Done done) {
            this.rateId = rateId;
            this.done = done;
        }

        @Handles
        void next(Step left, KernelContext context) {
            KernelRef<Term> receiver = rate;
            if (receiver == null) {
                receiver = context.ref(rateId, Term.class);
                rate = receiver;
            }
            term = receiver.call(new Term(term), Term.class, TIMEOUT).value();
            if (left.n() == 1) {
                done.add(LogisticMap.bits(term));
                term = LogisticMap.FIRST;
            }
        }
    }

    /** Computes terms. */
    @RingKernel(id = "log-map-rate")
    static final class Rate {
        private final int number;

        Rate(int number) {
            this.number = number;
        }

        @Handles
        Term next(Term term) {
            return new Term(LogisticMap.next(number, term.value()));
        }
    }
}
