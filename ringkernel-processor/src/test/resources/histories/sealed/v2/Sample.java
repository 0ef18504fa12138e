package com.example;

import java.util.List;

final class Sample {
    static Object sample() {
        return new Order(new Circle(1, 10), List.of(new Circle(2, 20), new Circle(3, 30)), 3);
    }
}
