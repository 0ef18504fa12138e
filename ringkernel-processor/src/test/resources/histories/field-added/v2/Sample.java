package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order(2, 2.5);
    }
}
