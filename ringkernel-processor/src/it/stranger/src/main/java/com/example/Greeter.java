// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

/** Greets. */
@RingKernel(id = "greeter")
public final class Greeter {
    @Handles
    Greeting greet(Greet greet) {
        return new Greeting(
                ("hello " + greet.name() + "! ").repeat(greet.times()).strip());
    }
}
