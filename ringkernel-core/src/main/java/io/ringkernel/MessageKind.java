// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.Header;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A message type as a sender sees it: its codec, and what it says about the header of each message, asked for once.
 *
 * <p>On the hot path: {@link #options} allocates nothing, unless the record itself declares header fields.
 *
 * @param <T> type of the record
 */
final class MessageKind<T> {
    final MessageCodec<T> codec;

    private final int priority;
    private final long deadlineNs;
    private final int headerFields;
    private final SendOptions defaults;

    /* The options that were given last, and what came of them: most senders keep theirs. */
    private @Nullable Merged last;

    private record Merged(SendOptions given, SendOptions options) {}

    MessageKind(MessageCodec<T> codec) {
        this.codec = codec;
        this.priority = codec.priority();
        this.deadlineNs = TimeUnit.MILLISECONDS.toNanos(codec.deadlineMs());
        this.headerFields = codec.headerFields();
        this.defaults = SendOptions.DEFAULT.or(priority, deadlineNs);
    }

    /** {@return what one send does: as its options say, else the record, else the type} */
    SendOptions options(SendOptions given, T message) {
        return headerFields == 0 ? options(given) : said(given, message).or(priority, deadlineNs);
    }

    private SendOptions said(SendOptions given, T message) {
        return given.or(codec.header(message), has(HeaderFields.TIMESTAMP) ? Nanos.sinceEpoch() : 0);
    }

    /** {@return what the send of a reply does: as the record says, else the message it answers, else the type} */
    SendOptions replyOptions(T reply, int answeredPriority, MessageId answeredId) {
        SendOptions said = headerFields == 0 ? SendOptions.DEFAULT : said(SendOptions.DEFAULT, reply);
        SendOptions options = said.or(answeredPriority, deadlineNs);
        return answeredId.isNone() || !options.correlationId.isNone() ? options : options.correlationId(answeredId);
    }

    /** {@return what the send of a reply does for which there is no record} */
    SendOptions replyOptions(int answeredPriority) {
        return SendOptions.DEFAULT.or(answeredPriority, deadlineNs);
    }

    /** {@return whether its records say anything of their headers} */
    boolean isBound() {
        return headerFields != 0;
    }

    /** {@return what one send does for which there is no record: as its options say, else the type} */
    SendOptions options(SendOptions given) {
        if (given == SendOptions.DEFAULT) {
            return defaults;
        }
        if (!Objects.requireNonNull(given, "options").takes(priority, deadlineNs)) {
            return given;
        }
        Merged merged = last;
        if (merged == null || merged.given != given) {
            merged = new Merged(given, given.or(priority, deadlineNs));
            last = merged;
        }
        return merged.options;
    }

    /** {@return what one claim does: as its options say, else the type; its record is written too late to say anything} */
    SendOptions claimOptions(SendOptions given) {
        return has(HeaderFields.TIMESTAMP)
                ? given.or(new HeaderFields(priority), Nanos.sinceEpoch()).or(priority, deadlineNs)
                : options(given);
    }

    private boolean has(int field) {
        return (headerFields & field) != 0;
    }

    /** {@return the length of the header of a message of which everything is said that the type can say} */
    int headerLength() {
        int flags = (has(HeaderFields.MESSAGE_ID) ? Header.MESSAGE_ID : 0)
                | (has(HeaderFields.CORRELATION_ID) ? Header.CORRELATION_ID : 0)
                | (has(HeaderFields.TIMESTAMP) ? Header.TIMESTAMP : 0)
                | (has(HeaderFields.DEADLINE) || deadlineNs != 0 ? Header.DEADLINE : 0);
        return Header.LENGTH + Header.extensionLength(flags);
    }
}
