package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;

final class HookOutsideKernel {
    @OnStart
    void open() {} // error: [HookOutsideKernel] 'open' is marked @OnStart, but 'HookOutsideKernel' is no kernel. Mark the class @RingKernel; a subclass does not inherit hooks, and a kernel that is a method has none.

    @OnStop
    void close() {} // error: [HookOutsideKernel] 'close' is marked @OnStop, but 'HookOutsideKernel' is no kernel. Mark the class @RingKernel; a subclass does not inherit hooks, and a kernel that is a method has none.

    @RingKernel(id = "method")
    static void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
