package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "hooked")
final class DuplicateHook {
    @Handles
    void on(Ping ping) {}

    @OnStart
    void open(KernelContext context) {}

    @OnStart
    void openMore() throws Exception {} // error: [DuplicateHook] 'open' and 'openMore' are both marked @OnStart. A kernel has one such method: call one from the other.

    @OnStop
    private void close() throws Throwable {} // error: [HandlerNotVisible] 'close' is private; the generated DuplicateHookDispatcher cannot call it. Make it package-private. // error: [HandlerThrowsThrowable] 'close' throws more than Exception. Declare Exception, or what is really thrown.
}

@Message(id = 1)
record Ping(int x) {}
