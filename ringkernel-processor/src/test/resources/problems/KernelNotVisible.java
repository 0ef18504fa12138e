package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class KernelNotVisible {
    @RingKernel(id = "hidden")
    private static final class Hidden { // error: [KernelNotVisible] 'Hidden' is private or in a private class; the generated KernelNotVisible_HiddenDispatcher cannot name it. Make it package-private.
        @Handles
        void on(Ping ping) {}
    }

    @RingKernel(id = "method")
    private static void on(Ping ping) {} // error: [KernelNotVisible] 'KernelNotVisible.on' is private or in a private class; the generated KernelNotVisibleOnDispatcher cannot name it. Make it package-private.
}

@Message(id = 1)
record Ping(int x) {}
