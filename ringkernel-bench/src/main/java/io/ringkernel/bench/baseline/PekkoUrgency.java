// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.baseline.PekkoPriority.Carrier;
import io.ringkernel.bench.baseline.PekkoPriority.PlainItem;
import io.ringkernel.bench.baseline.PekkoPriority.UrgentItem;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Urgency;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor with a mailbox of priorities, which has no bound: the producer counts, and stops at the capacity of a ring. */
public final class PekkoUrgency implements Urgency {
    private final ActorSystem<Void> system = PekkoSystem.start(1);
    private final ActorRef<Carrier> actor;
    private final AtomicLong taken = new AtomicLong();
    private long offered;

    /**
     * Starts the actor.
     *
     * @param ordinary takes what can wait
     * @param urgent   takes what cannot
     */
    public PekkoUrgency(Sink ordinary, Sink urgent) {
        actor = system.systemActorOf(
                Behaviors.<Carrier>receiveMessage(carrier -> {
                    Item item = carrier.item();
                    if (carrier instanceof UrgentItem) {
                        urgent.accept(item.idHi(), item.sum());
                    } else {
                        ordinary.accept(item.idHi(), item.sum());
                        taken.lazySet(taken.getPlain() + 1);
                    }
                    return Behaviors.same();
                }),
                "triage",
                MailboxSelector.fromConfig(PekkoSystem.PRIORITIES));
    }

    @Override
    public boolean offerOrdinary(long n) {
        if (offered - taken.getAcquire() >= Stream.CAPACITY) {
            return false;
        }
        offered++;
        actor.tell(new PlainItem(Item.of(n)));
        return true;
    }

    @Override
    public void sendUrgent(long n) {
        actor.tell(new UrgentItem(Item.of(n)));
    }

    @Override
    public void close() {
        PekkoSystem.stop(system);
    }
}
