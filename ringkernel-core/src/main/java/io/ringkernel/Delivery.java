// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** What became of an offered message. */
public enum Delivery {
    /** The message is in the lane of the kernel and will be handled, expire, or be counted as undelivered. */
    ACCEPTED,
    /** As {@link #ACCEPTED}; the lane was full, and its oldest message was dropped for this one. */
    DISPLACED,
    /** The lane is full, and the message was dropped because the kernel or the options ask for it. */
    DROPPED,
    /** The lane is full: try again, send something else, or drop it. */
    FULL,
    /** The message is longer than a slot, and the payload pool has no room for it now. */
    NO_MEMORY,
    /** The kernel has ended, or its runtime is closed: it takes no more messages, ever. */
    CLOSED;

    /** {@return whether the message was taken} */
    public boolean isAccepted() {
        return this == ACCEPTED || this == DISPLACED;
    }
}
