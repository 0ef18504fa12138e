// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory for the slots of a lane, which tells how much is in use. */
final class SpareSlots implements SlotMemory {
    private final int slotLength;
    final List<MessageBuffer> inUse = new ArrayList<>();
    int leftSlots = Integer.MAX_VALUE;

    SpareSlots(int slotLength) {
        this.slotLength = slotLength;
    }

    @Override
    public synchronized MessageBuffer take(int slots) {
        if (slots > leftSlots) {
            throw new IllegalStateException("nothing is left: slots=" + slots);
        }
        leftSlots -= slots;
        MessageBuffer taken = MessageBuffer.allocate(slots * slotLength);
        inUse.add(taken);
        return taken;
    }

    @Override
    public synchronized void give(MessageBuffer slots) {
        if (!inUse.removeIf(taken -> taken == slots)) {
            throw new AssertionError("memory was given back that is not in use: bytes=" + slots.capacity());
        }
        slots.clear(0, slots.capacity()); // as somebody else might write there
        leftSlots += slots.capacity() / slotLength;
    }

    synchronized int slotsInUse() {
        return inUse.stream().mapToInt(MessageBuffer::capacity).sum() / slotLength;
    }
}
