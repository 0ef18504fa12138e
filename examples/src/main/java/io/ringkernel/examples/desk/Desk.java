// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.desk;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

/**
 * What runs a kernel is decided where it is launched. Strategy and risk share the one thread that has a core to itself, so a quote
 * goes through both without leaving that core; the journal may take its time, and has what the pool has left.
 */
public final class Desk {
    @Message(id = 0x0D51)
    record Quote(long cents) {}

    @Message(id = 0x0D52)
    record Order(long cents, long quantity) {}

    @Message(id = 0x0D53)
    record Entry(@MaxLength(100) String text) {}

    @RingKernel(id = "strategy")
    static final class Strategy {
        @Handles
        void onQuote(Quote quote, KernelContext context) {
            say("strategy has " + quote.cents());
            context.send("risk", new Order(quote.cents(), 100));
        }
    }

    @RingKernel(id = "risk")
    static final class Risk {
        private static final long MOST_CENTS = 10_000;

        @Handles
        void onOrder(Order order, KernelContext context) {
            boolean isTaken = order.cents() * order.quantity() <= MOST_CENTS;
            say("risk has " + order.cents());
            context.send("journal", new Entry(order.cents() + (isTaken ? " is taken" : " is refused")));
        }
    }

    @RingKernel(id = "journal")
    static final class Journal {
        @Handles
        void onEntry(Entry entry) {
            say(entry.text());
        }
    }

    private Desk() {}

    private static void say(String text) {
        System.out.println(Thread.currentThread().getName().replaceAll("-[0-9]+$", "") + ": " + text);
    }

    /**
     * Sends two quotes, the second when the first is through.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        for (long cents : new long[] {95, 105}) {
            try (KernelRuntime runtime = KernelRuntime.create()) {
                LaunchOptions desk = LaunchOptions.DEFAULT.dedicated(Idle.BACKOFF, "desk"); // or BUSY_SPIN
                runtime.launch("journal").activate();
                runtime.launch("risk", desk).activate();
                runtime.launch("strategy", desk).activate();
                runtime.send("strategy", new Quote(cents));
            }
        }
    }
}
