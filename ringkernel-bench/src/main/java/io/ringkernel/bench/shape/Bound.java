// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/**
 * Holds back the producer of a peer that has no bound of its own, by counting: it never gets further ahead than the
 * capacity of a ring, in steps of a quarter of that. Costs the producer a comparison, and the consumer a counter.
 */
public final class Bound implements Sink {
    private static final int STEP = Stream.CAPACITY / 4;

    private final Checksum consumed = new Checksum();
    private final Sink sink;
    private long sent;
    private long allowed = Stream.CAPACITY;

    /**
     * Creates a bound for one producer and one consumer.
     *
     * @param sink of the consumer
     */
    public Bound(Sink sink) {
        this.sink = sink;
    }

    /** Waits until one more message may be sent. Called by the producer. */
    public void await() {
        while (sent == allowed) {
            allowed = Math.max(allowed, consumed.count() + Stream.CAPACITY - STEP);
            if (sent == allowed) {
                Waiting.forRoom();
            }
        }
        sent++;
    }

    @Override
    public void accept(long n, long sum) {
        sink.accept(n, sum);
        consumed.accept(n, sum);
    }
}
