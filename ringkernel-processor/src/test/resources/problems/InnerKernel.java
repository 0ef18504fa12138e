package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class InnerKernel {
    @RingKernel(id = "inner")
    final class Inner { // error: [InnerKernel] 'Inner' is an inner class and has no instance without one of InnerKernel. Make it static.
        @Handles
        void on(Ping ping) {}
    }
}

@Message(id = 1)
record Ping(int x) {}
