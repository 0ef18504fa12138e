// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Population;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Typed actors, spawned by the guardian, which alone may. */
public final class PekkoPopulation implements Population {
    /** How many more. */
    private record Spawn(int count) {}

    private final Done done = new Done();
    private final List<ActorRef<Long>> actors = new ArrayList<>();
    private final ActorSystem<Spawn> guardian;
    private int touched;

    /** Creates a system without actors. */
    public PekkoPopulation() {
        Behavior<Long> idle = Behaviors.receiveMessage(n -> {
            done.add(n);
            return Behaviors.same();
        });
        guardian = PekkoSystem.start(
                Behaviors.receive((context, spawn) -> {
                    for (int i = 0; i < spawn.count(); i++) {
                        actors.add(context.spawnAnonymous(idle));
                    }
                    done.add(spawn.count());
                    return Behaviors.same();
                }),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void spawn(int more) {
        done.expect(1);
        guardian.tell(new Spawn(more));
        done.await();
    }

    @Override
    public void touch() {
        List<ActorRef<Long>> fresh = actors.subList(touched, actors.size());
        done.expect(fresh.size());
        fresh.forEach(actor -> actor.tell(1L));
        done.await();
        touched = actors.size();
    }

    @Override
    public void close() {
        PekkoSystem.stop(guardian);
    }
}
