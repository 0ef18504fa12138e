// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.hello;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

/** Greets whoever it is asked to greet. */
@RingKernel(id = "greeter")
public final class Greeter {
    /** Creates the kernel; the runtime does it. */
    public Greeter() {}

    @Handles
    Greeting greet(Greet greet) {
        return new Greeting(
                ("hello " + greet.name() + "! ").repeat(greet.times()).strip());
    }
}
