package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1, maxLength = 8) // error: [MaxLengthOutOfRange] the maxLength of 'MaxLengthOutOfRange' is 8. It is at least 16 bytes, which the fixed fields take, and at most 67108864.
record MaxLengthOutOfRange(long a, long b) {}

@Message(id = 2, maxLength = Message.LONGEST + 1) // error: [MaxLengthOutOfRange] the maxLength of 'TooLong' is 67108865. It is at least 8 bytes, which the fixed fields take, and at most 67108864.
record TooLong(String text) {}
