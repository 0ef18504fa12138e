// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;

/** Takes the messages that a drain finds. Must not throw, and must not keep the slot after it returned. */
public interface SlotHandler {
    /**
     * Handles the message in a slot.
     *
     * @param lane     in which it lies
     * @param sequence of the slot
     * @param buffer   that holds the message: the memory of the lane, or a copy of the slot
     * @param offset   index in {@code buffer} at which the slot begins
     * @param tag      the first {@code int} of the slot, not 0
     */
    void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int tag);

    /** {@return whether the drain may hand over the next message; asked before each one} */
    boolean isReady();
}
