// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.pipeline;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.util.List;

/**
 * Three stages that run side by side, each with the messages of the one before. The first two have no state, so a static
 * method is all of the kernel; the second reads its message where it lies, and no record is made of it. The third has
 * state, so it is a class, and here one that the caller has created.
 */
public final class Pipeline {
    @Message(id = 0x0C01)
    record Line(@MaxLength(100) String text) {}

    @Message(id = 0x0C02)
    record Item(@MaxLength(50) String name, int count, int priceInCents) {}

    @Message(id = 0x0C03)
    record Amount(@MaxLength(50) String name, long cents) {}

    @RingKernel(id = "parse")
    static void parse(Line line, KernelContext context) {
        String[] words = line.text().split(" ");
        context.send("multiply", new Item(words[1], Integer.parseInt(words[0]), Integer.parseInt(words[3])));
    }

    @RingKernel(id = "multiply")
    static void multiply(Pipeline_ItemCodec.Reader item, KernelContext context) {
        context.send("add", new Amount(item.name(), (long) item.count() * item.priceInCents()));
    }

    @RingKernel(id = "add")
    static final class Sum {
        private long cents;

        @Handles
        void add(Amount amount) {
            cents += amount.cents();
            System.out.println(amount.name() + ": " + amount.cents());
        }
    }

    private Pipeline() {}

    /**
     * Prints a bill.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        Sum sum = new Sum();
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("add", LaunchOptions.instance(sum)).activate();
            runtime.launch("multiply").activate();
            runtime.launch("parse").activate();
            for (String line : List.of("3 apples at 40", "1 melon at 299", "12 eggs at 25")) {
                runtime.send("parse", new Line(line));
            }
        } // closing ends the kernels, the last one first, each after it has handled what it has
        System.out.println("sum: " + sum.cents);
    }
}
