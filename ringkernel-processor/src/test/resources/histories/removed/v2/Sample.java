package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order((byte) 11, (byte) 13, "14", 15, 16);
    }
}
