package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class LoopKernel {
    @RingKernel(id = "loop")
    static void run(KernelContext context) {} // error: [LoopKernel] 'run' takes the KernelContext alone, to receive in a loop. This version calls a kernel for each message: take the message as the first parameter.
}

@Message(id = 1)
record Ping(int x) {}
