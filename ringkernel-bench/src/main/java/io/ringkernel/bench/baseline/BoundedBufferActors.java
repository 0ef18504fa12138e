// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Goods;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The bounded buffer of Savina as Pekko's typed actors. */
public final class BoundedBufferActors implements Workload {
    private interface Command {}

    private record Start() implements Command {}

    private record Made(int producer, long item) implements Command {}

    private record Used(int consumer, long value) implements Command {}

    private record Make(int left) {}

    private record Use(long item) {}

    private final Done done = new Done();
    private final ActorSystem<Command> store = PekkoSystem.start(
            Behaviors.setup(context -> new Store(context, done)),
            Runtime.getRuntime().availableProcessors());

    /** Starts the system. */
    public BoundedBufferActors() {}

    @Override
    public long run() {
        done.expect(1);
        store.tell(new Start());
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(store);
    }

    private static final class Store extends AbstractBehavior<Command> {
        private final Done done;
        private final List<ActorRef<Make>> producers = new ArrayList<>();
        private final List<ActorRef<Use>> consumers = new ArrayList<>();
        private final Deque<Long> items = new ArrayDeque<>();
        private final Deque<ActorRef<Make>> heldBack = new ArrayDeque<>();
        private final Deque<ActorRef<Use>> idle = new ArrayDeque<>();
        private final int[] left = new int[Goods.PRODUCERS];
        private int unused;
        private long sum;

        Store(ActorContext<Command> context, Done done) {
            super(context);
            this.done = done;
            for (int i = 0; i < Goods.PRODUCERS; i++) {
                producers.add(context.spawnAnonymous(producer(i, context.getSelf())));
                consumers.add(context.spawnAnonymous(consumer(i, context.getSelf())));
            }
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Made.class, this::made)
                    .onMessage(Used.class, this::used)
                    .onMessage(Start.class, start -> start())
                    .build();
        }

        private Behavior<Command> start() {
            idle.clear();
            idle.addAll(consumers);
            unused = Goods.PRODUCERS * Goods.ITEMS;
            sum = 0;
            Arrays.fill(left, Goods.ITEMS);
            producers.forEach(producer -> producer.tell(new Make(Goods.ITEMS)));
            return this;
        }

        private Behavior<Command> made(Made made) {
            ActorRef<Use> consumer = idle.poll();
            if (consumer != null) {
                consumer.tell(new Use(made.item()));
            } else {
                items.add(made.item());
            }
            if (--left[made.producer()] > 0) {
                ActorRef<Make> producer = producers.get(made.producer());
                if (items.size() + Goods.PRODUCERS <= Goods.ROOM) {
                    producer.tell(new Make(left[made.producer()]));
                } else {
                    heldBack.add(producer);
                }
            }
            return this;
        }

        private Behavior<Command> used(Used used) {
            sum += used.value();
            if (--unused == 0) {
                done.add(sum);
                return this;
            }
            ActorRef<Use> consumer = consumers.get(used.consumer());
            Long item = items.poll();
            if (item == null) {
                idle.add(consumer);
                return this;
            }
            consumer.tell(new Use(item));
            ActorRef<Make> producer = heldBack.poll();
            if (producer != null) {
                producer.tell(new Make(left[producers.indexOf(producer)]));
            }
            return this;
        }
    }

    private static Behavior<Make> producer(int number, ActorRef<Command> store) {
        return Behaviors.receiveMessage(make -> {
            store.tell(new Made(number, Goods.make(number, make.left())));
            return Behaviors.same();
        });
    }

    private static Behavior<Use> consumer(int number, ActorRef<Command> store) {
        return Behaviors.receiveMessage(use -> {
            store.tell(new Used(number, Goods.use(use.item())));
            return Behaviors.same();
        });
    }
}
