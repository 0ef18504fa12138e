package com.example;

final class Sample {
    private Sample() {}

    static Object sample() {
        return new Order(2, true, (byte) 3, (short) 4, '5', 6, 7L, 8f, 9.0, (byte) 10, 11.0);
    }
}
