// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Payloads;
import java.util.Queue;
import org.jctools.queues.SpscArrayQueue;

/**
 * Payloads that one thread acquires and another frees. The queue between the two is the same whoever the pool is of.
 *
 * @param <P> type of the payloads
 */
public final class Handover<P> implements AutoCloseable {
    private static final int CAPACITY = 64;

    private final Queue<P> queue = new SpscArrayQueue<>(CAPACITY);
    private final Payloads<P> payloads;
    private final Consumer consumer;

    /**
     * Starts the thread that frees.
     *
     * @param payloads to acquire and free
     * @param checksum of what was read before
     */
    public Handover(Payloads<P> payloads, Checksum checksum) {
        this.payloads = payloads;
        this.consumer = new Consumer(() -> {
            P payload = queue.poll();
            if (payload == null) {
                return false;
            }
            checksum.accept(0, payloads.free(payload));
            return true;
        });
    }

    /**
     * Acquires a payload, and hands it over.
     *
     * @param n what is written
     */
    public void send(long n) {
        P payload = payloads.acquire(n);
        while (!queue.offer(payload)) {
            Thread.yield(); // a park takes longer than the other thread takes for all that the queue holds
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
