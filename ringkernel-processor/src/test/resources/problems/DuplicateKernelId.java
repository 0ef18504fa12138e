package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "one")
final class DuplicateKernelId {
    @Handles
    void on(Ping ping) {}
}

final class Other {
    @RingKernel(id = "one") // error: [DuplicateKernelId] 'Other.on' has the id "one", as 'DuplicateKernelId' has. An id names one kernel: choose another. To run one kernel several times, launch it under other ids with LaunchOptions.as.
    static void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
