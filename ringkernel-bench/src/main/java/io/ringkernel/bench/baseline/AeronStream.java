// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;

/** Aeron's IPC through an embedded driver: SBE writes the message where it was claimed, and reads it where it lies. */
public final class AeronStream implements Stream {
    private static final int STREAM = 1;
    private static final int FRAGMENTS = 64;

    private final EmbeddedAeron aeron = new EmbeddedAeron();
    private final Subscription subscription = aeron.subscription(STREAM);
    private final ExclusivePublication publication = aeron.publication(STREAM);
    private final BufferClaim claim = new BufferClaim();
    private final SbeOrder order = new SbeOrder();
    private final Consumer consumer;

    /**
     * Starts driver and consumer.
     *
     * @param sink of the consumer
     */
    public AeronStream(Sink sink) {
        SbeOrder received = new SbeOrder();
        FragmentHandler handler = (buffer, offset, length, header) -> {
            received.wrap(buffer, offset);
            sink.accept(received.n(), received.sum());
        };
        consumer = new Consumer(() -> subscription.poll(handler, FRAGMENTS) > 0);
    }

    static void send(ExclusivePublication publication, BufferClaim claim, SbeOrder order, long n) {
        while (publication.tryClaim(SbeOrder.LENGTH, claim) < 0) {
            Waiting.forRoom();
        }
        order.write(claim.buffer(), claim.offset(), n);
        claim.commit();
    }

    @Override
    public void send(long n) {
        send(publication, claim, order, n);
    }

    @Override
    public void close() {
        consumer.close();
        aeron.close();
    }
}
