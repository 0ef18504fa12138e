package com.example;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Since;

@Message(id = 0x0101, version = 2)
record Order(
        long id,
        int qty,
        double price,
        @MaxLength(80) String note,
        @Since(2) @DefaultValue("BUY") Side side) {}
