package com.example;

final class Sample {
    private Sample() {}

    static Object sample() {
        return new Order(1);
    }
}
