package com.example;

import java.util.*;

final class Sample {
    static Object sample() {
        return new Order(2, false, (byte) 1, (short) 2, 'c', 'd', 3, 4, 5, 6, 7, "i", Side.BUY, new UUID(1, 2), true, (byte) 1, (short) 2, 'z', 3, 4, 5, 6);
    }
}
