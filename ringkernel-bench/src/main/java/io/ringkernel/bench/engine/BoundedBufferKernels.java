// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Goods;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounded buffer of Savina as pooled kernels. */
public final class BoundedBufferKernels implements Workload {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final KernelRef<Step> store;

    /** Launches the kernels. */
    public BoundedBufferKernels() {
        for (int i = 0; i < Goods.PRODUCERS; i++) {
            runtime.launch(
                            "goods-producer",
                            LaunchOptions.instance(new Producer(i)).as("producer-" + i))
                    .activate();
            runtime.launch(
                            "goods-consumer",
                            LaunchOptions.instance(new Consumer(i)).as("consumer-" + i))
                    .activate();
        }
        runtime.launch("goods-store", LaunchOptions.instance(new Store(done))).activate();
        store = runtime.ref("goods-store", Step.class);
    }

    @Override
    public long run() {
        done.expect(1);
        store.send(new Step(Goods.ITEMS));
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Lets producers go on while there is room, and gives each item to a consumer that has none. */
    @RingKernel(id = "goods-store")
    static final class Store {
        private final Done done;
        private final List<KernelRef<Step>> producers = new ArrayList<>();
        private final List<KernelRef<Reply>> consumers = new ArrayList<>();
        private final Deque<Long> items = new ArrayDeque<>();
        private final Deque<KernelRef<Step>> heldBack = new ArrayDeque<>();
        private final Deque<KernelRef<Reply>> idle = new ArrayDeque<>();
        private final int[] left = new int[Goods.PRODUCERS];
        private int unused;
        private long sum;

        Store(Done done) {
            this.done = done;
        }

        @Handles
        void start(Step each, KernelContext context) {
            if (producers.isEmpty()) {
                for (int i = 0; i < Goods.PRODUCERS; i++) {
                    producers.add(context.ref("producer-" + i, Step.class));
                    consumers.add(context.ref("consumer-" + i, Reply.class));
                }
            }
            idle.clear();
            idle.addAll(consumers);
            unused = Goods.PRODUCERS * (int) each.n();
            sum = 0;
            for (int i = 0; i < Goods.PRODUCERS; i++) {
                left[i] = (int) each.n();
                producers.get(i).send(new Step(left[i]));
            }
        }

        @Handles
        void made(Made made) {
            KernelRef<Reply> consumer = idle.poll();
            if (consumer != null) {
                consumer.send(new Reply(made.item()));
            } else {
                items.add(made.item());
            }
            if (--left[made.producer()] > 0) {
                KernelRef<Step> producer = producers.get(made.producer());
                if (items.size() + Goods.PRODUCERS <= Goods.ROOM) {
                    producer.send(new Step(left[made.producer()]));
                } else {
                    heldBack.add(producer);
                }
            }
        }

        @Handles
        void used(Used used) {
            sum += used.value();
            if (--unused == 0) {
                done.add(sum);
                return;
            }
            KernelRef<Reply> consumer = consumers.get(used.consumer());
            Long item = items.poll();
            if (item == null) {
                idle.add(consumer);
                return;
            }
            consumer.send(new Reply(item));
            KernelRef<Step> producer = heldBack.poll();
            if (producer != null) {
                producer.send(new Step(left[producers.indexOf(producer)]));
            }
        }
    }

    /** Makes an item when it may. */
    @RingKernel(id = "goods-producer")
    static final class Producer {
        private final int number;
        private @Nullable KernelRef<Made> store;

        Producer(int number) {
            this.number = number;
        }

        @Handles
        void make(Step left, KernelContext context) {
            KernelRef<Made> receiver = store;
            if (receiver == null) {
                receiver = context.ref("goods-store", Made.class);
                store = receiver;
            }
            receiver.send(new Made(number, Goods.make(number, (int) left.n())));
        }
    }

    /** Uses an item. */
    @RingKernel(id = "goods-consumer")
    static final class Consumer {
        private final int number;
        private @Nullable KernelRef<Used> store;

        Consumer(int number) {
            this.number = number;
        }

        @Handles
        void use(Reply item, KernelContext context) {
            KernelRef<Used> receiver = store;
            if (receiver == null) {
                receiver = context.ref("goods-store", Used.class);
                store = receiver;
            }
            receiver.send(new Used(number, Goods.use(item.n())));
        }
    }
}
