// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;

/** The consumers of {@link KernelStream}: they read every field of each message, and sum it. */
final class Desk {
    private Desk() {}

    /** Takes orders from any thread. */
    @RingKernel(id = "desk-multi", capacity = Stream.CAPACITY)
    static final class Multi {
        private final Sink sink;

        Multi(Sink sink) {
            this.sink = sink;
        }

        @Handles
        void order(OrderCodec.Reader order) {
            take(order, sink);
        }

        @Handles
        void full(FullOrderCodec.Reader order) {
            take(order, sink);
        }
    }

    /** Takes orders from one thread. */
    @RingKernel(
            id = "desk-single",
            capacity = Stream.CAPACITY,
            execution = Execution.DEDICATED,
            idle = Idle.BUSY_SPIN,
            producers = Producers.SINGLE)
    static final class Single {
        private final Sink sink;

        Single(Sink sink) {
            this.sink = sink;
        }

        @Handles
        void order(OrderCodec.Reader order) {
            take(order, sink);
        }

        @Handles
        void full(FullOrderCodec.Reader order) {
            take(order, sink);
        }
    }

    private static void take(OrderCodec.Reader order, Sink sink) {
        long quantity = order.quantity();
        sink.accept(quantity - 4, order.side() + quantity + (long) order.price());
    }

    private static void take(FullOrderCodec.Reader order, Sink sink) {
        sink.accept(order.idHi(), FullOrder.sum(order));
    }
}
