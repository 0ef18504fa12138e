// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.pinning;

import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.RuntimeOptions;
import io.ringkernel.ThreadSetup;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.AffinityLock;

/**
 * The thread of one kernel stays on one core. The runtime runs whatever the user wants around the work of its threads; the library
 * that takes the core, Java-Thread-Affinity, is the user's. Where it cannot, as on a system that it does not know, it says so, and
 * the thread runs anywhere.
 */
public final class Pinning {
    private static final String PINNED = "ringkernel-pricing";

    @Message(id = 0x0E51)
    record Where() {}

    @Message(id = 0x0E52)
    record Place(@MaxLength(100) String thread, int cores) {}

    @RingKernel(id = "pricer")
    static final class Pricer {
        @Handles
        Place onWhere(Where where) {
            return new Place(
                    Thread.currentThread().getName(), Affinity.getAffinity().cardinality());
        }
    }

    private static final class OneCoreForPricing implements ThreadSetup {
        @Override
        public void run(Runnable work) {
            if (!Thread.currentThread().getName().equals(PINNED)) {
                work.run();
                return;
            }
            AffinityLock core = AffinityLock.acquireLock(); // any that is free; or acquireLock(3)
            try {
                work.run();
            } finally {
                core.release();
            }
        }
    }

    private Pinning() {}

    /**
     * Asks two kernels on how many cores they may run.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(new OneCoreForPricing());
        try (KernelRuntime runtime = KernelRuntime.create(options)) {
            LaunchOptions dedicated = LaunchOptions.DEFAULT.dedicated(Idle.BACKOFF); // or BUSY_SPIN
            runtime.launch("pricer", dedicated.as("pricing")).activate();
            runtime.launch("pricer", LaunchOptions.DEFAULT.as("history")).activate();
            for (String id : new String[] {"pricing", "history"}) {
                Place place = runtime.call(id, new Where(), Place.class);
                boolean isPinned = place.cores() == 1;
                String thread = place.thread().replaceAll("-[0-9]+$", "");
                System.out.println(thread + (isPinned ? " stays on one core" : " runs where there is room"));
            }
        }
    }
}
