package com.example;

import java.util.List;

final class Sample {
    static Object sample() {
        return new Order(new Circle(1), List.of(new Circle(2)), 3);
    }
}
