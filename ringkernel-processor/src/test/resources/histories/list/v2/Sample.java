package com.example;

import java.util.List;
import java.util.Map;

final class Sample {
    static Object sample() {
        Leg leg = new Leg(2, "two", 20, "the second");
        return new Order(
                List.of(
                        new Leg(1, "one", 10, "the first, with as long a note as it may"),
                        leg,
                        new Leg(3, "three", 30, "the third, with as long a note as it may"),
                        new Leg(4, "four", 40, "the last, with as long a note as it may.")), 5, List.of("a", "b"), Map.of("l", leg));
    }
}
