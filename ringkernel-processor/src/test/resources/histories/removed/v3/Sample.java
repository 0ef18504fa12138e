package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order((byte) 23, 25, "26");
    }
}
