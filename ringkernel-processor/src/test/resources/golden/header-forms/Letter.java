package com.example;

import io.ringkernel.MessageId;
import io.ringkernel.annotation.CorrelationId;
import io.ringkernel.annotation.Deadline;
import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessagePriority;
import io.ringkernel.annotation.Sender;
import io.ringkernel.annotation.Since;
import io.ringkernel.annotation.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that declares all of its header, in the other forms.
 *
 * @param id       of the letter
 * @param priority of the letter
 * @param answered letter
 * @param at       which it was sent
 * @param left     until it is of no use
 * @param subject  of the letter
 * @param sender   of the letter
 */
@Message(id = 7, version = 2, priority = 100)
public record Letter(
        @io.ringkernel.annotation.MessageId @Nullable MessageId id,
        @MessagePriority @Nullable Integer priority,
        @CorrelationId Optional<MessageId> answered,
        @Timestamp long at,
        @Deadline Duration left,
        @Since(2) @DefaultValue("none") @MaxLength(40) String subject,
        @Sender @Nullable String sender) {}
