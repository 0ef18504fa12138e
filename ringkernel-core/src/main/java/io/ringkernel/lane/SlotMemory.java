// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;

/** From whom a lane gets memory for its slots as it needs them, and to whom it gives what it does not need any more. */
public interface SlotMemory {
    /**
     * Takes memory; called by the sender that needs it, who gets what this throws.
     *
     * @param slots how many are to lie in it, a power of 2
     * @return as much, with any contents
     */
    MessageBuffer take(int slots);

    /**
     * Takes memory back in which nobody reads or writes.
     *
     * @param slots as it was taken
     */
    void give(MessageBuffer slots);
}
