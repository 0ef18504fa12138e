package com.example;

import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.Message;

@Message(id = 0x0118)
record Light(Color color) {
    enum Color {
        RED,
        GREEN,
        @Fallback
        UNKNOWN
    }
}
