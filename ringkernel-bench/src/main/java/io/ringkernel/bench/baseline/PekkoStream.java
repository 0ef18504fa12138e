// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Bound;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko's typed tell from a thread outside to one actor; its mailbox has no bound, so a {@link Bound} holds back. */
public final class PekkoStream implements Stream {
    private final Bound bound;
    private final ActorSystem<Item> actor;

    /**
     * Starts the system.
     *
     * @param sink of the actor
     */
    public PekkoStream(Sink sink) {
        bound = new Bound(sink);
        actor = PekkoSystem.start(
                Behaviors.receiveMessage(item -> {
                    bound.accept(item.idHi(), item.sum());
                    return Behaviors.same();
                }),
                1);
    }

    @Override
    public void send(long n) {
        bound.await();
        actor.tell(Item.of(n));
    }

    /* Without a bound, which is Pekko's way, and its best: who makes several must not send more than memory holds. */
    @Override
    public Producer producer() {
        return n -> actor.tell(Item.of(n));
    }

    @Override
    public void close() {
        PekkoSystem.stop(actor);
    }
}
