package com.example;

import io.ringkernel.annotation.Fallback;

enum Side {
    CROSS,
    BUY,
    SELL,
    @Fallback
    OTHER
}
