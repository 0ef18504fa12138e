// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a kernel has taken out of its lanes, and not yet received or handled, in the order of the drain. Of the
 * thread that runs the kernel.
 */
final class Inbox implements KernelDispatcher {
    /** From how many messages on no more are taken out of the lanes. */
    static final int ENOUGH = 1024;

    private final int slotLength;
    private final ArrayDeque<MessageBuffer> messages = new ArrayDeque<>();
    private final ArrayDeque<MessageBuffer> spare = new ArrayDeque<>();

    Inbox(int slotLength) {
        this.slotLength = slotLength;
    }

    @Override
    public void dispatch(int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
        ((DispatchContext) context).putInto(this);
    }

    /** Copies the slot of a message. */
    void add(MessageBuffer buffer, int offset) {
        MessageBuffer copy = spare.isEmpty() ? MessageBuffer.allocate(slotLength) : spare.pop();
        copy.putBytes(0, buffer, offset, slotLength);
        messages.add(copy);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean isFull() {
        return messages.size() >= ENOUGH;
    }

    /** What a message must be like. */
    interface Wanted {
        boolean accepts(MessageBuffer slot);
    }

    /** Takes the oldest message that is wanted. {@return its slot, to be {@linkplain #recycle recycled}, or null} */
    @Nullable
    MessageBuffer take(Wanted wanted) {
        for (Iterator<MessageBuffer> i = messages.iterator(); i.hasNext(); ) {
            MessageBuffer slot = i.next();
            if (wanted.accepts(slot)) {
                i.remove();
                return slot;
            }
        }
        return null;
    }

    /** Takes the oldest message. {@return its slot, to be {@linkplain #recycle recycled}, or null} */
    @Nullable
    MessageBuffer poll() {
        return messages.poll();
    }

    void recycle(MessageBuffer slot) {
        if (spare.size() < ENOUGH) {
            spare.push(slot);
        }
    }
}
