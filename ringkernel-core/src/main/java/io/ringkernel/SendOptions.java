// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Priority;
import io.ringkernel.codec.HeaderFields;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one send does otherwise than the kernel and the runtime say. Immutable: keep it and use it for many sends.
 *
 * <pre>{@code
 * SendOptions urgent = SendOptions.priority(255).deadline(Duration.ofMillis(5));
 * }</pre>
 *
 * <p>What is named here counts before what a record says in the components that are bound to the header, and that before
 * what {@code @Message} says of the type.
 */
public final class SendOptions {
    private static final SendOptions[] PLAIN = new SendOptions[Priority.HIGHEST + 1];

    static {
        for (int priority = Priority.LOWEST; priority <= Priority.HIGHEST; priority++) {
            PLAIN[priority] = new SendOptions(priority, true, 0, -1, MessageId.NONE, null, null);
        }
    }

    /** The priority of the message type, and whatever the kernel and the runtime say. */
    public static final SendOptions DEFAULT =
            new SendOptions(Priority.DEFAULT, false, 0, -1, MessageId.NONE, null, null);

    private static final long NEVER = -1;

    final int priority;
    final Priority level;
    private final boolean isPriorityNamed;
    final long deadlineNs;
    final long timeoutNs;
    final MessageId correlationId;
    final @Nullable Backpressure backpressure;
    final @Nullable Stamp stamp;

    /**
     * What most messages do not say in their header.
     *
     * @param messageId   of the message, or {@link MessageId#NONE}
     * @param timestampNs since 1970; 0 for none
     * @param deadlineNs  since 1970; 0 for none
     */
    record Stamp(MessageId messageId, long timestampNs, long deadlineNs) {
        static final Stamp NOTHING = new Stamp(MessageId.NONE, 0, 0);
    }

    /** Whether the header needs nothing but the priority. */
    final boolean isPlain;

    private SendOptions(
            int priority,
            boolean isPriorityNamed,
            long deadlineNs,
            long timeoutNs,
            MessageId correlationId,
            @Nullable Backpressure backpressure,
            @Nullable Stamp stamp) {
        this.priority = priority;
        this.level = Priority.of(priority);
        this.isPriorityNamed = isPriorityNamed;
        this.deadlineNs = deadlineNs;
        this.timeoutNs = timeoutNs;
        this.correlationId = correlationId;
        this.backpressure = backpressure;
        this.stamp = stamp;
        this.isPlain = deadlineNs <= 0 && correlationId.isNone() && stamp == null;
    }

    /**
     * Begins options with a priority. Static: called on options it loses what they say, so name the priority first. Allocates
     * nothing.
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
     * Limits how long the message is of use: after that it is not handled any more, but counted as expired; and a send that
     * waits for room until then gives up.
     *
     * @param deadline from the send on, positive; more than 36,525 days count as that
     * @return options with that deadline
     * @throws IllegalArgumentException if {@code deadline} is not positive
     */
    public SendOptions deadline(Duration deadline) {
        return withDeadlineNs(positiveNs(deadline, "deadline"));
    }

    /**
     * Lets the message be of use for ever, whatever its record and its type say.
     *
     * @return options without a deadline
     */
    public SendOptions withoutDeadline() {
        return withDeadlineNs(NEVER);
    }

    private SendOptions withDeadlineNs(long ns) {
        return new SendOptions(priority, isPriorityNamed, ns, timeoutNs, correlationId, backpressure, stamp);
    }

    /** {@return how long from now on the message is of use; not positive if it is of no use any more} */
    long leftNs() {
        if (deadlineNs > 0) {
            return deadlineNs;
        }
        return stamp == null || stamp.deadlineNs == 0 ? Nanos.ENDLESS : stamp.deadlineNs - Nanos.sinceEpoch();
    }

    /** {@return these options for a send that has waited already, of which the deadline takes notice} */
    SendOptions after(long waitedNs) {
        return deadlineNs <= 0 ? this : withDeadlineNs(Math.max(1, deadlineNs - waitedNs));
    }

    /**
     * Limits how long {@code send} waits for room in a full lane; it waits no longer than until the deadline of the message,
     * either.
     *
     * @param timeout not negative
     * @return options with that timeout
     * @throws IllegalArgumentException if {@code timeout} is negative
     */
    public SendOptions timeout(Duration timeout) {
        return new SendOptions(
                priority, isPriorityNamed, deadlineNs, Nanos.ofTimeout(timeout), correlationId, backpressure, stamp);
    }

    /**
     * Names the message that this one answers or belongs to.
     *
     * @param id of that message, of this runtime or of another
     * @return options with that correlation id
     */
    public SendOptions correlationId(MessageId id) {
        return new SendOptions(
                priority,
                isPriorityNamed,
                deadlineNs,
                timeoutNs,
                Objects.requireNonNull(id, "id"),
                backpressure,
                stamp);
    }

    /**
     * Gives the message its id, for instance the one that it had when it was sent before: a kernel that was launched with
     * {@link LaunchOptions#dedup} does not handle it twice.
     *
     * @param id of the message; {@link MessageId#NONE} to let the runtime give one
     * @return options with that message id
     */
    public SendOptions messageId(MessageId id) {
        Objects.requireNonNull(id, "id");
        Stamp said = stamp == null ? Stamp.NOTHING : stamp;
        return new SendOptions(
                priority,
                isPriorityNamed,
                deadlineNs,
                timeoutNs,
                correlationId,
                backpressure,
                new Stamp(id, said.timestampNs, said.deadlineNs));
    }

    /**
     * Sets what happens when the lane is full, in the place of what the kernel says. With {@link Backpressure#DROP_OLDEST} to a
     * kernel that is declared otherwise, the first that is dropped may have to wait for the handler that runs: that reads its
     * message where it lies, and keeps its slot and all behind it. {@code send} waits for it, until its timeout; {@code offer} says
     * {@link Delivery#FULL}. From then on, and at once if the kernel rests, the lane is one whose messages can be dropped.
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
                Objects.requireNonNull(policy, "policy"),
                stamp);
    }

    /** {@return these options, with what the message type says where nothing was named} */
    SendOptions or(int typePriority, long typeDeadlineNs) {
        boolean takesPriority = takesPriority(typePriority);
        boolean takesDeadline = takesDeadline(typeDeadlineNs);
        if (!takesPriority && !takesDeadline) {
            return this;
        }
        if (this == DEFAULT && !takesDeadline) {
            return PLAIN[typePriority];
        }
        return new SendOptions(
                takesPriority ? typePriority : priority,
                true,
                takesDeadline ? typeDeadlineNs : deadlineNs,
                timeoutNs,
                correlationId,
                backpressure,
                stamp);
    }

    /** {@return whether the message type says anything that was not named} */
    boolean takes(int typePriority, long typeDeadlineNs) {
        return takesPriority(typePriority) || takesDeadline(typeDeadlineNs);
    }

    private boolean takesPriority(int typePriority) {
        return !isPriorityNamed && typePriority != priority;
    }

    private boolean takesDeadline(long typeDeadlineNs) {
        return typeDeadlineNs != 0 && deadlineNs == 0 && (stamp == null || stamp.deadlineNs == 0);
    }

    /**
     * Adds what a record says where nothing was named.
     *
     * @param header      of the record
     * @param timestampNs of now, if the record wants a timestamp; else 0
     */
    SendOptions or(HeaderFields header, long timestampNs) {
        boolean takesPriority = !isPriorityNamed && header.hasPriority();
        MessageId correlation = new MessageId(header.correlationIdHi(), header.correlationIdLo());
        boolean takesDeadline = deadlineNs == 0;
        MessageId named = stamp == null ? MessageId.NONE : stamp.messageId;
        return new SendOptions(
                takesPriority ? header.priority() : priority,
                takesPriority || isPriorityNamed,
                takesDeadline && !header.hasFixedDeadline() ? header.timeLeftNs() : deadlineNs,
                timeoutNs,
                correlationId.isNone() ? correlation : correlationId,
                backpressure,
                new Stamp(
                        named.isNone() ? new MessageId(header.messageIdHi(), header.messageIdLo()) : named,
                        header.timestampNs() == 0 ? timestampNs : header.timestampNs(),
                        takesDeadline && header.hasFixedDeadline() ? header.deadlineNs() : 0));
    }

    /** {@return what a send does that sends a message again, with an id of its own if it had got one; never waits} */
    static SendOptions replay(int priority, MessageId messageId, MessageId correlationId, long timestampNs) {
        return new SendOptions(
                priority, true, NEVER, 0, correlationId, Backpressure.REJECT, new Stamp(messageId, timestampNs, 0));
    }

    private static long positiveNs(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + duration);
        }
        return Nanos.of(duration);
    }
}
