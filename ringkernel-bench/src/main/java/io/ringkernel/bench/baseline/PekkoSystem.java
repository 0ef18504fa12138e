// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

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
