package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order(4, 40, (byte) 41, (byte) 42, (short) 43, "ee", true, false, 'h');
    }
}
