// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where the kernel is in a lane: the slots that it has given back, as the sequence that producers read, and what the thread that
 * drains writes with each message. On lines of their own, because a producer reads the other fields of a lane for each message: on a
 * line with them it would have to fetch that line as often.
 */
final class DrainCursor extends Sequence {
    private static final VarHandle DRAINED;

    static {
        try {
            DRAINED = MethodHandles.lookup().findVarHandle(DrainCursor.class, "drained", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Up to which slot those who wait for room were told. Of the draining thread alone. */
    long announced = -1;

    /** Before which slot all were seen to be published, in a lane of one producer. Of the draining thread alone. */
    long seen;

    private long drained = -1; // apart from the sequence by Disruptor's padding, and from what follows by ours

    @SuppressWarnings("unused") // keeps other objects off the line that is written with each message
    private long p1, p2, p3, p4, p5, p6, p7;

    /** {@return up to which slot messages are drained; for the draining thread} */
    long drained() {
        return drained;
    }

    /** {@return the same, for any thread} */
    long drainedSeen() {
        return (long) DRAINED.getAcquire(this);
    }

    /** Passes over a sequence that nobody was given. Called by the draining thread, or one that has its right, when all before are drained. */
    void passOver(long sequence) {
        drain(sequence);
        set(sequence);
        announced = sequence;
    }

    /** Says up to which slot messages are drained. Called by the draining thread; not while messages are taken out. */
    void drain(long sequence) {
        DRAINED.setRelease(this, sequence);
    }
}
