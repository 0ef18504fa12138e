package com.example;

final class Sample {
    static Object sample() {
        return new Order(1, 10, 1.5, "first");
    }
}
