package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "abstract")
abstract class AbstractKernel { // error: [AbstractKernel] 'AbstractKernel' is abstract, and a kernel is an object. Make it a class of its own, or mark the classes that extend it.
    @Handles
    abstract void on(Ping ping);
}

@Message(id = 1)
record Ping(int x) {}
