// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import io.ringkernel.bench.shape.Waiting;

/** Two streams of Aeron's IPC through an embedded driver; both sides spin, and write and read in place. */
public final class AeronPingPong extends PingPong.Polled {
    private static final int FRAGMENTS = 64;

    private final EmbeddedAeron aeron = new EmbeddedAeron();
    private final Subscription pingsIn = aeron.subscription(1);
    private final Subscription pongsIn = aeron.subscription(2);
    private final ExclusivePublication pingsOut = aeron.publication(1);
    private final ExclusivePublication pongsOut = aeron.publication(2);
    private final BufferClaim claim = new BufferClaim();
    private final SbeOrder ping = new SbeOrder();
    private final SbeOrder pong = new SbeOrder();
    private final FragmentHandler handler = (buffer, offset, length, header) ->
            received = pong.wrap(buffer, offset).sum();
    private final Consumer consumer;
    private long received;

    /** Starts driver and other side. */
    public AeronPingPong() {
        SbeOrder question = new SbeOrder();
        SbeOrder answer = new SbeOrder();
        BufferClaim answerClaim = new BufferClaim();
        FragmentHandler answering = (buffer, offset, length, header) -> AeronStream.send(
                pongsOut,
                answerClaim,
                answer,
                Fields.numberOf(question.wrap(buffer, offset).sum()));
        consumer = new Consumer(() -> pingsIn.poll(answering, FRAGMENTS) > 0);
    }

    @Override
    protected void ping(long n) {
        AeronStream.send(pingsOut, claim, ping, n);
    }

    @Override
    protected long awaitPong() {
        while (pongsIn.poll(handler, 1) == 0) {
            Waiting.forMessage();
        }
        return received;
    }

    @Override
    public void close() {
        consumer.close();
        aeron.close();
    }
}
