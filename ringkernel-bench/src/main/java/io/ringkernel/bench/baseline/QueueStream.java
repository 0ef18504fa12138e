// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Bound;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

/** A queue of fresh messages, offered by the producer and polled by a consumer that spins. */
public final class QueueStream implements Stream {
    private final Queue<Item> queue;
    private final Consumer consumer;

    private QueueStream(Queue<Item> queue, Sink sink) {
        this.queue = queue;
        this.consumer = new Consumer(() -> {
            Item item = queue.poll();
            if (item == null) {
                return false;
            }
            sink.accept(item.idHi(), item.sum());
            return true;
        });
    }

    /**
     * The plain JDK, one lock for both sides.
     *
     * @param sink of the consumer
     * @return a started stream
     */
    public static Stream arrayBlockingQueue(Sink sink) {
        return new QueueStream(new ArrayBlockingQueue<>(CAPACITY), sink);
    }

    /**
     * The plain JDK without a lock.
     *
     * @param sink of the consumer
     * @return a started stream, held back by a {@link Bound}
     */
    public static Stream linkedTransferQueue(Sink sink) {
        Bound bound = new Bound(sink);
        return new Bounded(new QueueStream(new LinkedTransferQueue<>(), bound), bound);
    }

    /**
     * JCTools, one producer.
     *
     * @param sink of the consumer
     * @return a started stream
     */
    public static Stream jctoolsSpsc(Sink sink) {
        return new QueueStream(new SpscArrayQueue<>(CAPACITY), sink);
    }

    /**
     * JCTools, many producers.
     *
     * @param sink of the consumer
     * @return a started stream
     */
    public static Stream jctoolsMpsc(Sink sink) {
        return new QueueStream(new MpscArrayQueue<>(CAPACITY), sink);
    }

    @Override
    public void send(long n) {
        Item item = Item.of(n);
        while (!queue.offer(item)) {
            Waiting.forRoom();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Bounded(Stream stream, Bound bound) implements Stream {
        @Override
        public void send(long n) {
            bound.await();
            stream.send(n);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
