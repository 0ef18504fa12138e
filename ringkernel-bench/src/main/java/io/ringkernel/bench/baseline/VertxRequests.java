// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Requests;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.CompletableFuture;

/** A request over the event bus of Vert.x, from a thread outside. */
public final class VertxRequests extends Requests<Message<Object>> {
    private static final String ADDRESS = "clerk";

    private final Vertx vertx = LocalBus.start(2);
    private final DeliveryOptions options =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(TIMEOUT_S * 1_000);

    /** Starts the side that answers. */
    public VertxRequests() {
        vertx.eventBus()
                .<Item>localConsumer(
                        ADDRESS,
                        question -> question.reply(
                                Item.of(Fields.numberOf(question.body().sum()))));
    }

    @Override
    protected CompletableFuture<Message<Object>> request(long n) {
        return vertx.eventBus()
                .request(ADDRESS, Item.of(n), options)
                .toCompletionStage()
                .toCompletableFuture();
    }

    @Override
    protected long sum(Message<Object> answer) {
        return ((Item) answer.body()).sum();
    }

    @Override
    public void close() {
        LocalBus.stop(vertx);
    }
}
