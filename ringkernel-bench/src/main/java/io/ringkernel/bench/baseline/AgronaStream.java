// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's rings of bytes: SBE writes the message where it was claimed, and reads it where it lies. */
public final class AgronaStream implements Stream {
    private static final int TYPE = 1;
    private static final int RECORD_LENGTH =
            BitUtil.align(SbeOrder.LENGTH + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);

    private final RingBuffer ring;
    private final SbeOrder order = new SbeOrder();
    private final Consumer consumer;

    /**
     * Starts the consumer.
     *
     * @param single whether one thread sends
     * @param sink   of the consumer
     */
    public AgronaStream(boolean single, Sink sink) {
        ring = ring(single);
        SbeOrder received = new SbeOrder();
        MessageHandler handler = (type, buffer, index, length) -> {
            received.wrap(buffer, index);
            sink.accept(received.n(), received.sum());
        };
        consumer = new Consumer(() -> ring.read(handler) > 0);
    }

    static RingBuffer ring(boolean single) {
        int length = BitUtil.findNextPositivePowerOfTwo(CAPACITY * RECORD_LENGTH) + RingBufferDescriptor.TRAILER_LENGTH;
        UnsafeBuffer buffer = new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(length, BitUtil.CACHE_LINE_LENGTH)); // one record, one line
        return single ? new OneToOneRingBuffer(buffer) : new ManyToOneRingBuffer(buffer);
    }

    static void send(RingBuffer ring, SbeOrder order, long n) {
        int index = ring.tryClaim(TYPE, SbeOrder.LENGTH);
        while (index < 0) {
            Waiting.forRoom();
            index = ring.tryClaim(TYPE, SbeOrder.LENGTH);
        }
        order.write(ring.buffer(), index, n);
        ring.commit(index);
    }

    @Override
    public void send(long n) {
        send(ring, order, n);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
