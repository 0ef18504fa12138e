// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.annotation.Priority;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.MessageCodec;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way out of the JVM or into it, with what its header says.
 *
 * <pre>{@code
 * Parcel<Order> parcel = Parcel.of(order).withMessageId(id).withPriority(255);
 * }</pre>
 *
 * @param <T>           type of the message
 * @param message       itself
 * @param messageId     its id
 * @param priority      0 to 255
 * @param correlationId id of the message it answers
 * @param sender        id of the kernel it comes from
 * @param timestamp     when it was sent
 * @param deadline      from when on it is of no use
 */
public record Parcel<T>(
        T message,
        Optional<UUID> messageId,
        int priority,
        Optional<UUID> correlationId,
        Optional<String> sender,
        Optional<Instant> timestamp,
        Optional<Instant> deadline) {
    /**
     * Puts a message and all that its header says together.
     *
     * @param message       itself
     * @param messageId     its id
     * @param priority      0 to 255
     * @param correlationId id of the message it answers
     * @param sender        id of the kernel it comes from
     * @param timestamp     when it was sent
     * @param deadline      from when on it is of no use
     * @throws IllegalArgumentException if {@code priority} is outside 0 to 255
     */
    public Parcel {
        Objects.requireNonNull(message, "message");
        Priority.of(priority); // checks
    }

    /**
     * Wraps a message up, with the priority of its type, and with what the record says of its header itself.
     *
     * @param <T>     type of the message
     * @param message a record marked {@code @Message}
     * @return the parcel
     * @throws IllegalArgumentException if {@code message} has no codec
     * @throws CodecException if it has a value that no header holds
     */
    @SuppressWarnings("unchecked") // the class of a T is that of its codec
    public static <T> Parcel<T> of(T message) {
        return HeaderKeys.parcel(message, (MessageCodec<T>) Codecs.of(message.getClass()));
    }

    /**
     * Sets the id of the message.
     *
     * @param id of any version
     * @return this parcel with that id
     */
    public Parcel<T> withMessageId(UUID id) {
        return new Parcel<>(message, Optional.of(id), priority, correlationId, sender, timestamp, deadline);
    }

    /**
     * Sets the priority.
     *
     * @param newPriority 0 to 255, higher first
     * @return this parcel with that priority
     * @throws IllegalArgumentException if {@code newPriority} is outside 0 to 255
     */
    public Parcel<T> withPriority(int newPriority) {
        return new Parcel<>(message, messageId, newPriority, correlationId, sender, timestamp, deadline);
    }

    /**
     * Names the message that this one answers or belongs to.
     *
     * @param id of that message
     * @return this parcel with that correlation id
     */
    public Parcel<T> withCorrelationId(UUID id) {
        return new Parcel<>(message, messageId, priority, Optional.of(id), sender, timestamp, deadline);
    }

    /**
     * Sets the sender.
     *
     * @param kernel id of the kernel
     * @return this parcel with that sender
     */
    public Parcel<T> withSender(String kernel) {
        return new Parcel<>(message, messageId, priority, correlationId, Optional.of(kernel), timestamp, deadline);
    }

    /**
     * Says when the message was sent.
     *
     * @param time of the send
     * @return this parcel with that timestamp
     */
    public Parcel<T> withTimestamp(Instant time) {
        return new Parcel<>(message, messageId, priority, correlationId, sender, Optional.of(time), deadline);
    }

    /**
     * Says from when on the message is of no use.
     *
     * @param time of the deadline
     * @return this parcel with that deadline
     */
    public Parcel<T> withDeadline(Instant time) {
        return new Parcel<>(message, messageId, priority, correlationId, sender, timestamp, Optional.of(time));
    }
}
