package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "shy")
final class HandlerNotVisible {
    @Handles
    private void on(Ping ping) {} // error: [HandlerNotVisible] 'on' is private; the generated HandlerNotVisibleDispatcher cannot call it. Make it package-private.
}

@Message(id = 1)
record Ping(int x) {}
