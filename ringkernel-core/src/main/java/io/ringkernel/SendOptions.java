// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Priority;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one send does otherwise than the kernel and the runtime say. Immutable: keep it and use it for many sends.
 *
 * <pre>{@code
 * SendOptions urgent = SendOptions.priority(255).deadline(Duration.ofMillis(5));
 * }</pre>
 */
public final class SendOptions {
    private static final SendOptions[] PLAIN = new SendOptions[Priority.HIGHEST + 1];

    static {
        for (int priority = Priority.LOWEST; priority <= Priority.HIGHEST; priority++) {
            PLAIN[priority] = new SendOptions(priority, true, 0, -1, MessageId.NONE, null);
        }
    }

    /** The priority of the message type, and whatever the kernel and the runtime say. */
    public static final SendOptions DEFAULT = new SendOptions(Priority.DEFAULT, false, 0, -1, MessageId.NONE, null);

    final int priority;
    final Priority level;
    private final boolean isPriorityNamed;
    final long deadlineNs;
    final long timeoutNs;
    final MessageId correlationId;
    final @Nullable Backpressure backpressure;

    /** Whether the header needs nothing but the priority. */
    final boolean isPlain;

    private SendOptions(
            int priority,
            boolean isPriorityNamed,
            long deadlineNs,
            long timeoutNs,
            MessageId correlationId,
            @Nullable Backpressure backpressure) {
        this.priority = priority;
        this.level = Priority.of(priority);
        this.isPriorityNamed = isPriorityNamed;
        this.deadlineNs = deadlineNs;
        this.timeoutNs = timeoutNs;
        this.correlationId = correlationId;
        this.backpressure = backpressure;
        this.isPlain = deadlineNs == 0 && correlationId.isNone();
    }

    /**
     * Sets the priority. Allocates nothing.
     *
     * @param priority 0 to 255, higher first
     * @return options with that priority
     * @throws IllegalArgumentException if {@code priority} is outside 0 to 255
     */
    public static SendOptions priority(int priority) {
        Priority.of(priority); // checks
        return PLAIN[priority];
    }

    /**
     * Limits how long the message is of use: after that it is not handled any more, but counted as expired.
     *
     * @param deadline from the send on, positive
     * @return options with that deadline
     * @throws IllegalArgumentException if {@code deadline} is not positive
     */
    public SendOptions deadline(Duration deadline) {
        return new SendOptions(
                priority, isPriorityNamed, positiveNs(deadline, "deadline"), timeoutNs, correlationId, backpressure);
    }

    /** {@return these options for a send that has waited already, of which the deadline takes notice} */
    SendOptions after(long waitedNs) {
        return deadlineNs == 0
                ? this
                : new SendOptions(
                        priority,
                        isPriorityNamed,
                        Math.max(1, deadlineNs - waitedNs),
                        timeoutNs,
                        correlationId,
                        backpressure);
    }

    /**
     * Limits how long {@code send} waits for room in a full lane.
     *
     * @param timeout not negative
     * @return options with that timeout
     * @throws IllegalArgumentException if {@code timeout} is negative
     */
    public SendOptions timeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative: timeout=" + timeout);
        }
        return new SendOptions(priority, isPriorityNamed, deadlineNs, Nanos.of(timeout), correlationId, backpressure);
    }

    /**
     * Names the message that this one answers or belongs to.
     *
     * @param id of that message, of this runtime or of another
     * @return options with that correlation id
     */
    public SendOptions correlationId(MessageId id) {
        return new SendOptions(
                priority, isPriorityNamed, deadlineNs, timeoutNs, Objects.requireNonNull(id, "id"), backpressure);
    }

    /**
     * Sets what happens when the lane is full, in the place of what the kernel says.
     *
     * @param policy of this send
     * @return options with that policy
     */
    public SendOptions backpressure(Backpressure policy) {
        return new SendOptions(
                priority,
                isPriorityNamed,
                deadlineNs,
                timeoutNs,
                correlationId,
                Objects.requireNonNull(policy, "policy"));
    }

    /** {@return these options, with the priority of the message type where none was named} */
    SendOptions orPriority(int ofType) {
        if (isPriorityNamed || ofType == priority) {
            return this;
        }
        return this == DEFAULT
                ? PLAIN[ofType]
                : new SendOptions(ofType, true, deadlineNs, timeoutNs, correlationId, backpressure);
    }

    private static long positiveNs(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + duration);
        }
        return Nanos.of(duration);
    }
}
