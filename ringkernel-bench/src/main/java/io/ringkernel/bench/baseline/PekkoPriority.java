// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.PriorityGenerator;
import org.apache.pekko.dispatch.UnboundedStablePriorityMailbox;

/** Pekko's mailbox of priorities: urgent items overtake all others, and equal ones keep their order. */
public final class PekkoPriority extends UnboundedStablePriorityMailbox {
    /**
     * Creates the mailbox type; Pekko does.
     *
     * @param settings of the system
     * @param config   of the mailbox
     */
    public PekkoPriority(ActorSystem.Settings settings, Config config) {
        super(
                new PriorityGenerator() {
                    @Override
                    public int gen(Object message) {
                        return message instanceof UrgentItem ? 0 : 1;
                    }
                },
                11);
    }

    /** An item that overtakes. */
    record UrgentItem(Item item) implements Carrier {}

    /** An item that waits its turn. */
    record PlainItem(Item item) implements Carrier {}

    /** What the actor with that mailbox takes. */
    interface Carrier {
        Item item();
    }
}
