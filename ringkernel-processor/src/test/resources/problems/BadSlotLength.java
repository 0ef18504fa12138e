package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "a", slotLength = 100) // error: [BadSlotLength] the slotLength of 'BadSlotLength' is 100. A slot is a multiple of 64 bytes up to 65536; leave it out to fit the messages.
final class BadSlotLength {
    @Handles
    void on(Ping ping) {}
}

@RingKernel(id = "b", slotLength = 1 << 20) // error: [BadSlotLength] the slotLength of 'Absurd' is 1048576. A slot is a multiple of 64 bytes up to 65536; leave it out to fit the messages.
final class Absurd {
    @Handles
    void on(Ping ping) {}
}

@RingKernel(id = "c", slotLength = -64) // error: [BadSlotLength] the slotLength of 'Negative' is -64. A slot is a multiple of 64 bytes up to 65536; leave it out to fit the messages.
final class Negative {
    @Handles
    void on(Ping ping) {}
}

@Message(id = 1)
record Ping(int x) {}
