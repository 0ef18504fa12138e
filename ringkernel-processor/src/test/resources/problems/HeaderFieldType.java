package com.example;

import io.ringkernel.annotation.CorrelationId;
import io.ringkernel.annotation.Deadline;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import io.ringkernel.annotation.MessagePriority;
import io.ringkernel.annotation.Sender;
import io.ringkernel.annotation.Timestamp;
import java.util.Date;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

@Message(id = 1)
record Order(
        @MessageId String id, // error: [HeaderFieldType] 'id' is of type String, but @MessageId binds UUID or MessageId to the header. Change the type, or remove the annotation: then the component is a field like any other.
        @MessagePriority double priority, // error: [HeaderFieldType] 'priority' is of type double, but @MessagePriority binds int, long, short or byte to the header. Change the type, or remove the annotation: then the component is a field like any other.
        @CorrelationId long answered, // error: [HeaderFieldType] 'answered' is of type long, but @CorrelationId binds UUID or MessageId to the header. Change the type, or remove the annotation: then the component is a field like any other.
        @Sender long sender) {} // error: [HeaderFieldType] 'sender' is of type long, but @Sender binds String to the header. Change the type, or remove the annotation: then the component is a field like any other.

@Message(id = 2)
record Urgent(
        @MessagePriority @Nullable int priority, // error: [NullableOnWrongType] 'priority' is of type int, which is never null. Remove @Nullable, or use Integer.
        @Timestamp Date at, // error: [HeaderFieldType] 'at' is of type Date, but @Timestamp binds Instant or long to the header. Change the type, or remove the annotation: then the component is a field like any other.
        @Deadline OptionalLong left) {} // error: [HeaderFieldType] 'left' is of type OptionalLong, but @Deadline binds Duration, Instant or long to the header. Change the type, or remove the annotation: then the component is a field like any other.
