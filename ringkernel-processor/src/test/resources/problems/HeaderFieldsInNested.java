package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import java.util.List;
import java.util.UUID;

@Message(id = 1)
record Order(@MessageId UUID id) {}

@Message(id = 2)
record Basket(
        Order order) {} // error: [HeaderFieldsInNested] 'order' carries Order, which has components that are bound to the header, and a message in a message has no header. Send the Order by itself, or nest a record without them.

sealed interface Change {}

@Message(id = 3)
record Rise(@MessageId UUID id) implements Change {}

@Message(id = 4)
record History(
        List<Order> orders, // error: [HeaderFieldsInNested] 'orders' carries Order, which has components that are bound to the header, and a message in a message has no header. Send the Order by itself, or nest a record without them.
        Change change) {} // error: [HeaderFieldsInNested] 'change' carries Change, which has components that are bound to the header, and a message in a message has no header. Send the Change by itself, or nest a record without them.
