// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.DisruptorUrgency;
import io.ringkernel.bench.baseline.PekkoUrgency;
import io.ringkernel.bench.engine.KernelUrgency;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Urgency;
import java.util.function.BiFunction;

/** Who takes what is urgent out of a flood. */
public enum UrgencySide implements Participant {
    /** A kernel with nothing else to do. */
    RINGKERNEL_UNLOADED("RingKernel unloaded", true, false, KernelUrgency::new),
    /** A kernel. */
    RINGKERNEL("RingKernel under flood", true, true, KernelUrgency::new),
    /** A ring. */
    DISRUPTOR("one Disruptor ring", false, true, DisruptorUrgency::new),
    /** An actor with a mailbox of priorities. */
    PEKKO("Pekko priority mailbox", false, true, PekkoUrgency::new);

    private final String label;
    private final boolean ours;
    private final boolean flooded;
    private final BiFunction<Sink, Sink, Urgency> factory;

    UrgencySide(String label, boolean ours, boolean flooded, BiFunction<Sink, Sink, Urgency> factory) {
        this.label = label;
        this.ours = ours;
        this.flooded = flooded;
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

    /** {@return whether ordinary messages are sent, too, as many as it takes} */
    public boolean isFlooded() {
        return flooded;
    }

    /**
     * Starts the side.
     *
     * @param ordinary takes what can wait
     * @param urgent   takes what cannot
     * @return the side
     */
    public Urgency start(Sink ordinary, Sink urgent) {
        return factory.apply(ordinary, urgent);
    }
}
