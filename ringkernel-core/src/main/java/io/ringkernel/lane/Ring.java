// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.buffer.MessageBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a lane, for the sequences from one on, and which of them are published. The flags are those of Disruptor's {@code
 * MultiProducerSequencer}: each slot says in which round it was published last, so that nobody has to clear it.
 */
final class Ring {
    private static final VarHandle ROUND = MethodHandles.arrayElementVarHandle(int[].class);

    /** The first sequence that lies here; those before it lie in the ring before this one. Written before others know the ring. */
    long first;

    final MessageBuffer slots;
    final int mask;

    /** When the last message of each interval was published, in terms of {@link System#nanoTime}. */
    final long[] stamps;

    /** The ring before this one, while the kernel has not come to this one. Written under the monitor of the cursor, and by the thread that drains. */
    @Nullable
    Ring previous;

    private final int[] rounds; // in which each slot was published last; of a lane of one producer none
    private final int roundShift;

    /**
     * Creates a ring in which nothing is published.
     *
     * @param first         sequence that lies here, or one before it
     * @param slots         its memory, from the first slot on
     * @param capacity      number of slots, a power of 2
     * @param stampInterval every how many messages the time is kept, a power of 2
     * @param isShared      whether it says which slots are published; where there is one producer, its cursor does
     */
    Ring(long first, MessageBuffer slots, int capacity, int stampInterval, boolean isShared) {
        this.first = first;
        this.slots = slots;
        this.mask = capacity - 1;
        this.stamps = new long[Math.max(1, capacity / stampInterval)];
        this.rounds = new int[isShared ? capacity : 0];
        this.roundShift = Integer.numberOfTrailingZeros(capacity);
        Arrays.fill(rounds, round(first) - 1);
    }

    /** {@return whether the message of a sequence that is not before this ring can be read; what was written before can, too} */
    boolean isPublished(long sequence) {
        return (int) ROUND.getAcquire(rounds, (int) sequence & mask) == round(sequence);
    }

    void publish(long sequence) {
        ROUND.setRelease(rounds, (int) sequence & mask, round(sequence));
    }

    private int round(long sequence) {
        return (int) (sequence >>> roundShift);
    }
}
