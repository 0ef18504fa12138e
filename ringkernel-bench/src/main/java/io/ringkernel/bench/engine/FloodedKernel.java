// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Delivery;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;

/**
 * A kernel with two lanes that are full, the highest and one below. It is held up while they are filled, and what counts ends
 * with the last message of the highest: so neither is empty meanwhile, however fast the sender is.
 */
public final class FloodedKernel implements AutoCloseable {
    private static final SendOptions URGENT = SendOptions.priority(Priority.HIGHEST);
    private static final Step ORDINARY = new Step(0);
    private static final Step HOLD = new Step(1);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final Flooded flooded = new Flooded(done);
    private final KernelRef<Step> ref;
    private final SendOptions below;

    /**
     * Starts the kernel.
     *
     * @param level of the other lane
     */
    public FloodedKernel(Priority level) {
        below = SendOptions.priority(level.from());
        runtime.launch("flooded", LaunchOptions.instance(flooded).dedicated(Idle.BUSY_SPIN))
                .activate();
        ref = runtime.ref("flooded", Step.class);
    }

    /**
     * Fills both lanes and lets the kernel empty them, again and again.
     *
     * @param durationNs for how long
     * @return the part of the messages handled while both had some that were of the lower lane, 0 to 1
     */
    public double flood(long durationNs) {
        long urgent = 0;
        long other = 0;
        long startNs = System.nanoTime();
        do {
            done.expect(1);
            ref.send(HOLD, URGENT);
            while (!flooded.isHeld) {
                Waiting.forMessage();
            }
            flooded.urgentLeft = fill(URGENT);
            flooded.left = flooded.urgentLeft + fill(below);
            urgent += flooded.urgentLeft;
            flooded.isHeld = false;
            other += done.await();
        } while (System.nanoTime() - startNs < durationNs);
        return (double) other / (other + urgent);
    }

    private int fill(SendOptions lane) {
        int count = 0;
        while (ref.offer(ORDINARY, lane) == Delivery.ACCEPTED) {
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Counts what it takes from the lower lane before the last message of the highest. */
    @RingKernel(id = "flooded", capacity = Stream.CAPACITY)
    static final class Flooded {
        private final Done done;

        /* Written by the sender while the kernel is held up. */
        private int urgentLeft;
        private int left;

        private volatile boolean isHeld;
        private int others;

        Flooded(Done done) {
            this.done = done;
        }

        @Handles
        void take(Step step, KernelContext context) {
            if (step.n() == HOLD.n()) {
                isHeld = true;
                while (isHeld) {
                    Waiting.forMessage();
                }
                others = 0;
                return;
            }
            left--;
            if (context.priority() == Priority.HIGHEST) {
                urgentLeft--;
            } else if (urgentLeft > 0) {
                others++;
            }
            if (left == 0) {
                done.add(others);
            }
        }
    }
}
