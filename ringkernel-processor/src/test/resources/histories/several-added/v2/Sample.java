package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order(2, 20, (byte) 21, (byte) 22, (short) 23, "e");
    }
}
