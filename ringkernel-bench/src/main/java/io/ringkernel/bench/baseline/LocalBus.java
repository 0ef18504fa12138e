// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.concurrent.ExecutionException;

/** A Vert.x with an event bus on which items travel as they are, by reference. */
final class LocalBus {
    private LocalBus() {}

    static Vertx start(int loops) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
        vertx.eventBus().registerDefaultCodec(Item.class, new ByReference());
        return vertx;
    }

    static void stop(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Vert.x did not stop", e.getCause());
        }
    }

    private static final class ByReference implements MessageCodec<Item, Item> {
        @Override
        public void encodeToWire(Buffer buffer, Item item) {
            throw new UnsupportedOperationException("items stay in this process");
        }

        @Override
        public Item decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("items stay in this process");
        }

        @Override
        public Item transform(Item item) {
            return item;
        }

        @Override
        public String name() {
            return "item";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
