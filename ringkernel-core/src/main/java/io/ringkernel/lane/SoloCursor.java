// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The sequence up to which a lane of one producer is published, and what only that producer knows: the next slot, and
 * how far it may go before it must look where the kernel is.
 *
 * <p>The algorithm is that of Disruptor's {@code SingleProducerSequencer}, with two differences. It refuses a second
 * producer and a second slot, which break it. And it never shows a sequence that is claimed but not published, as that
 * one does when it looks for room.
 */
final class SoloCursor extends Sequence {
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(SoloCursor.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Sequence consumed;
    private final int capacity;

    /* Of the producer alone, apart from the published sequence by Disruptor's padding and from what follows by ours. */
    private long next;
    private long end;
    private boolean holds;
    private @Nullable Thread owner;

    @SuppressWarnings("unused") // keeps other objects off the line that the producer writes at each claim
    private long p1, p2, p3, p4, p5, p6, p7;

    SoloCursor(Sequence consumed, int capacity) {
        this.consumed = consumed;
        this.capacity = capacity;
        this.end = capacity;
    }

    /** {@return the first of so many sequences, or {@link Lane#FULL}} */
    long claim(int count) {
        if ((Thread) OWNER.getOpaque(this) != Thread.currentThread()) {
            takeOwnership();
        }
        if (holds) {
            throw new IllegalStateException("lane of a single producer has a claimed slot: sequence=" + (next - 1)
                    + "; publish or abort it before the next claim");
        }
        long sequence = next;
        if (sequence + count > end && !hasRoom(count)) {
            return Lane.FULL;
        }
        next = sequence + count;
        holds = true;
        return sequence;
    }

    private void takeOwnership() {
        Thread caller = Thread.currentThread();
        if (!OWNER.compareAndSet(this, null, caller)) {
            Thread first = (Thread) OWNER.getAcquire(this);
            throw new IllegalStateException("lane has a single producer: first=" + first.getName() + ", now="
                    + caller.getName() + "; use Producers.MULTI");
        }
    }

    /** Looks where the kernel is. Called by the producer. {@return whether so many of the next slots are free} */
    boolean hasRoom(int count) {
        end = consumed.get() + 1 + capacity;
        return next + count <= end;
    }

    void publish(long sequence) {
        holds = false;
        set(sequence);
    }
}
