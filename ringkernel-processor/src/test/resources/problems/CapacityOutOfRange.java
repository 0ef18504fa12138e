package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "none", capacity = 0) // error: [CapacityOutOfRange] the capacity of 'CapacityOutOfRange' is 0. A lane has 1 to 1048576 slots.
final class CapacityOutOfRange {
    @Handles
    void on(Ping ping) {}
}

@RingKernel(id = "absurd", capacity = 1 << 30) // error: [CapacityOutOfRange] the capacity of 'Absurd' is 1073741824. A lane has 1 to 1048576 slots.
final class Absurd {
    @Handles
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
