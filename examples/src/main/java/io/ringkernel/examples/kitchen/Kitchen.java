// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.kitchen;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.MessageId;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;
import java.util.UUID;

/**
 * Orders that come while the kitchen is cold are put aside, and cooked in their order once it is hot; from then on the
 * kernel behaves otherwise. An order that is sent twice, because its sender did not know whether it got through, is cooked
 * once.
 */
public final class Kitchen {
    @Message(id = 0x0D11)
    record Order(@MaxLength(100) String dish) {}

    @Message(id = 0x0D12)
    record Heat(int degrees) {}

    @RingKernel(id = "cook")
    static final class Cook {
        @Handles
        void whileCold(Order order, KernelContext context) {
            System.out.println(order.dish() + " has to wait");
            context.stash();
        }

        @Handles
        void onHeat(Heat heat, KernelContext context) {
            System.out.println(heat.degrees() + " degrees");
            context.become(Order.class, Cook::whileHot);
            context.unstash(); // these are handled next, before what came behind them
        }

        private static void whileHot(Order order, KernelContext context) {
            System.out.println(order.dish() + " is cooked");
            context.defer(() -> System.out.println("pans are washed")); // after this handler, before the next message
        }
    }

    private Kitchen() {}

    /**
     * Orders, heats, orders again and sends the last order twice.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("cook", LaunchOptions.DEFAULT.dedup(1024, Duration.ofMinutes(5)))
                    .activate();
            runtime.send("cook", new Order("soup"));
            runtime.send("cook", new Order("fish"));
            runtime.send("cook", new Heat(200));
            MessageId id = MessageId.of(UUID.randomUUID());
            runtime.send("cook", new Order("cake"), SendOptions.DEFAULT.messageId(id));
            runtime.send("cook", new Order("cake"), SendOptions.DEFAULT.messageId(id));
        }
    }
}
