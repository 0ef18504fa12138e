package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class KernelMethodNotStatic {
    @RingKernel(id = "method")
    void on(Ping ping) {} // error: [KernelMethodNotStatic] 'KernelMethodNotStatic.on' is not static. A method that is a kernel has no instance: make it static, or mark the class and put @Handles on the method.
}

@Message(id = 1)
record Ping(int x) {}
