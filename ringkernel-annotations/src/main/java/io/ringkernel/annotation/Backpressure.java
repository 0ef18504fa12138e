// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** What {@code send} does when the lane of the receiver is full. An {@code offer} never waits, whatever this says. */
public enum Backpressure {
    /** Wait for room up to the timeout of the send, then fail. */
    BLOCK,
    /** Fail at once. */
    REJECT
}
