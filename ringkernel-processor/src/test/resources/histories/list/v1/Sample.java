package com.example;

import java.util.List;

final class Sample {
    static Object sample() {
        return new Order(List.of(new Leg(1, "one"), new Leg(2, "two"), new Leg(3, "three")), 5);
    }
}
