// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;

/** Takes a message that a lane dropped to make room. Called on the thread of the sender for whom room was made. */
@FunctionalInterface
public interface DropHandler {
    /**
     * Takes leave of a message.
     *
     * @param buffer that holds a copy of its slot, to be used until this returns
     * @param offset index in {@code buffer} at which the slot begins
     */
    void onDropped(MessageBuffer buffer, int offset);
}
