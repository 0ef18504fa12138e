package com.example;

import java.math.*;
import java.time.*;
import java.util.*;
final class Sample {
    static Object sample() {
        return new Order(Side.SELL, 1);
    }
}
