package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 0x0305)
record Order(long id, @MaxCount(50) List<Leg> legs) {
    @Message(id = 0x0306)
    record Leg(double price, int quantity, @MaxLength(40) String symbol) {}
}
