package com.example;

import java.math.*;
import java.time.*;
import java.util.*;
final class Sample {
    static Object sample() {
        return new Order(2, Optional.of(3), Optional.of("b"), OptionalLong.empty(), Optional.empty(), Optional.empty(), 7, OptionalLong.of(8));
    }
}
