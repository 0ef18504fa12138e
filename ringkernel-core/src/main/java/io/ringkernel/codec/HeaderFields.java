// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one record says in the components that are bound to the header. Filled by the generated codec, see {@link
 * MessageCodec#header}. What is not set is left to the options of the send, the message type and the runtime.
 */
public final class HeaderFields implements MessageHeader {
    /** Names the component marked {@code @MessageId}. */
    public static final int MESSAGE_ID = 1;

    /** Names the component marked {@code @MessagePriority}. */
    public static final int PRIORITY = 2;

    /** Names the component marked {@code @CorrelationId}. */
    public static final int CORRELATION_ID = 4;

    /** Names the component marked {@code @Timestamp}. */
    public static final int TIMESTAMP = 8;

    /** Names the component marked {@code @Deadline}. */
    public static final int DEADLINE = 16;

    /** Names the component marked {@code @Sender}. */
    public static final int SENDER = 32;

    private static final int HIGHEST_PRIORITY = 255;
    private static final long CENTURY_NS = TimeUnit.DAYS.toNanos(36_525);

    private long messageIdHi;
    private long messageIdLo;
    private int priority;
    private boolean hasPriority;
    private long correlationIdHi;
    private long correlationIdLo;
    private long timestampNs;
    private long deadlineNs;
    private long timeLeftNs;
    private @Nullable String sender;

    /**
     * Creates a header in which nothing is set.
     *
     * @param priority of the message type, which counts until another is set
     */
    public HeaderFields(int priority) {
        this.priority = priority;
    }

    /**
     * Sets the message id.
     *
     * @param id of the message; null or all bits 0 to let the runtime choose
     */
    public void messageId(@Nullable UUID id) {
        messageId(hi(id), lo(id));
    }

    /**
     * Sets the message id.
     *
     * @param hi upper half
     * @param lo lower half; with both 0 the runtime chooses
     */
    public void messageId(long hi, long lo) {
        messageIdHi = hi;
        messageIdLo = lo;
    }

    private static long hi(@Nullable UUID id) {
        return id == null ? 0 : id.getMostSignificantBits();
    }

    private static long lo(@Nullable UUID id) {
        return id == null ? 0 : id.getLeastSignificantBits();
    }

    /**
     * Sets the priority.
     *
     * @param value 0 to 255
     * @param field that it comes from, for the text of the exception
     * @throws CodecException if {@code value} is outside 0 to 255
     */
    public void priority(long value, String field) {
        if (value < 0 || value > HIGHEST_PRIORITY) {
            throw new CodecException("priority must be 0 to 255", field, ", value=" + value);
        }
        priority = (int) value;
        hasPriority = true;
    }

    /** {@return whether the priority was set} */
    public boolean hasPriority() {
        return hasPriority;
    }

    /**
     * Sets the id of the message that this one answers or belongs to.
     *
     * @param id of that message; null or all bits 0 for none
     */
    public void correlationId(@Nullable UUID id) {
        correlationId(hi(id), lo(id));
    }

    /**
     * Sets the id of the message that this one answers or belongs to.
     *
     * @param hi upper half
     * @param lo lower half; both 0 for none
     */
    public void correlationId(long hi, long lo) {
        correlationIdHi = hi;
        correlationIdLo = lo;
    }

    /**
     * Sets the time at which the message was sent.
     *
     * @param time  of the send; null or {@link Instant#EPOCH} to let the runtime choose
     * @param field that it comes from, for the text of the exception
     * @throws CodecException if {@code time} is before 1677 or after 2262
     */
    public void timestamp(@Nullable Instant time, String field) {
        timestampNs(time == null ? 0 : toNs(time, field));
    }

    /**
     * Sets the time at which the message was sent.
     *
     * @param timeNs nanoseconds since 1970; 0 to let the runtime choose
     */
    public void timestampNs(long timeNs) {
        timestampNs = timeNs;
    }

    private static long toNs(Instant time, String field) {
        try {
            return Instants.toNs(time);
        } catch (ArithmeticException e) {
            throw new CodecException("time must lie in the years 1677 to 2262", field, ", value=" + time);
        }
    }

    /**
     * Sets the time at which the message was sent.
     *
     * @param timeMs milliseconds since 1970; 0 to let the runtime choose
     * @param field  that it comes from, for the text of the exception
     * @throws CodecException if the time is before 1677 or after 2262
     */
    public void timestampMs(long timeMs, String field) {
        timestampNs(toNs(Instant.ofEpochMilli(timeMs), field));
    }

    /**
     * Sets the time from which the message is not handled any more.
     *
     * @param time  of the deadline; null or {@link Instant#MAX} for none
     * @param field that it comes from, for the text of the exception
     * @throws CodecException if {@code time} is before 1677 or after 2262
     */
    public void deadline(@Nullable Instant time, String field) {
        deadlineNs = time == null || time.equals(Instant.MAX) ? 0 : orNext(toNs(time, field));
        timeLeftNs = 0;
    }

    private static long orNext(long ns) {
        return ns == 0 ? 1 : ns; // 0 stands for none
    }

    /**
     * Sets how long the message is of use, from the send on.
     *
     * @param time  until the deadline, more than 36,525 days count as that; null or {@link Duration#ZERO} for none
     * @param field that it comes from, for the text of the exception
     * @throws CodecException if {@code time} is negative
     */
    public void timeLeft(@Nullable Duration time, String field) {
        if (time != null && time.isNegative()) {
            throw new CodecException("deadline must not be in the past", field, ", value=" + time);
        }
        timeLeftNs = time == null ? 0 : Math.min(CENTURY_NS, TimeUnit.NANOSECONDS.convert(time));
        deadlineNs = 0;
    }

    /**
     * Sets how long the message is of use, from the send on.
     *
     * @param timeMs until the deadline in milliseconds, more than 36,525 days count as that; 0 for none
     * @param field  that it comes from, for the text of the exception
     * @throws CodecException if {@code timeMs} is negative
     */
    public void timeLeftMs(long timeMs, String field) {
        timeLeft(Duration.ofMillis(timeMs), field);
    }

    /**
     * Sets the sender. It is for who reads the header: a runtime does not look at it, but says who sent a message.
     *
     * @param id of the kernel; null or empty for none
     */
    public void sender(@Nullable String id) {
        sender = id == null || id.isEmpty() ? null : id;
    }

    @Override
    public long messageIdHi() {
        return messageIdHi;
    }

    @Override
    public long messageIdLo() {
        return messageIdLo;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public long correlationIdHi() {
        return correlationIdHi;
    }

    @Override
    public long correlationIdLo() {
        return correlationIdLo;
    }

    @Override
    public long timestampNs() {
        return timestampNs;
    }

    /** {@return whether the deadline was set as a point in time, and not as what is left until then} */
    public boolean hasFixedDeadline() {
        return deadlineNs != 0;
    }

    @Override
    public long deadlineNs() {
        return timeLeftNs == 0 ? deadlineNs : Instants.nowNs() + timeLeftNs;
    }

    @Override
    public long timeLeftNs() {
        return deadlineNs == 0 ? timeLeftNs : Math.max(1, deadlineNs - Instants.nowNs());
    }

    @Override
    public @Nullable String senderOrNull() {
        return sender;
    }
}
