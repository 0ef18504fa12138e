// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringkernel.KernelRuntime;
import io.ringkernel.UnknownKernelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a user meets who put the processor on the class path: it runs, or he is told why it did not. */
class ClassPathTest {
    @Test
    @EnabledForJreRange(max = JRE.JAVA_22)
    void runsTheProcessorBeforeJdk23() {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("greeter").activate();

            Greeting greeting = runtime.call("greeter", new Greet("Ada", 1), Greeting.class, Duration.ofSeconds(10));

            assertEquals(new Greeting("hello Ada!"), greeting);
        }
    }

    @Test
    @EnabledForJreRange(minVersion = 23)
    void saysOnLaterOnesWhyThereIsNoKernel() {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            UnknownKernelException thrown = assertThrows(UnknownKernelException.class, () -> runtime.launch("greeter"));

            assertEquals(
                    "no kernel of this id was compiled: id=greeter, known=[]; is ringkernel-processor on the processor"
                            + " path? (JDK 23 and later ignore a processor on the class path unless javac gets"
                            + " -proc:full)",
                    thrown.getMessage());
        }
    }
}
