package com.example;

enum Side {
    BUY,
    SELL
}
