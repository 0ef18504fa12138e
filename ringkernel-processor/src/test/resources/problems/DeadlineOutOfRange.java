package com.example;

import io.ringkernel.annotation.Message;

@Message(
        id = 1,
        deadlineMs = -5) // error: [DeadlineOutOfRange] the deadline of 'Order' is -5 ms. A deadline is 1 ms or more, from the send on, or 0 for none.
record Order(long id) {}
