package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Sender;

@Message(id = 1)
record Order(
        @Sender
        @MaxLength(8) // error: [LimitOnHeaderField] 'sender' is bound to the header by @Sender and takes no room among the fields, so there is nothing for @MaxLength to limit. Remove it.
        String sender) {}
