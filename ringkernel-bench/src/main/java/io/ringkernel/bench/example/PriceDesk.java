// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.example;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.latency.LatencyProbe;

/** The kernel that is measured: it does its work, and tells the probe when it is done. */
@RingKernel(id = "price-desk", execution = Execution.DEDICATED, idle = Idle.BUSY_SPIN)
final class PriceDesk {
    private final LatencyProbe probe;
    private double highest;

    PriceDesk(LatencyProbe probe) {
        this.probe = probe;
    }

    @Handles
    void tick(TickCodec.Reader tick) {
        highest = Math.max(highest, tick.price());
        probe.arrived(tick.stampNs());
    }
}
