package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "static")
final class StaticHandler {
    @Handles
    static void on(Ping ping) {} // error: [StaticHandler] 'on' is static. A handler belongs to an instance: remove static, or mark the method @RingKernel.
}

@Message(id = 1)
record Ping(int x) {}
