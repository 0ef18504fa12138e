package com.example;

final class Sample {
    static Object sample() {
        return new Order(new Point(1, 2, 3, "from"), new Point(3, 4, 5, "to"), 6);
    }
}
