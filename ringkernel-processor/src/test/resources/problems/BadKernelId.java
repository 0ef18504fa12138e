package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "") // error: [BadKernelId] the id "" of 'BadKernelId' is no kernel id. An id is 1 to 128 letters, digits, '_', '-', '.' and '/'.
final class BadKernelId {
    @Handles
    void on(Ping ping) {}
}

@RingKernel(id = "two words") // error: [BadKernelId] the id "two words" of 'Spaced' is no kernel id. An id is 1 to 128 letters, digits, '_', '-', '.' and '/'.
final class Spaced {
    @Handles
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
