// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.LogisticMap;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The log map of Savina as Pekko's typed actors: a behavior waits for each term, on the dispatcher for those that block. */
public final class LogMapActors implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Start() {}

    private record Next(int left) {}

    private record Ask(double term, ActorRef<Double> replyTo) {}

    private final Done done = new Done();
    private final ActorSystem<Start> guardian = PekkoSystem.start(
            Behaviors.setup(context -> start(context, done)),
            Runtime.getRuntime().availableProcessors());

    /** Starts the system. */
    public LogMapActors() {}

    private static Behavior<Start> start(ActorContext<Start> context, Done done) {
        List<ActorRef<Next>> series = new ArrayList<>();
        for (int i = 0; i < LogisticMap.SERIES; i++) {
            ActorRef<Ask> rate = context.spawnAnonymous(rate(i));
            series.add(context.spawnAnonymous(
                    Behaviors.setup(own -> new Series(own, rate, done)), DispatcherSelector.blocking()));
        }
        return Behaviors.receiveMessage(start -> {
            for (int left = LogisticMap.TERMS; left > 0; left--) {
                Next next = new Next(left);
                series.forEach(one -> one.tell(next));
            }
            return Behaviors.same();
        });
    }

    @Override
    public long run() {
        done.expect(LogisticMap.SERIES);
        guardian.tell(new Start());
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(guardian);
    }

    private static Behavior<Ask> rate(int number) {
        return Behaviors.receiveMessage(ask -> {
            ask.replyTo().tell(LogisticMap.next(number, ask.term()));
            return Behaviors.same();
        });
    }

    private static final class Series extends AbstractBehavior<Next> {
        private final ActorRef<Ask> rate;
        private final Done done;
        private double term = LogisticMap.FIRST;

        Series(ActorContext<Next> context, ActorRef<Ask> rate, Done done) {
            super(context);
            this.rate = rate;
            this.done = done;
        }

        @Override
        public Receive<Next> createReceive() {
            return newReceiveBuilder().onMessage(Next.class, this::next).build();
        }

        private Behavior<Next> next(Next next) {
            term = AskPattern.<Ask, Double>ask(
                            rate,
                            replyTo -> new Ask(term, replyTo),
                            TIMEOUT,
                            getContext().getSystem().scheduler())
                    .toCompletableFuture()
                    .join();
            if (next.left() == 1) {
                done.add(LogisticMap.bits(term));
                term = LogisticMap.FIRST;
            }
            return this;
        }
    }
}
