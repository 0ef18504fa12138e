package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "counter")
final class Counter {
    private long count;

    Counter(long start) {
        count = start;
    }

    @Handles
    void add(Add add) {
        count += add.amount();
    }
}
