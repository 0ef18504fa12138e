package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import io.ringkernel.annotation.RingKernel;
import java.util.UUID;

@Message(id = 1)
record Order(@MessageId UUID id, long product, long amount, long price) {}

@Message(id = 2)
record Refund(long product, long amount, long price) {}

@RingKernel(
        id = "sales",
        slotLength = 64) // note: [SlotTooShort] the slotLength of 'Sales' is 64, but each Order takes 72 bytes or more with its header, and so a payload buffer. If it is sent often, set slotLength = 128, or leave it out to fit the messages.
final class Sales {
    @Handles void on(Order order) {}
    @Handles void on(Refund refund) {}
}
