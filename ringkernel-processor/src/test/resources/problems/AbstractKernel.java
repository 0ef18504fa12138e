package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "abstract")
abstract class AbstractKernel { // error: [AbstractKernel] 'AbstractKernel' is abstract. Mark the classes that extend it, or make it a class of its own.
    @Handles
    abstract void on(Ping ping);
}

@Message(id = 1)
record Ping(int x) {}
