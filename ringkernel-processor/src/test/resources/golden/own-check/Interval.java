package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0109)
record Interval(int first, int last) {
    Interval {
        if (first > last) {
            throw new IllegalArgumentException("interval ends before it begins: first=" + first + ", last=" + last);
        }
    }
}
