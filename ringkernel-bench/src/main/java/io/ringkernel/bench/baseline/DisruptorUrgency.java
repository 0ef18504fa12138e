// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Urgency;

/** One ring for all: what is urgent waits for all that came before. */
public final class DisruptorUrgency implements Urgency {
    private static final class Marked {
        private final Event event = new Event();
        private boolean urgent;
    }

    private final Disruptor<Marked> disruptor = new Disruptor<>(
            Marked::new, Stream.CAPACITY, DaemonThreadFactory.INSTANCE, ProducerType.MULTI, new BusySpinWaitStrategy());
    private final RingBuffer<Marked> ring = disruptor.getRingBuffer();

    /**
     * Starts the consumer.
     *
     * @param ordinary takes what can wait
     * @param urgent   takes what cannot
     */
    public DisruptorUrgency(Sink ordinary, Sink urgent) {
        disruptor.handleEventsWith((marked, sequence, endOfBatch) ->
                (marked.urgent ? urgent : ordinary).accept(marked.event.n(), marked.event.sum()));
        disruptor.start();
    }

    @Override
    public boolean offerOrdinary(long n) {
        try {
            publish(ring.tryNext(), n, false);
            return true;
        } catch (InsufficientCapacityException e) {
            return false; // it has no stack trace, and is how a full ring answers
        }
    }

    @Override
    public void sendUrgent(long n) {
        publish(ring.next(), n, true);
    }

    private void publish(long sequence, long n, boolean urgent) {
        try {
            Marked marked = ring.get(sequence);
            marked.event.set(n);
            marked.urgent = urgent;
        } finally {
            ring.publish(sequence);
        }
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
