// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.PriorityGenerator;
import org.apache.pekko.dispatch.UnboundedStablePriorityMailbox;

/** Pekko's mailbox of priorities: what is more urgent overtakes, and equals keep their order. */
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
                        return message instanceof Ranked ranked ? ranked.rank() : 0;
                    }
                },
                11);
    }

    /** What may be overtaken. All other messages have the rank 0. */
    interface Ranked {
        /** {@return its place behind others; lower is more urgent} */
        int rank();
    }

    /** An item that overtakes. */
    record UrgentItem(Item item) implements Carrier {
        @Override
        public int rank() {
            return 0;
        }
    }

    /** An item that waits its turn. */
    record PlainItem(Item item) implements Carrier {
        @Override
        public int rank() {
            return 1;
        }
    }

    /** What the actor with that mailbox takes. */
    interface Carrier extends Ranked {
        Item item();
    }
}
