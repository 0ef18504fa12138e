package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "thrower")
final class HandlerThrowsThrowable {
    @Handles
    void on(Ping ping) throws Throwable {} // error: [HandlerThrowsThrowable] 'on' throws more than Exception. Declare Exception, or what is really thrown.
}

@Message(id = 1)
record Ping(int x) {}
