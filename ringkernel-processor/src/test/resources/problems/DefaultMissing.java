package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 2)
record DefaultMissing(int a, @Since(2) Side side, @Since(2) java.util.UUID key, @Since(2) String text) {} // error: [DefaultMissing] 'side' is of type Side and new in version 2: what is its value in an older message? Add @DefaultValue, or mark it @Nullable. // error: [DefaultMissing] 'key' is of type UUID and new in version 2: what is its value in an older message? Add @DefaultValue, or mark it @Nullable.

enum Side {
    BUY,
    SELL
}
