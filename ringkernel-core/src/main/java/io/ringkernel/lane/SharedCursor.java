// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sequence up to which a lane of many producers is claimed.
 *
 * <p>The algorithm is that of Disruptor's {@code MultiProducerSequencer}: a claim is one compare-and-set, and looks where the kernel is
 * only when it would go past where it was seen last. Unlike that one it can be sealed: nobody can claim until it is opened again, with
 * other slots, perhaps more of them. A claim that meets the seal finds no room, so it costs the others nothing.
 */
final class SharedCursor extends Sequence {
    /** Returned by {@link #claim} when there is no room, but would be if there were as many slots as there may be. */
    static final long SMALL = -3;

    private static final long NONE = -1; // the sequence before the first
    private static final long SEAL = 1L << 62; // more than any sequence
    private static final VarHandle SEEN;

    static {
        try {
            SEEN = MethodHandles.lookup().findVarHandle(SharedCursor.class, "seen", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Sequence consumed;

    /*
     * Written by whoever seals, while nobody can claim. Who reads an older one finds less room than there is, and looks again; or finds
     * more, because the lane was emptied since and is small again, but then the last sequence is another one, too.
     */
    private int capacity;

    private volatile int most;

    /* Where the kernel was seen: a hint that producers share without ordering. It only goes on, so an older one is no harm. */
    private long seen = -1;

    @SuppressWarnings("unused") // keeps other objects off the line that producers write now and then
    private long p1, p2, p3, p4, p5, p6, p7;

    /**
     * Creates a cursor with nothing claimed, sealed if there are no slots.
     *
     * @param consumed where the kernel is
     * @param slots    that there are
     * @param most     slots that there may be
     */
    SharedCursor(Sequence consumed, int slots, int most) {
        super(slots == 0 ? NONE + SEAL : NONE);
        this.consumed = consumed;
        this.capacity = slots;
        this.most = most;
    }

    /** {@return the first of so many sequences, {@link Lane#FULL} or {@link #SMALL}} */
    long claim(int count) {
        while (true) {
            long last = get();
            int slots = capacity;
            long next = last + count;
            if (next - slots > (long) SEEN.getOpaque(this) && next - slots > look()) {
                return last < NONE + SEAL && slots >= Math.max(most, count) ? Lane.FULL : SMALL;
            }
            if (compareAndSet(last, next)) {
                return last + 1;
            }
        }
    }

    private long look() {
        long done = consumed.get();
        SEEN.setOpaque(this, done);
        return done;
    }

    /** {@return whether so many of the next slots are free; not while it is sealed} */
    boolean hasRoom(int count) {
        return get() + count - capacity <= look();
    }

    /** {@return the last sequence that was claimed} */
    long claimed() {
        long last = get();
        return last < NONE + SEAL ? last : last - SEAL;
    }

    /** {@return whether there may be more slots than there are} */
    boolean isSmall() {
        return capacity < most;
    }

    /** {@return how many slots there may be} */
    int most() {
        return most;
    }

    // ---- under the monitor of the cursor of the kernel

    /** {@return how many slots there are} */
    int capacity() {
        return capacity;
    }

    /** Says how many slots there may be. */
    void limit(int slots) {
        most = slots;
    }

    /** Lets nobody claim. {@return the last sequence that was claimed; the next one lies wherever the caller says} */
    long seal() {
        long last = claimed();
        while (!sealAt(last)) {
            last = claimed();
        }
        return last;
    }

    /** Lets nobody claim if that was the last sequence that was claimed. {@return whether it was} */
    boolean sealAt(long last) {
        return compareAndSet(last, last + SEAL) || get() == last + SEAL;
    }

    /**
     * Lets nobody claim, and says that there are no slots, if that was the last sequence that was claimed. The one behind it is passed
     * over: whoever has seen the last one, and as many slots as there were, cannot claim behind it any more.
     *
     * @return whether it was
     */
    boolean emptyAt(long last) {
        boolean isEmptied = sealAt(last);
        if (isEmptied) {
            capacity = 0;
            set(last + 1 + SEAL);
        }
        return isEmptied;
    }

    /** Lets messages be claimed again for so many slots; what the caller wrote before is seen by whoever claims one. */
    void open(int slots) {
        capacity = slots;
        set(claimed());
    }
}
