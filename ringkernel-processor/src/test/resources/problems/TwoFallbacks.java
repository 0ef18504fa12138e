package com.example;

import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.Message;

@Message(id = 1)
record TwoFallbacks(Side side) { // error: [TwoFallbacks] 'side' is of type Side, whose constants UNKNOWN and OTHER are both marked @Fallback. One constant stands for every code that is not known: remove the annotation from the other.
    enum Side {
        BUY,
        @Fallback
        UNKNOWN,
        @Fallback
        OTHER
    }
}
