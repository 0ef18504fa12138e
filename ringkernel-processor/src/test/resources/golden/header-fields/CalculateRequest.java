package com.example;

import io.ringkernel.annotation.CorrelationId;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import io.ringkernel.annotation.MessagePriority;
import io.ringkernel.annotation.Sender;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question.
 *
 * @param expression    to compute
 * @param messageId     of the question
 * @param priority      of the question
 * @param correlationId of what it belongs to
 * @param sender        who asks
 */
@Message(id = 7, deadlineMs = 250)
public record CalculateRequest(
        String expression,
        @MessageId UUID messageId,
        @MessagePriority int priority,
        @CorrelationId @Nullable UUID correlationId,
        @Sender String sender) {}
