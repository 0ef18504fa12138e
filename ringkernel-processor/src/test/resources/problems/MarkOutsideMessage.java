package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.MessageId;
import java.util.UUID;

record Order(
        @MessageId UUID id, // error: [MarkOutsideMessage] 'id' is marked @MessageId, but 'Order' is no message, so nobody looks at it. Mark the record @Message, or remove the annotation.
        @MaxLength(80) String note) {} // error: [MarkOutsideMessage] 'note' is marked @MaxLength, but 'Order' is no message, so nobody looks at it. Mark the record @Message, or remove the annotation.

final class Refund {
    @MaxLength(80) // error: [MarkOutsideMessage] 'note' is marked @MaxLength, but 'Refund' is no message, so nobody looks at it. Mark the record @Message, or remove the annotation.
    String note = "";
}
