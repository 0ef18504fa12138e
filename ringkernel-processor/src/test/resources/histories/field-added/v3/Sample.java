package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order(3, 3.5, 30);
    }
}
