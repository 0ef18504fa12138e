// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringkernel.KernelRuntime;
import io.ringkernel.buffer.MessageBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StrangerTest {
    @Test
    void writesAndReadsWithTheGeneratedCodec() {
        MessageBuffer buffer = MessageBuffer.allocate(128);

        int length = GreetCodec.INSTANCE.encode(new Greet("Ada", 2), buffer, 8);
        GreetCodec.Reader reader = new GreetCodec.Reader().wrap(buffer, 8, length);

        assertEquals("Ada", reader.name());
        assertEquals(2, reader.times());
        assertEquals(new Greet("Ada", 2), GreetCodec.INSTANCE.decode(buffer, 8, length));
    }

    @Test
    void isAnsweredByItsKernel() {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("greeter").activate();

            Greeting greeting = runtime.call("greeter", new Greet("Ada", 2), Greeting.class, Duration.ofSeconds(10));

            assertEquals(new Greeting("hello Ada! hello Ada!"), greeting);
        }
    }
}
