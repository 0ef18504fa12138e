package com.example;

enum Side {
    CROSS,
    BUY,
    SELL
}
