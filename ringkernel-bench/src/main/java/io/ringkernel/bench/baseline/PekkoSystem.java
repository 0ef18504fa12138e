// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.Timeout;
import scala.reflect.ClassTag$;

/** A system of Pekko's typed actors, configured as its own benchmarks are: a throughput of 50 messages per turn. */
final class PekkoSystem {
    /** Messages that an actor handles before its thread turns to another. */
    static final int THROUGHPUT = 50;

    /** Name of the {@link PekkoPriority} mailbox in the configuration. */
    static final String PRIORITIES = "urgent-mailbox";

    private PekkoSystem() {}

    static Config config(int threads) {
        return ConfigFactory.parseString(String.join(
                        "\n",
                        "pekko.loglevel = OFF",
                        "pekko.stdout-loglevel = OFF",
                        "pekko.log-dead-letters = off",
                        "pekko.jvm-shutdown-hooks = off",
                        "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off",
                        "pekko.actor.default-dispatcher.throughput = " + THROUGHPUT,
                        "pekko.actor.default-dispatcher.fork-join-executor {",
                        "  parallelism-min = " + threads,
                        "  parallelism-max = " + threads,
                        "}",
                        "pekko.actor.internal-dispatcher.fork-join-executor {",
                        "  parallelism-min = 1",
                        "  parallelism-max = 1",
                        "}",
                        PRIORITIES + ".mailbox-type = \"" + PekkoPriority.class.getName() + "\""))
                .withFallback(ConfigFactory.load());
    }

    /** Starts a system whose guardian has this behavior. */
    static <T> ActorSystem<T> start(Behavior<T> guardian, int threads) {
        return ActorSystem.create(guardian, "bench", config(threads));
    }

    /** Starts a system whose guardian does nothing; actors are spawned beside it. */
    static ActorSystem<Void> start(int threads) {
        return start(Behaviors.empty(), threads);
    }

    /**
     * Asks another actor, and is sent what the answer is made into; an answer that does not come fails the actor. By the API
     * for Scala: in that for Java the future of an answer goes over the common pool, which costs four switches of threads
     * and makes an ask a hundred times as slow.
     */
    static <C, Q, A> void ask(
            ActorContext<C> context,
            ActorRef<Q> asked,
            Class<A> type,
            Duration timeout,
            Function<ActorRef<A>, Q> question,
            Function<A, C> answered) {
        context.asScala()
                .<Q, A>ask(
                        asked,
                        question::apply,
                        answer -> answered.apply(answer.get()),
                        Timeout.create(timeout),
                        ClassTag$.MODULE$.apply(type));
    }

    static void stop(ActorSystem<?> system) {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Pekko did not stop: system=" + system.name(), e.getCause());
        }
    }
}
