// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Batch;
import io.ringkernel.Claim;
import io.ringkernel.Delivery;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A kernel, most often with a thread of its own that spins, and the ways of sending to it. */
public abstract class KernelStream implements Stream {
    private final KernelRuntime runtime = KernelRuntime.create();
    final Claim claim = new Claim();
    final Batch batch = new Batch();
    private final String id;

    private KernelStream(boolean single, Sink sink) {
        this(single, Idle.BUSY_SPIN, sink);
    }

    private KernelStream(boolean single, @Nullable Idle idle, Sink sink) {
        id = single ? "desk-single" : "desk-multi";
        LaunchOptions desk = LaunchOptions.instance(single ? new Desk.Single(sink) : new Desk.Multi(sink));
        runtime.launch(id, idle == null ? desk : desk.dedicated(idle)).activate();
    }

    final <T> KernelRef<T> ref(Class<T> type) {
        return runtime.ref(id, type);
    }

    static void claim(KernelRef<?> ref, Claim claim) {
        while (ref.claim(claim) != Delivery.ACCEPTED) {
            Waiting.forRoom();
        }
    }

    static void claim(KernelRef<?> ref, Batch batch, int count) {
        while (ref.claim(batch, count) != Delivery.ACCEPTED) {
            Waiting.forRoom();
        }
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** All seven fields are written in place, beside the two ids of the header. */
    public static final class InPlace extends KernelStream {
        private final KernelRef<FullOrder> orders = ref(FullOrder.class);
        private final FullOrderCodec.Writer order = new FullOrderCodec.Writer();

        /**
         * Starts the kernel.
         *
         * @param single whether one thread sends to it
         * @param sink   of the kernel
         */
        public InPlace(boolean single, Sink sink) {
            super(single, sink);
        }

        private InPlace(@Nullable Idle idle, Sink sink) {
            super(false, idle, sink);
        }

        /**
         * Starts a kernel that parks when there is nothing to do, any number of producers.
         *
         * @param sink of the kernel
         * @return a started stream
         */
        public static Stream parking(Sink sink) {
            return new InPlace(Idle.PARKING, sink);
        }

        /**
         * Starts a kernel on the workers of a pool, any number of producers.
         *
         * @param sink of the kernel
         * @return a started stream
         */
        public static Stream pooled(Sink sink) {
            return new InPlace(null, sink);
        }

        @Override
        public void send(long n) {
            send(n, claim, order);
        }

        private void send(long n, Claim own, FullOrderCodec.Writer writer) {
            claim(orders, own);
            own.publish(FullOrder.write(writer.wrap(own.buffer(), own.offset()), n));
        }

        @Override
        public Producer producer() {
            Claim own = new Claim();
            FullOrderCodec.Writer writer = new FullOrderCodec.Writer();
            return n -> send(n, own, writer);
        }

        @Override
        public void sendAll(long first, int count) {
            claim(orders, batch, count);
            try (batch) {
                for (int i = 0; i < count; i++) {
                    batch.add(FullOrder.write(order.wrap(batch.buffer(), batch.offset()), first + i));
                }
                batch.publish();
            }
        }
    }

    /** Three fields are written in place; the two ids are those that the runtime writes into the header. */
    public static final class HeaderIds extends KernelStream {
        private final KernelRef<Order> orders = ref(Order.class);
        private final OrderCodec.Writer order = new OrderCodec.Writer();

        /**
         * Starts the kernel.
         *
         * @param single whether one thread sends to it
         * @param sink   of the kernel
         */
        public HeaderIds(boolean single, Sink sink) {
            super(single, sink);
        }

        @Override
        public void send(long n) {
            claim(orders, claim);
            claim.publish(write(order.wrap(claim.buffer(), claim.offset()), n));
        }

        private static int write(OrderCodec.Writer order, long n) {
            return order.side(Fields.side(n)).quantity(n + 4).price(n + 5).encodedLength();
        }

        @Override
        public void sendAll(long first, int count) {
            claim(orders, batch, count);
            try (batch) {
                for (int i = 0; i < count; i++) {
                    batch.add(write(order.wrap(batch.buffer(), batch.offset()), first + i));
                }
                batch.publish();
            }
        }

        @Override
        public long sumOf(long n) {
            return 2 * n + 9 + Fields.side(n);
        }
    }

    /** A record of seven fields is offered. */
    public static final class Records extends KernelStream {
        private final KernelRef<FullOrder> orders = ref(FullOrder.class);

        /**
         * Starts the kernel.
         *
         * @param single whether one thread sends to it
         * @param sink   of the kernel
         */
        public Records(boolean single, Sink sink) {
            super(single, sink);
        }

        @Override
        public void send(long n) {
            FullOrder order = FullOrder.of(n);
            while (orders.offer(order) != Delivery.ACCEPTED) {
                Waiting.forRoom();
            }
        }

        @Override
        public void sendAll(long first, int count) {
            List<FullOrder> all = LongStream.range(first, first + count)
                    .mapToObj(FullOrder::of)
                    .toList();
            int sent = orders.offerAll(all);
            while (sent < count) {
                Waiting.forRoom();
                sent += orders.offerAll(all.subList(sent, count));
            }
        }
    }
}
