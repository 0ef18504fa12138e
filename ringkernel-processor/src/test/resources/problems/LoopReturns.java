package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class LoopReturns {
    @RingKernel(id = "loop", receives = Ping.class)
    static Ping run(KernelContext context) { // error: [LoopReturns] 'run' returns Ping. A loop runs until its kernel ends, and answers with KernelContext.reply: make it void.
        return new Ping(1);
    }
}

@Message(id = 1)
record Ping(int x) {}
