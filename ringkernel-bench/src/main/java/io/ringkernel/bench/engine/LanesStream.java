// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Claim;
import io.ringkernel.Delivery;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;

/** A kernel whose messages all have the default priority, after each other priority was used once, or never. */
public final class LanesStream implements Stream {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final KernelRef<FullOrder> orders;
    private final Claim claim = new Claim();
    private final FullOrderCodec.Writer writer = new FullOrderCodec.Writer();

    /**
     * Starts the kernel.
     *
     * @param all  whether each lane gets a message before
     * @param sink of the kernel; those messages have the number 0
     */
    public LanesStream(boolean all, Sink sink) {
        runtime.launch(
                        "desk-multi",
                        LaunchOptions.instance(new Desk.Multi(sink)).dedicated(Idle.BUSY_SPIN))
                .activate();
        orders = runtime.ref("desk-multi", FullOrder.class);
        for (Priority level : all ? Priority.values() : new Priority[0]) {
            if (level != Priority.NORMAL) {
                send(0, SendOptions.priority(level.from()));
            }
        }
    }

    private void send(long n, SendOptions options) {
        while (orders.claim(claim, options) != Delivery.ACCEPTED) {
            Waiting.forRoom();
        }
        claim.publish(FullOrder.write(writer.wrap(claim.buffer(), claim.offset()), n));
    }

    /** {@return how many messages there were before the first} */
    public static int sentBefore() {
        return Priority.values().length - 1;
    }

    /** {@return the sum of the fields of the messages before the first} */
    public static long sumBefore() {
        return sentBefore() * Fields.sum(0);
    }

    @Override
    public void send(long n) {
        KernelStream.claim(orders, claim);
        claim.publish(FullOrder.write(writer.wrap(claim.buffer(), claim.offset()), n));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
