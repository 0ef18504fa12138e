// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that was not handled to its end, and that nobody holds any more: what it was, for whom, and why it got no
 * further. A copy: it stays what it is, whatever becomes of the original. May be used by any thread.
 */
public final class DeadLetter {
    /** Why a message became a dead letter. */
    public enum Reason {
        /**
         * A {@code send} found no room in the lane, at once or until its timeout or the deadline of the message; its sender
         * got an exception.
         */
        LANE_FULL,
        /** A {@code send} found no room in the payload pool, or no memory for the lane; its sender got an exception. */
        NO_MEMORY,
        /** The lane was full, and the message was its oldest: it made room for a newer one. */
        DROPPED_OLDEST,
        /** The lane was full, and the message was the newest: it was not taken. */
        DROPPED_NEWEST,
        /** The deadline had passed when the turn of the message came. */
        EXPIRED,
        /** No kernel of that id is launched, or the kernel to which a reply was to go has ended. */
        NO_KERNEL,
        /** The kernel has no handler for messages of that type. */
        NO_HANDLER,
        /** The bytes are no such message: a field lies outside of it, or its record refuses the values. */
        DECODE,
        /** The handler threw; {@link #cause} says what. What it had forwarded before is the message of another kernel. */
        FAILED,
        /** The answer to a request that nobody waited for any more. */
        LATE_REPLY,
        /** A request that was to be forwarded, when nobody waited for the answer any more. */
        LATE_FORWARD,
        /** A reply for whoever receives, but the outbox of the kernel was full. */
        OUTBOX_FULL,
        /** The kernel, or the runtime, ended before the turn of the message. */
        TERMINATED,
        /** A message of the same id was handled already. */
        DUPLICATE
    }

    private final long number;
    private final Reason reason;
    private final String kernelId;
    private final @Nullable MessageCodec<?> codec;
    private final int typeId;
    private final int version;
    private final int senderNumber;
    private final HeaderFields header;
    private final byte @Nullable [] bytes;
    private final int length;
    private final @Nullable Throwable cause;
    private final Instant time;

    DeadLetter(
            long number,
            Reason reason,
            String kernelId,
            @Nullable MessageCodec<?> codec,
            int typeId,
            int version,
            int senderNumber,
            HeaderFields header,
            byte @Nullable [] bytes,
            int length,
            @Nullable Throwable cause,
            Instant time) {
        this.number = number;
        this.reason = reason;
        this.kernelId = kernelId;
        this.codec = codec;
        this.typeId = typeId;
        this.version = version;
        this.senderNumber = senderNumber;
        this.header = header;
        this.bytes = bytes;
        this.length = length;
        this.cause = cause;
        this.time = time;
    }

    /** {@return the number of this letter: the first one of a runtime has 0, each later one 1 more} */
    public long number() {
        return number;
    }

    /** {@return why the message got no further} */
    public Reason reason() {
        return reason;
    }

    /**
     * Names the kernel that was to handle the message.
     *
     * @return its id; empty for a reply that was to go to a thread outside, or to a kernel that has ended
     */
    public String kernelId() {
        return kernelId;
    }

    /** {@return the id of the kernel that sent the message; empty if a thread outside did, or it had ended} */
    public Optional<String> sender() {
        return Optional.ofNullable(header.senderOrNull());
    }

    /** {@return the id of the message; given to it with the letter, if it had none when its send failed} */
    public MessageId messageId() {
        return new MessageId(header.messageIdHi(), header.messageIdLo());
    }

    /** {@return the id of the message that this one answers or belongs to, or {@link MessageId#NONE}} */
    public MessageId correlationId() {
        return new MessageId(header.correlationIdHi(), header.correlationIdLo());
    }

    /** {@return the priority of the message, 0 to 255} */
    public int priority() {
        return header.priority();
    }

    /** {@return the type id of the message} */
    public int typeId() {
        return typeId;
    }

    /** {@return the class name of the message; its type id where no codec is known for it} */
    public String messageType() {
        return codec == null
                ? String.format("type 0x%08X", typeId)
                : codec.messageType().getName();
    }

    /** {@return what was thrown, if anything was; not if with it the letter would be longer than all may be together} */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** {@return when the message became a dead letter} */
    public Instant time() {
        return time;
    }

    /** {@return the length of the encoded message in bytes} */
    public int length() {
        return length;
    }

    /** {@return whether the message itself was kept; not if it alone is longer than all dead letters may be together} */
    public boolean hasMessage() {
        return bytes != null;
    }

    /** {@return a copy of the encoded message, without its header; empty if it was not kept} */
    public Optional<byte[]> bytes() {
        return bytes == null ? Optional.empty() : Optional.of(Arrays.copyOf(bytes, length));
    }

    /**
     * Decodes the message, anew each time.
     *
     * @return the record
     * @throws CodecException if the bytes are no such message
     * @throws IllegalStateException if the message was not kept, or no codec is known for it
     */
    public Object message() {
        return decode(codec());
    }

    MessageCodec<?> codec() {
        if (codec == null) {
            throw new IllegalStateException(
                    "no codec for dead letter: number=" + number + ", typeId=" + String.format("0x%08X", typeId));
        }
        return codec;
    }

    <T> T decode(MessageCodec<T> by) {
        if (bytes == null) {
            throw new IllegalStateException("message of dead letter was not kept: number=" + number + ", message="
                    + messageType() + ", length=" + length + "; raise RuntimeOptions.deadLetterLimitBytes");
        }
        MessageBuffer buffer = MessageBuffer.allocate(Math.max(1, length));
        buffer.putBytes(0, bytes, 0, length);
        return by.decode(buffer, 0, length, version, header);
    }

    int senderNumber() {
        return senderNumber;
    }

    /** {@return what a send does that sends the message again: its deadline, if it had one, does not count any more} */
    SendOptions options() {
        return SendOptions.replay(header.priority(), messageId(), correlationId(), header.timestampNs());
    }

    @Override
    public String toString() {
        return "DeadLetter(" + number + ", " + reason + ", kernel=" + kernelId + ", message=" + messageType() + ", id="
                + messageId() + ")";
    }
}
