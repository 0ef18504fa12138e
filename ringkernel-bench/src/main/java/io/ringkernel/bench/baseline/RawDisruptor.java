// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringkernel.bench.Checksum;

/**
 * The LMAX Disruptor as its user guide has it: preallocated events with the same fields, a hand-written translator in
 * the form of next, fill, publish, one batch event processor that spins.
 */
public final class RawDisruptor implements AutoCloseable {
    /** An event with seven fields: two ids of 16 bytes, and what an order has. */
    private static final class Event {
        private long idHi;
        private long idLo;
        private long correlationHi;
        private long correlationLo;
        private int side;
        private long quantity;
        private double price;
    }

    private final Disruptor<Event> disruptor;
    private final RingBuffer<Event> ring;

    /**
     * Starts the consumer.
     *
     * @param producers of the ring
     * @param capacity  of the ring
     * @param checksum  to which the consumer adds each event
     */
    public RawDisruptor(ProducerType producers, int capacity, Checksum checksum) {
        disruptor = new Disruptor<>(
                Event::new, capacity, DaemonThreadFactory.INSTANCE, producers, new BusySpinWaitStrategy());
        disruptor.handleEventsWith((event, sequence, endOfBatch) -> checksum.add(event.idHi
                + event.idLo
                + event.correlationHi
                + event.correlationLo
                + event.side
                + event.quantity
                + (long) event.price));
        ring = disruptor.start();
    }

    /**
     * Publishes one event; waits for room as the Disruptor does.
     *
     * @param n from which all fields are made
     */
    public void send(long n) {
        long sequence = ring.next();
        try {
            Event event = ring.get(sequence);
            event.idHi = n;
            event.idLo = n + 1;
            event.correlationHi = n + 2;
            event.correlationLo = n + 3;
            event.side = (int) n & 1;
            event.quantity = n + 4;
            event.price = n + 5;
        } finally {
            ring.publish(sequence);
        }
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
