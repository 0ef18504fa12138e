// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sequence up to which a lane of one producer is published, and what only that producer knows: the next slot, and
 * how far it may go before it must look where the kernel is.
 *
 * <p>The algorithm is that of Disruptor's {@code SingleProducerSequencer}, with two differences. It refuses a second
 * producer and a second slot, which break it. And it never shows a sequence that is claimed but not published, as that
 * one does when it looks for room.
 */
final class SoloCursor extends SoloState {
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(SoloState.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // keeps other objects off the lines that the producer reads and writes at each claim
    private long p1, p2, p3, p4, p5, p6, p7;

    SoloCursor(Sequence consumed, int capacity) {
        super(consumed, capacity);
    }

    /** {@return the first of so many sequences, or {@link Lane#FULL}} */
    long claim(int count) {
        if ((Thread) OWNER.getOpaque(this) != Thread.currentThread()) {
            takeOwnership();
        }
        long sequence = next;
        if (sequence != get() + 1) {
            throw holds();
        }
        if (sequence + count > end && sequence + count > look()) {
            return Lane.FULL;
        }
        next = sequence + count;
        return sequence;
    }

    private IllegalStateException holds() {
        return new IllegalStateException("lane of a single producer has a claimed slot: sequence=" + (next - 1)
                + "; publish or abort it before the next claim");
    }

    private void takeOwnership() {
        Thread caller = Thread.currentThread();
        if (!OWNER.compareAndSet(this, null, caller)) {
            Thread first = (Thread) OWNER.getAcquire(this);
            throw new IllegalStateException("lane has a single producer: first=" + first.getName() + ", now="
                    + caller.getName() + "; use Producers.MULTI");
        }
    }

    /** {@return whether so many of the next slots are free; called by the producer} */
    boolean hasRoom(int count) {
        return next + count <= look();
    }

    /* Short enough for the compiler to make it part of a claim: a call there has all that the claim knows stored on the stack. */
    private long look() {
        return end = consumed.get() + 1 + capacity;
    }

    void publish(long sequence) {
        set(sequence);
    }
}
