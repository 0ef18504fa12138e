// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.baseline.PekkoRequests;
import io.ringkernel.bench.baseline.VertxRequests;
import io.ringkernel.bench.engine.KernelRequests;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Requests;
import java.util.function.Supplier;

/** Who answers requests of a thread outside. */
public enum RequestSide implements Participant {
    /** A kernel that spins. */
    RINGKERNEL_SPINNING("RingKernel", true, () -> new KernelRequests(Idle.BUSY_SPIN)),
    /** A kernel that spins; question and answer lie where they travel. */
    RINGKERNEL_IN_PLACE("RingKernel, in place", true, () -> new KernelRequests.InPlace(Idle.BUSY_SPIN)),
    /** A kernel that parks. */
    RINGKERNEL_PARKING("RingKernel, parking", true, () -> new KernelRequests(Idle.PARKING)),
    /** An actor. */
    PEKKO("Pekko ask", false, PekkoRequests::new),
    /** A consumer on the event bus. */
    VERTX("Vert.x request", false, VertxRequests::new);

    private final String label;
    private final boolean ours;
    private final Supplier<Requests<?>> factory;

    RequestSide(String label, boolean ours, Supplier<Requests<?>> factory) {
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

    /** {@return a side that answers} */
    public Requests<?> start() {
        return factory.get();
    }
}
