// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;

/** To whom a lane gives the memory of its slots while it has no messages, and from whom it gets as much when it has. */
public interface SlotMemory {
    /** {@return as much memory as the lane was created with; called by the sender that needs it, who gets what this throws} */
    MessageBuffer take();

    /**
     * Takes memory back that the lane does not use any more.
     *
     * @param slots of the lane
     */
    void give(MessageBuffer slots);
}
