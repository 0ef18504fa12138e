package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import java.util.UUID;

@Message(id = 1)
record Order(@MessageId UUID id) {}

@Message(id = 2)
record Basket(
        Order order) {} // error: [HeaderFieldsInNested] 'order' is an Order, which has components that are bound to the header, and a message in a message has no header. Send the Order by itself, or nest a record without them.
