// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies a message: a UUID of version 7 (RFC 9562), unique across processes. Ids of one runtime share their upper
 * half, which holds the time at which the runtime was created.
 *
 * @param hi upper half
 * @param lo lower half
 */
public record MessageId(long hi, long lo) {
    /** The id of nothing: the correlation id of a message that answers none. */
    public static final MessageId NONE = new MessageId(0, 0);

    /**
     * Takes the id from a UUID.
     *
     * @param uuid of any version
     * @return the id
     */
    public static MessageId of(UUID uuid) {
        Objects.requireNonNull(uuid, "uuid");
        return new MessageId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** {@return this id as a UUID} */
    public UUID toUuid() {
        return new UUID(hi, lo);
    }

    /** {@return whether this is {@link #NONE}} */
    public boolean isNone() {
        return hi == 0 && lo == 0;
    }

    @Override
    public String toString() {
        return isNone() ? "MessageId.NONE" : toUuid().toString();
    }
}
