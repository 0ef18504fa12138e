// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Claim;
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
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Urgency;
import io.ringkernel.bench.shape.Waiting;

/** A kernel that spins: the flood has priority 0, what is urgent 255. */
public final class KernelUrgency implements Urgency {
    private static final SendOptions ORDINARY = SendOptions.priority(Priority.LOWEST);
    private static final SendOptions URGENT = SendOptions.priority(Priority.HIGHEST);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final KernelRef<FullOrder> orders;
    private final Claim claim = new Claim();
    private final FullOrderCodec.Writer writer = new FullOrderCodec.Writer();

    /**
     * Starts the kernel.
     *
     * @param ordinary takes what can wait
     * @param urgent   takes what cannot
     */
    public KernelUrgency(Sink ordinary, Sink urgent) {
        runtime.launch(
                        "triage",
                        LaunchOptions.instance(new Triage(ordinary, urgent)).dedicated(Idle.BUSY_SPIN))
                .activate();
        orders = runtime.ref("triage", FullOrder.class);
    }

    @Override
    public boolean offerOrdinary(long n) {
        if (orders.claim(claim, ORDINARY) != Delivery.ACCEPTED) {
            return false;
        }
        publish(n);
        return true;
    }

    @Override
    public void sendUrgent(long n) {
        while (orders.claim(claim, URGENT) != Delivery.ACCEPTED) {
            Waiting.forRoom();
        }
        publish(n);
    }

    private void publish(long n) {
        claim.publish(FullOrder.write(writer.wrap(claim.buffer(), claim.offset()), n));
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Takes both. */
    @RingKernel(id = "triage", capacity = Stream.CAPACITY)
    static final class Triage {
        private final Sink ordinary;
        private final Sink urgent;

        Triage(Sink ordinary, Sink urgent) {
            this.ordinary = ordinary;
            this.urgent = urgent;
        }

        @Handles
        void order(FullOrderCodec.Reader order, KernelContext context) {
            Sink sink = context.priority() == Priority.HIGHEST ? urgent : ordinary;
            sink.accept(order.idHi(), FullOrder.sum(order));
        }
    }
}
