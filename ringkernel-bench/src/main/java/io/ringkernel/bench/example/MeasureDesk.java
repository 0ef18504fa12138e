// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.example;

import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;

/** Measures how long ticks are under way to a desk. */
public final class MeasureDesk {
    private MeasureDesk() {}

    /**
     * Measures for 15 s, and prints the percentiles.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println(measure(LatencyRig.atRate(100_000)));
    }

    static LatencyReport measure(LatencyRig rig) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("price-desk", LaunchOptions.instance(new PriceDesk(rig.probe())))
                    .activate();
            KernelRef<Tick> ticks = runtime.ref("price-desk", Tick.class);
            return rig.run(stampNs -> ticks.send(new Tick(stampNs, 3.5)));
        }
    }
}
