package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "hooked")
final class HookParameters {
    @Handles
    void on(Ping ping) {}

    @OnStart
    void open(Ping ping, KernelContext context) {} // error: [HookParameters] 'open' takes (Ping, KernelContext), but there is no message. A method marked @OnStart takes nothing or the KernelContext.

    @OnStop
    void close(KernelContext context, KernelContext again) {} // error: [HookParameters] 'close' takes (KernelContext, KernelContext), but there is no message. A method marked @OnStop takes nothing or the KernelContext.
}

@Message(id = 1)
record Ping(int x) {}
