// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A kernel counts, and somebody reads. */
public class CounterRaces {
    /** Two counters are read in the opposite order of their writes. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "What was counted first is seen first.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The later count is there, and the earlier is not.")
    @State
    public static class Order {
        private final Counter first = new Counter();
        private final Counter second = new Counter();

        @Actor
        public void count() {
            first.increment();
            second.increment();
        }

        @Actor
        public void read(JJ_Result r) {
            r.r1 = second.get();
            r.r2 = first.get();
        }
    }
}
