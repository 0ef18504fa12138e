package com.example;

final class Sample {
    static Object sample() {
        return new Order(2, 20, 2.5, "second", Side.SELL);
    }
}
