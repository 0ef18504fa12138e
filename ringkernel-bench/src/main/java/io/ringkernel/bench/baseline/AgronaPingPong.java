// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import io.ringkernel.bench.shape.Waiting;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/** Two of Agrona's rings with one producer each; both sides spin, and write and read in place. */
public final class AgronaPingPong extends PingPong.Polled {
    private final RingBuffer pings = AgronaStream.ring(true);
    private final RingBuffer pongs = AgronaStream.ring(true);
    private final SbeOrder ping = new SbeOrder();
    private final SbeOrder pong = new SbeOrder();
    private final MessageHandler handler =
            (type, buffer, index, length) -> received = pong.wrap(buffer, index).sum();
    private final Consumer consumer;
    private long received;

    /** Starts the other side. */
    public AgronaPingPong() {
        SbeOrder question = new SbeOrder();
        SbeOrder answer = new SbeOrder();
        MessageHandler answering = (type, buffer, index, length) -> AgronaStream.send(
                pongs, answer, Fields.numberOf(question.wrap(buffer, index).sum()));
        consumer = new Consumer(() -> pings.read(answering) > 0);
    }

    @Override
    protected void ping(long n) {
        AgronaStream.send(pings, ping, n);
    }

    @Override
    protected long awaitPong() {
        while (pongs.read(handler, 1) == 0) {
            Waiting.forMessage();
        }
        return received;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
