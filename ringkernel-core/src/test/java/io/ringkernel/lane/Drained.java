// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;
import java.util.ArrayList;
import java.util.List;

/** A handler that keeps the {@code long} behind the tag of each slot. */
final class Drained implements SlotHandler {
    final List<Long> values = new ArrayList<>();
    int readyFor = Integer.MAX_VALUE;
    Runnable each = () -> {};

    @Override
    public void onSlot(Lane lane, long sequence, MessageBuffer buffer, int offset, int tag) {
        values.add(lane.buffer(sequence).getLong(lane.offset(sequence) + 8));
        each.run();
    }

    @Override
    public boolean isReady() {
        return values.size() < readyFor;
    }

    static void write(Lane lane, long sequence, long value) {
        lane.buffer(sequence).putInt(lane.offset(sequence), 1);
        lane.buffer(sequence).putLong(lane.offset(sequence) + 8, value);
    }

    /** Sends a value. {@return whether there was room} */
    static boolean send(Lane lane, long value) {
        long sequence = lane.claim();
        if (sequence < 0) {
            return false;
        }
        write(lane, sequence, value);
        lane.publish(sequence);
        return true;
    }

    /** Sends values that follow each other as one batch, of which the last so many are left unwritten. {@return as {@link #send}} */
    static boolean sendAll(Lane lane, long firstValue, int count, int unwritten) {
        long first = lane.claim(count);
        if (first < 0) {
            return false;
        }
        int written = count - unwritten;
        for (int i = 0; i < written; i++) {
            write(lane, first + i, firstValue + i);
        }
        lane.publish(first, count, written);
        return true;
    }
}
