// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;

/**
 * The LMAX Disruptor as its user guide has it: preallocated events with the same fields, a hand-written translator in
 * the form of next, fill, publish, one batch event processor that spins.
 */
public final class RawDisruptor implements Stream {
    private final Disruptor<Event> disruptor;
    private final RingBuffer<Event> ring;

    /**
     * Starts the consumer.
     *
     * @param single whether one thread sends
     * @param sink   of the consumer
     */
    public RawDisruptor(boolean single, Sink sink) {
        this(single, new BusySpinWaitStrategy(), sink);
    }

    private RawDisruptor(boolean single, WaitStrategy strategy, Sink sink) {
        disruptor = new Disruptor<>(
                Event::new,
                CAPACITY,
                DaemonThreadFactory.INSTANCE,
                single ? ProducerType.SINGLE : ProducerType.MULTI,
                strategy);
        disruptor.handleEventsWith((event, sequence, endOfBatch) -> sink.accept(event.n(), event.sum()));
        ring = disruptor.start();
    }

    /**
     * A consumer that parks when there is nothing to do, any number of producers.
     *
     * @param sink of the consumer
     * @return a started stream
     */
    public static Stream parking(Sink sink) {
        return new RawDisruptor(false, new BlockingWaitStrategy(), sink);
    }

    @Override
    public void send(long n) {
        long sequence = ring.next();
        try {
            ring.get(sequence).set(n);
        } finally {
            ring.publish(sequence);
        }
    }

    @Override
    public Producer producer() {
        return this::send;
    }

    @Override
    public void sendAll(long first, int count) {
        long last = ring.next(count);
        long before = last - count;
        try {
            for (int i = 0; i < count; i++) {
                ring.get(before + 1 + i).set(first + i);
            }
        } finally {
            ring.publish(before + 1, last);
        }
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
