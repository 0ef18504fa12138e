// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.AeronPingPong;
import io.ringkernel.bench.baseline.AgronaPingPong;
import io.ringkernel.bench.baseline.DisruptorPingPong;
import io.ringkernel.bench.baseline.QueuePingPong;
import io.ringkernel.bench.engine.KernelEcho;
import io.ringkernel.bench.engine.KernelPingPong;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.PingPong;
import java.util.function.Supplier;

/** Who carries messages there and back between two threads that spin. */
public enum PingPongSide implements Participant {
    /** Two kernels. */
    RINGKERNEL("RingKernel", true, 2, KernelPingPong::new),
    /** A kernel that answers requests. */
    RINGKERNEL_REQUESTS("RingKernel, requests", true, 2, KernelEcho::new),
    /** Two rings. */
    DISRUPTOR("Disruptor", false, 2, DisruptorPingPong::new),
    /** Two rings of bytes. */
    AGRONA("Agrona OneToOne + SBE", false, 2, AgronaPingPong::new),
    /** Two queues. */
    JCTOOLS("JCTools SpscArrayQueue", false, 2, QueuePingPong::jctoolsSpsc),
    /** Two queues. */
    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue", false, 2, QueuePingPong::arrayBlockingQueue),
    /** Two streams. */
    AERON("Aeron IPC + SBE, embedded", false, 4, AeronPingPong::new);

    private final String label;
    private final boolean ours;
    private final int threads;
    private final Supplier<PingPong> factory;

    PingPongSide(String label, boolean ours, int threads, Supplier<PingPong> factory) {
        this.label = label;
        this.ours = ours;
        this.threads = threads;
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

    @Override
    public int threads() {
        return threads;
    }

    /** {@return a game that has begun} */
    public PingPong start() {
        return factory.get();
    }
}
