package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "hooked")
final class HookReturns {
    @Handles
    void on(Ping ping) {}

    @OnStart
    Ping open() { // error: [HookReturns] 'open' returns Ping, and nobody takes it. A method marked @OnStart returns void.
        return new Ping(1);
    }

    @OnStop
    int close() { // error: [HookReturns] 'close' returns int, and nobody takes it. A method marked @OnStop returns void.
        return 0;
    }
}

@Message(id = 1)
record Ping(int x) {}
