// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.baseline.PekkoPriority.Ranked;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Maze;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** A* of Savina as Pekko's typed actors with mailboxes of priorities. */
public final class AStarActors implements Workload {
    private interface Command {}

    private record Start() implements Command {}

    private record Search(int room, int rank) implements Command, Ranked {
        static Search of(int room, Maze maze) {
            return new Search(room, Priority.HIGHEST - maze.priority(room));
        }
    }

    /** How many rooms a search left to others. */
    private record Searched(int left) implements Command {}

    private final Done done = new Done();
    private final ActorSystem<Void> system =
            PekkoSystem.start(Runtime.getRuntime().availableProcessors());
    private final ActorRef<Command> guide = system.systemActorOf(
            Behaviors.setup(context -> new Guide(context, done)),
            "guide",
            MailboxSelector.fromConfig(PekkoSystem.PRIORITIES));

    /** Starts the system. */
    public AStarActors() {}

    @Override
    public long run() {
        done.expect(1);
        guide.tell(new Start());
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(system);
    }

    private static final class Guide extends AbstractBehavior<Command> {
        private final Done done;
        private final Maze maze = new Maze();
        private final List<ActorRef<Search>> workers = new ArrayList<>();
        private int next;
        private int underWay;

        Guide(ActorContext<Command> context, Done done) {
            super(context);
            this.done = done;
            for (int i = 0; i < Maze.WORKERS; i++) {
                workers.add(context.spawnAnonymous(
                        worker(maze, context.getSelf()), MailboxSelector.fromConfig(PekkoSystem.PRIORITIES)));
            }
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Search.class, this::search)
                    .onMessage(Searched.class, this::searched)
                    .onMessage(Start.class, start -> start())
                    .build();
        }

        private Behavior<Command> start() {
            maze.reset();
            underWay = 1;
            return search(Search.of(Maze.START, maze));
        }

        private Behavior<Command> search(Search search) {
            workers.get(next).tell(search);
            next = (next + 1) % Maze.WORKERS;
            return this;
        }

        private Behavior<Command> searched(Searched searched) {
            underWay += searched.left() - 1;
            if (underWay == 0) {
                done.add(maze.cost());
            }
            return this;
        }
    }

    private static Behavior<Search> worker(Maze maze, ActorRef<Command> guide) {
        List<Search> left = new ArrayList<>();
        return Behaviors.receiveMessage(search -> {
            maze.search(search.room(), room -> left.add(Search.of(room, maze)));
            guide.tell(new Searched(left.size()));
            left.forEach(guide::tell);
            left.clear();
            return Behaviors.same();
        });
    }
}
