// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** What a send does when the lane of the receiver is full. An {@code offer} never waits, whatever this says. */
public enum Backpressure {
    /** Wait for room up to the timeout of the send, then fail. */
    BLOCK,
    /** Fail at once. */
    REJECT,
    /**
     * Drop the oldest message of the lane that the kernel has not taken yet, and send this one: for readings of which
     * only the newest count. Who waits for the answer to the dropped one is told at once. The kernel takes each message
     * out of its slot before it handles it, which costs a copy.
     */
    DROP_OLDEST,
    /** Drop this message: for readings of which any will do. A request is not dropped but fails, as with {@link #REJECT}. */
    DROP_NEWEST
}
