// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

/** Takes the messages that a drain finds. Must not throw, and must not keep the slot after it returned. */
public interface SlotHandler {
    /**
     * Handles the message in a slot.
     *
     * @param lane     in which it lies
     * @param sequence of the slot
     */
    void onSlot(Lane lane, long sequence);

    /** {@return whether the drain may hand over the next message; asked before each one} */
    boolean isReady();
}
