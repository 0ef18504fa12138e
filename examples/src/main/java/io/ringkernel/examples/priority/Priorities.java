// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.priority;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRuntime;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

/**
 * An urgent message overtakes a backlog. A kernel has a lane for each level of priority, so what is urgent never stands
 * behind what is not; inside a lane the order is that of sending.
 */
public final class Priorities {
    @Message(id = 0x0B01)
    record Job(@MaxLength(100) String name) {}

    @RingKernel(id = "printer")
    static final class Printer {
        @Handles
        void print(Job job, KernelContext context) {
            System.out.println(job.name() + " at " + context.priority());
        }
    }

    private Priorities() {}

    /**
     * Sends the urgent job last, and prints the order in which jobs are handled.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            KernelHandle printer = runtime.launch("printer"); // not active yet: it takes messages, and they wait
            runtime.send("printer", new Job("clean up"), SendOptions.priority(10));
            for (int i = 1; i <= 5; i++) {
                runtime.send("printer", new Job("order " + i));
            }
            runtime.send("printer", new Job("fire alarm"), SendOptions.priority(255));
            System.out.println(printer.counters().waiting() + " jobs wait");
            printer.activate();
        } // closing ends the kernel after it has handled what it has
    }
}
