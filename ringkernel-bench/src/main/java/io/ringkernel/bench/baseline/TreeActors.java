// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** A tree of Pekko's typed actors: each but the leaves spawns ten more, waits for what they say, and ends with its sum. */
public final class TreeActors implements Workload {
    private interface Command {}

    private record Grow(long first) implements Command {}

    private record Answer(long sum) implements Command {}

    private final Done done = new Done();
    private final ActorSystem<Command> guardian;

    /**
     * Starts the system.
     *
     * @param leaves of the tree, a power of ten
     */
    public TreeActors(int leaves) {
        guardian = PekkoSystem.start(
                Behaviors.receive((context, grow) -> {
                    context.spawnAnonymous(Behaviors.<Command>setup(own -> new Node(own, leaves, null, done)))
                            .tell(grow);
                    return Behaviors.same();
                }),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public long run() {
        done.expect(1);
        guardian.tell(new Grow(0));
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(guardian);
    }

    private static final class Node extends AbstractBehavior<Command> {
        private final int leaves;
        private final @Nullable ActorRef<Command> parent;
        private final Done done;
        private long sum;
        private int answers;

        Node(ActorContext<Command> context, int leaves, @Nullable ActorRef<Command> parent, Done done) {
            super(context);
            this.leaves = leaves;
            this.parent = parent;
            this.done = done;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Grow.class, this::grow)
                    .onMessage(Answer.class, this::answer)
                    .build();
        }

        private Behavior<Command> grow(Grow grow) {
            if (leaves == 1) {
                return end(grow.first());
            }
            ActorRef<Command> self = getContext().getSelf();
            int each = leaves / Savina.BRANCHES;
            for (int i = 0; i < Savina.BRANCHES; i++) {
                getContext()
                        .spawnAnonymous(Behaviors.<Command>setup(own -> new Node(own, each, self, done)))
                        .tell(new Grow(grow.first() + (long) i * each));
            }
            return this;
        }

        private Behavior<Command> answer(Answer answer) {
            sum += answer.sum();
            return ++answers == Savina.BRANCHES ? end(sum) : this;
        }

        private Behavior<Command> end(long result) {
            if (parent == null) {
                done.add(result);
            } else {
                parent.tell(new Answer(result));
            }
            return Behaviors.stopped();
        }
    }
}
