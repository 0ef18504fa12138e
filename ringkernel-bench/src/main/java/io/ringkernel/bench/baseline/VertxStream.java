// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Bound;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** The event bus of Vert.x, from a thread outside to one consumer; a {@link Bound} holds back. */
public final class VertxStream implements Stream {
    private static final String ADDRESS = "desk";

    private final Vertx vertx = LocalBus.start(1);
    private final EventBus bus = vertx.eventBus();
    private final Bound bound;

    /**
     * Starts the consumer.
     *
     * @param sink of the consumer
     */
    public VertxStream(Sink sink) {
        bound = new Bound(sink);
        bus.<Item>localConsumer(ADDRESS, message -> {
            Item item = message.body();
            bound.accept(item.idHi(), item.sum());
        });
    }

    @Override
    public void send(long n) {
        bound.await();
        bus.send(ADDRESS, Item.of(n));
    }

    @Override
    public void close() {
        LocalBus.stop(vertx);
    }
}
