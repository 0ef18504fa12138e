// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.PekkoPopulation;
import io.ringkernel.bench.engine.KernelPopulation;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Population;
import java.util.function.Supplier;

/** Of whom there are many. */
public enum PopulationSide implements Participant {
    /** Pooled kernels. */
    RINGKERNEL("RingKernel", true, KernelPopulation::new),
    /** Typed actors. */
    PEKKO("Pekko", false, PekkoPopulation::new);

    private final String label;
    private final boolean ours;
    private final Supplier<Population> factory;

    PopulationSide(String label, boolean ours, Supplier<Population> factory) {
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

    /** {@return an empty population} */
    public Population start() {
        return factory.get();
    }
}
