// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kernels with random policies that send to each other and are sent to, in any way that there is, while they fail and are
 * restarted, deactivated, ended and launched again. Each message is accounted for after each round, by what senders and
 * handlers counted themselves, and at moments of rest in between; each sender's messages came in order in each lane.
 *
 * <p>{@link StressKernel} says what handlers do, {@link StressSends} what is sent, {@link StressRound} what happens to the
 * kernels, and {@link StressTarget} what must come of it. What is random comes from a seed that is printed; {@code
 * -Dringkernel.stress.seed} and {@code .seconds} say otherwise, {@code ./ringkernel test stress} runs for long.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class StressTest {
    private static final long SEED = Long.getLong("ringkernel.stress.seed", System.nanoTime());
    private static final long SECONDS = Long.getLong("ringkernel.stress.seconds", 6);

    @Test
    void accountsForEachMessageInOrder() {
        System.out.println("stress: seed=" + SEED + ", seconds=" + SECONDS);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int round = 0;
        do {
            try (StressRound next = new StressRound(SEED + round)) {
                next.run();
            }
            round++;
        } while (System.nanoTime() < endNs);
        System.out.println("stress: rounds=" + round);
    }
}
