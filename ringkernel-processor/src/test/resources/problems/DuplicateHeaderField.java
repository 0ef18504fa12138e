package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import java.util.UUID;

@Message(id = 1)
record Order(
        @MessageId UUID id,
        @MessageId UUID parent) {} // error: [DuplicateHeaderField] 'id' and 'parent' are both marked @MessageId. A header has one: remove the annotation from one of them.
