package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "round", capacity = 1000) // error: [CapacityNotAPowerOf2] the capacity of 'CapacityNotAPowerOf2' is 1000, which is not a power of 2. The next one is 1024.
final class CapacityNotAPowerOf2 {
    @Handles
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
