package com.example;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.FormerName;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Reserved;
import io.ringkernel.annotation.Since;

@Message(id = 0x0101, version = 3)
@Reserved(name = "price", type = double.class, after = "quantity")
record Order(
        long id,
        @FormerName("qty") int quantity,
        @MaxLength(80) String note,
        @Since(2) @DefaultValue("BUY") Side side,
        @Since(3) long priceCents) {}
