// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.hello;

import io.ringkernel.KernelRuntime;
import java.time.Duration;

/** The smallest thing that runs: two messages, a kernel that answers one with the other, and somebody who asks. */
public final class Hello {
    private Hello() {}

    /**
     * Greets Ada, twice.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("greeter").activate();
            Greeting greeting = runtime.call("greeter", new Greet("Ada", 2), Greeting.class, Duration.ofSeconds(10));
            System.out.println(greeting.text());
        }
    }
}
