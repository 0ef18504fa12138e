// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the header of one message says: where a record gets the components from that are bound to it. The header of a
 * message that is being handled is read where it lies, and valid as long as the message.
 *
 * <p>Ids and times are numbers here, and objects only for who asks for them; a number of 0 stands for what is not there.
 * What stands for it otherwise is in the text of each method.
 */
public interface MessageHeader {
    /**
     * Is the header of a message that has none, because it was never sent.
     *
     * @param priority of its type
     * @return a header with that priority and nothing else
     */
    static MessageHeader none(int priority) {
        return new HeaderFields(priority);
    }

    /** {@return the upper half of the message id} */
    long messageIdHi();

    /** {@return the lower half of the message id} */
    long messageIdLo();

    /** {@return the priority, 0 to 255} */
    int priority();

    /** {@return the upper half of the id of the message that this one answers or belongs to} */
    long correlationIdHi();

    /** {@return the lower half of the id of the message that this one answers or belongs to} */
    long correlationIdLo();

    /** {@return when the message was sent, in nanoseconds since 1970} */
    long timestampNs();

    /** {@return when the message expires, in nanoseconds since 1970} */
    long deadlineNs();

    /** {@return how long it is until the message expires, in nanoseconds, 1 at least} */
    long timeLeftNs();

    /** {@return the id of the kernel that sent the message; null if a thread outside did, or it has ended} */
    @Nullable
    String senderOrNull();

    /** {@return the message id; all bits 0 for none} */
    default UUID messageId() {
        return new UUID(messageIdHi(), messageIdLo());
    }

    /** {@return the message id, or null} */
    default @Nullable UUID messageIdOrNull() {
        return (messageIdHi() | messageIdLo()) == 0 ? null : messageId();
    }

    /** {@return the id of the message that this one answers or belongs to; all bits 0 for none} */
    default UUID correlationId() {
        return new UUID(correlationIdHi(), correlationIdLo());
    }

    /** {@return the id of the message that this one answers or belongs to, or null} */
    default @Nullable UUID correlationIdOrNull() {
        return (correlationIdHi() | correlationIdLo()) == 0 ? null : correlationId();
    }

    /** {@return when the message was sent; {@link Instant#EPOCH} if it does not say} */
    default Instant timestamp() {
        return Instants.ofNs(timestampNs());
    }

    /** {@return when the message was sent, or null} */
    default @Nullable Instant timestampOrNull() {
        return timestampNs() == 0 ? null : timestamp();
    }

    /** {@return when the message was sent, in milliseconds since 1970} */
    default long timestampMs() {
        return Math.floorDiv(timestampNs(), Instants.NS_PER_MS);
    }

    /** {@return when the message expires; {@link Instant#MAX} if it does not} */
    default Instant deadline() {
        long deadlineNs = deadlineNs();
        return deadlineNs == 0 ? Instant.MAX : Instants.ofNs(deadlineNs);
    }

    /** {@return when the message expires, or null} */
    default @Nullable Instant deadlineOrNull() {
        long deadlineNs = deadlineNs();
        return deadlineNs == 0 ? null : Instants.ofNs(deadlineNs);
    }

    /** {@return how long it is until the message expires; {@link Duration#ZERO} if it does not} */
    default Duration timeLeft() {
        return Duration.ofNanos(timeLeftNs());
    }

    /** {@return how long it is until the message expires, or null} */
    default @Nullable Duration timeLeftOrNull() {
        long leftNs = timeLeftNs();
        return leftNs == 0 ? null : Duration.ofNanos(leftNs);
    }

    /** {@return how long it is until the message expires, in milliseconds, rounded up} */
    default long timeLeftMs() {
        return -Math.floorDiv(-timeLeftNs(), Instants.NS_PER_MS);
    }

    /** {@return the id of the kernel that sent the message; empty if a thread outside did, or it has ended} */
    default String sender() {
        String sender = senderOrNull();
        return sender == null ? "" : sender;
    }
}
