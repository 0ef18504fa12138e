// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Two of Pekko's typed actors: one asks the other again and again, by the {@code ask} of its context. */
public final class AskingActors implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private interface Command {}

    private record Start() implements Command {}

    private record Answered(Item item) implements Command {}

    private record Question(Item item, ActorRef<Item> replyTo) {}

    private final Done done = new Done();
    private final ActorSystem<Command> asker;

    /**
     * Starts both.
     *
     * @param requests of a run
     */
    public AskingActors(int requests) {
        asker = PekkoSystem.start(
                Behaviors.setup(context -> new Asker(context, requests, done)),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public long run() {
        done.expect(1);
        asker.tell(new Start());
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(asker);
    }

    private static final class Asker extends AbstractBehavior<Command> {
        private final ActorRef<Question> asked;
        private final int requests;
        private final Done done;
        private long next;
        private long sum;

        Asker(ActorContext<Command> context, int requests, Done done) {
            super(context);
            this.requests = requests;
            this.done = done;
            asked = context.spawnAnonymous(Behaviors.<Question>receiveMessage(question -> {
                question.replyTo().tell(Item.of(Fields.numberOf(question.item().sum())));
                return Behaviors.same();
            }));
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Answered.class, answered -> {
                        sum += answered.item().sum();
                        return ask();
                    })
                    .onMessage(Start.class, start -> {
                        next = 0;
                        sum = 0;
                        return ask();
                    })
                    .build();
        }

        private Behavior<Command> ask() {
            if (next == requests) {
                done.add(sum);
                return this;
            }
            Item item = Item.of(next++);
            PekkoSystem.ask(
                    getContext(), asked, Item.class, TIMEOUT, replyTo -> new Question(item, replyTo), Answered::new);
            return this;
        }
    }
}
