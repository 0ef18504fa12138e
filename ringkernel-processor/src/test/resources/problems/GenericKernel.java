package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "generic")
final class GenericKernel<T> { // error: [GenericKernel] 'GenericKernel' has type parameters. A kernel handles messages of known types: remove them.
    @Handles
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
