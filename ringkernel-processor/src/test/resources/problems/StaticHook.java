package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "hooked")
final class StaticHook {
    @Handles
    void on(Ping ping) {}

    @OnStart
    static void open() {} // error: [StaticHook] 'open' is static. A method marked @OnStart belongs to an instance: remove static.
}

@Message(id = 1)
record Ping(int x) {}
