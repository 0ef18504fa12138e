package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class HandlesOutsideKernel {
    @Handles
    void on(Ping ping) {} // error: [HandlesOutsideKernel] 'on' is a handler, but 'HandlesOutsideKernel' is no kernel. Mark the class @RingKernel; a subclass does not inherit handlers, and a method that is a kernel itself is no handler.
}

@Message(id = 1)
record Ping(int x) {}
