package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "silent")
final class NoHandlers { // error: [NoHandlers] 'NoHandlers' handles no message. Put @Handles on the methods that take its messages; those of a superclass do not count.
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
