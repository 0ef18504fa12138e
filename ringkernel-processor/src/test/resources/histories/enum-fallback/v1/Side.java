package com.example;

import io.ringkernel.annotation.Fallback;

enum Side {
    BUY,
    SELL,
    @Fallback
    OTHER
}
