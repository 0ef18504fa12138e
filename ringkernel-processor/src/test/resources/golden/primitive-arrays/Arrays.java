package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.Message;

@Message(id = 0x0117)
record Arrays(
        boolean[] flags,
        short[] shorts,
        char[] chars,
        int[] ints,
        long[] longs,
        float[] floats,
        @MaxCount(64) double[] doubles) {}
