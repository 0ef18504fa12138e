// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.baseline.AeronStream;
import io.ringkernel.bench.baseline.AgronaStream;
import io.ringkernel.bench.baseline.PekkoStream;
import io.ringkernel.bench.baseline.QueueStream;
import io.ringkernel.bench.baseline.RawDisruptor;
import io.ringkernel.bench.baseline.VertxStream;
import io.ringkernel.bench.engine.KernelStream;
import io.ringkernel.bench.shape.Participant;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import java.util.function.Function;

/** Who carries a stream of messages from one thread to another. */
public enum StreamSide implements Participant {
    /** Seven fields in place, one producer. */
    RINGKERNEL_SINGLE("RingKernel, one producer", true, 2, sink -> new KernelStream.InPlace(true, sink)),
    /** Seven fields in place, any number of producers. */
    RINGKERNEL_MULTI("RingKernel", true, 2, sink -> new KernelStream.InPlace(false, sink)),
    /** The two ids in the header, one producer. */
    RINGKERNEL_HEADER_SINGLE(
            "RingKernel, ids in header, one producer", true, 2, sink -> new KernelStream.HeaderIds(true, sink)),
    /** The two ids in the header, any number of producers. */
    RINGKERNEL_HEADER_MULTI("RingKernel, ids in header", true, 2, sink -> new KernelStream.HeaderIds(false, sink)),
    /** A record. */
    RINGKERNEL_RECORD("RingKernel, records", true, 2, sink -> new KernelStream.Records(false, sink)),
    /** A kernel that parks. */
    RINGKERNEL_PARKING("RingKernel, parking", true, 2, KernelStream.InPlace::parking),
    /** A kernel on a worker of the pool. */
    RINGKERNEL_POOLED("RingKernel, pooled", true, 2, KernelStream.InPlace::pooled),
    /** A ring whose consumer parks. */
    DISRUPTOR_PARKING("Disruptor, blocking", false, 2, RawDisruptor::parking),
    /** The raw ring. */
    DISRUPTOR_SINGLE("Disruptor, one producer", false, 2, sink -> new RawDisruptor(true, sink)),
    /** The raw ring. */
    DISRUPTOR_MULTI("Disruptor", false, 2, sink -> new RawDisruptor(false, sink)),
    /** Agrona. */
    AGRONA_ONE_TO_ONE("Agrona OneToOne + SBE", false, 2, sink -> new AgronaStream(true, sink)),
    /** Agrona. */
    AGRONA_MANY_TO_ONE("Agrona ManyToOne + SBE", false, 2, sink -> new AgronaStream(false, sink)),
    /** JCTools. */
    JCTOOLS_SPSC("JCTools SpscArrayQueue", false, 2, QueueStream::jctoolsSpsc),
    /** JCTools. */
    JCTOOLS_MPSC("JCTools MpscArrayQueue", false, 2, QueueStream::jctoolsMpsc),
    /** The JDK. */
    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue", false, 2, QueueStream::arrayBlockingQueue),
    /** The JDK. */
    LINKED_TRANSFER_QUEUE("LinkedTransferQueue", false, 2, QueueStream::linkedTransferQueue),
    /** Aeron, with its driver. */
    AERON_IPC("Aeron IPC + SBE, embedded", false, 4, AeronStream::new),
    /** Pekko. */
    PEKKO_TELL("Pekko typed tell", false, 2, PekkoStream::new),
    /** Vert.x. */
    VERTX_SEND("Vert.x event bus", false, 2, VertxStream::new);

    private final String label;
    private final boolean ours;
    private final int threads;
    private final Function<Sink, Stream> factory;

    StreamSide(String label, boolean ours, int threads, Function<Sink, Stream> factory) {
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

    /**
     * Starts a stream; the caller becomes its producer.
     *
     * @param sink of the consumer
     * @return the stream
     */
    public Stream start(Sink sink) {
        return factory.apply(sink);
    }
}
