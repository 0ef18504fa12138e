package com.example;

final class Sample {
    static Object sample() {
        return new Order(3, 30, "third", Side.SELL, 350);
    }
}
