// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;

/** Writes what the options of a send say beyond the 32 bytes of the header. */
final class HeaderExtension {
    private HeaderExtension() {}

    /** {@return the flags of a message with these options} */
    static int flags(SendOptions options, MessageIds ids) {
        if (options.isPlain) {
            return 0;
        }
        int flags = options.deadlineNs > 0 ? Header.DEADLINE : 0;
        if (!options.correlationId.isNone() && !ids.isOwn(options.correlationId)) {
            flags |= Header.CORRELATION_ID;
        }
        SendOptions.Stamp stamp = options.stamp;
        if (stamp != null) {
            flags |= (stamp.messageId().isNone() ? 0 : Header.MESSAGE_ID)
                    | (stamp.timestampNs() == 0 ? 0 : Header.TIMESTAMP)
                    | (stamp.deadlineNs() == 0 ? 0 : Header.DEADLINE | Header.WALL_CLOCK);
        }
        return flags;
    }

    /** {@return the lower half of the correlation id, if the extension does not say the whole} */
    static long correlation(SendOptions options, int flags, long ifNotNamed) {
        if ((flags & Header.CORRELATION_ID) != 0) {
            return Route.NO_CORRELATION;
        }
        return options.correlationId.isNone() ? ifNotNamed : options.correlationId.lo();
    }

    /** {@return how long from now on the message is of use, as its extension at an index says; not positive if it is not} */
    static long leftNs(MessageBuffer buffer, int index, int flags) {
        if ((flags & Header.DEADLINE) == 0) {
            return Nanos.ENDLESS;
        }
        long nowNs = (flags & Header.WALL_CLOCK) == 0 ? System.nanoTime() : Nanos.sinceEpoch();
        return Header.deadline(buffer, index) - nowNs;
    }

    /** Writes the extension at an index. */
    static void put(MessageBuffer buffer, int index, int flags, SendOptions options) {
        SendOptions.Stamp stamp = options.stamp;
        if ((flags & Header.DEADLINE) != 0) {
            boolean isFixed = (flags & Header.WALL_CLOCK) != 0 && stamp != null;
            Header.putDeadline(buffer, index, isFixed ? stamp.deadlineNs() : System.nanoTime() + options.deadlineNs);
        }
        if ((flags & Header.CORRELATION_ID) != 0) {
            MessageId id = options.correlationId;
            Header.putCorrelationId(buffer, index, flags, id.hi(), id.lo());
        }
        if (stamp != null && (flags & Header.TIMESTAMP) != 0) {
            Header.putTimestamp(buffer, index, flags, stamp.timestampNs());
        }
        if (stamp != null && (flags & Header.MESSAGE_ID) != 0) {
            Header.putMessageId(
                    buffer,
                    index,
                    flags,
                    stamp.messageId().hi(),
                    stamp.messageId().lo());
        }
    }
}
