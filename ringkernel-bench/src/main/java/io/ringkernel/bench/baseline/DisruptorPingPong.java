// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;

/** Two rings with one producer each: an event processor answers, and the caller waits at a barrier; both spin. */
public final class DisruptorPingPong extends PingPong.Polled {
    private static final int CAPACITY = 1024;

    private final Disruptor<Event> there = new Disruptor<>(
            Event::new, CAPACITY, DaemonThreadFactory.INSTANCE, ProducerType.SINGLE, new BusySpinWaitStrategy());
    private final RingBuffer<Event> pings = there.getRingBuffer();
    private final RingBuffer<Event> pongs =
            RingBuffer.createSingleProducer(Event::new, CAPACITY, new BusySpinWaitStrategy());
    private final SequenceBarrier barrier = pongs.newBarrier();
    private final Sequence read = new Sequence();

    /** Starts the other side. */
    public DisruptorPingPong() {
        pongs.addGatingSequences(read);
        there.handleEventsWith((event, sequence, endOfBatch) -> publish(pongs, Fields.numberOf(event.sum())));
        there.start();
    }

    private static void publish(RingBuffer<Event> ring, long n) {
        long sequence = ring.next();
        try {
            ring.get(sequence).set(n);
        } finally {
            ring.publish(sequence);
        }
    }

    @Override
    protected void ping(long n) {
        publish(pings, n);
    }

    @Override
    protected long awaitPong() {
        long next = read.get() + 1;
        try {
            barrier.waitFor(next);
        } catch (AlertException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the barrier does not wait: sequence=" + next, e);
        }
        long sum = pongs.get(next).sum();
        read.set(next);
        return sum;
    }

    @Override
    public void close() {
        there.halt();
    }
}
