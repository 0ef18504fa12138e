// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.NettyPayloads;
import io.ringkernel.bench.engine.PoolPayloads;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Payloads;
import java.util.function.Supplier;

/** Whose pool hands out memory. */
public enum PayloadSide implements Participant {
    /** That of a runtime. */
    RINGKERNEL("RingKernel", true, PoolPayloads::new),
    /** The pool of arenas. */
    NETTY_POOLED("Netty pooled", false, NettyPayloads::pooled),
    /** The adaptive one. */
    NETTY_ADAPTIVE("Netty adaptive", false, NettyPayloads::adaptive);

    private final String label;
    private final boolean ours;
    private final Supplier<Payloads<?>> factory;

    PayloadSide(String label, boolean ours, Supplier<Payloads<?>> factory) {
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

    /** {@return a pool} */
    public Payloads<?> start() {
        return factory.get();
    }
}
