package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order((byte) 1, 2, (byte) 3, "4", 5);
    }
}
