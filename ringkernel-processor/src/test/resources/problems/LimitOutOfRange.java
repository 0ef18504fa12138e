package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

@Message(id = 1)
record LimitOutOfRange(
        @MaxLength(0) String none, // error: [LimitOutOfRange] @MaxLength(0) of 'none' is out of range. A limit is 1 to 16777216 bytes.
        @MaxLength(-5) byte[] negative, // error: [LimitOutOfRange] @MaxLength(-5) of 'negative' is out of range. A limit is 1 to 16777216 bytes.
        @MaxLength(16 * 1024 * 1024 + 1) String huge, // error: [LimitOutOfRange] @MaxLength(16777217) of 'huge' is out of range. A limit is 1 to 16777216 bytes.
        @MaxLength(1) String smallest,
        @MaxLength(MaxLength.LARGEST) String largest) {}
