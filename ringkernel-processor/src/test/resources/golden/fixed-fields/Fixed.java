package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;
import java.util.UUID;

/** Every field of fixed length, in an order that needs padding. */
@Message(id = 0x0101, version = 3)
record Fixed(
        boolean flag,
        short count,
        byte kind,
        char letter,
        UUID owner,
        int number,
        double ratio,
        float share,
        long total,
        BufferRef payload) {}
