package com.example;

import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.Message;

@Message(id = 1)
record FallbackOutsideEnum(
        @Fallback Side side) { // error: [FallbackOutsideEnum] 'side' is marked @Fallback, but is no constant of an enum. Mark the constant that stands for every code that is not known, in the enum itself, or remove the annotation.
    enum Side {
        BUY,
        @Fallback
        UNKNOWN;

        @Fallback // error: [FallbackOutsideEnum] 'OTHER' is marked @Fallback, but is no constant of an enum. Mark the constant that stands for every code that is not known, in the enum itself, or remove the annotation.
        static final Side OTHER = BUY;
    }
}
