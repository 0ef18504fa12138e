// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Wakes a kernel that rests when one of its lanes gets a message.
 *
 * <h2>Assumptions and guarantees</h2>
 *
 * <p>A doorbell assumes that only the thread that runs the kernel calls {@link #rest}, and that it looks for work once
 * more after that, and calls {@link #rise} if it finds some. It then guarantees that a message published by anyone is
 * either seen by that second look, or followed by exactly one call of the wake action.
 *
 * <p>Ringing costs one full fence and one read while the kernel is awake. A kernel that spins never rests, so a publish
 * does not ring at all until it {@linkplain #endSpin stops}.
 */
public final class Doorbell extends BellState {
    /*
     * The classic store-load handshake. The sender writes its message, fences, and reads the state; the kernel writes
     * the state, fences, and reads its lanes. With both fences at least one of them sees the other; without either,
     * both can read old values, and the message waits for a kernel that sleeps. The swap back to AWAKE lets one sender
     * of many do the waking. See docs/memory-ordering.md.
     */
    private static final int AWAKE = 0;
    private static final int RESTING = 1;
    private static final VarHandle STATE;
    private static final VarHandle SPINS;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(BellState.class, "state", int.class);
            SPINS = MethodHandles.lookup().findVarHandle(BellState.class, "spins", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What wakes a kernel. */
    @FunctionalInterface
    public interface Wake {
        /**
         * Throws what the wake-up might throw half way: who has ended the rest and does not come to wake leaves a kernel that
         * nobody will ever run. If this throws, the kernel rests on, and whoever rings next wakes it.
         */
        default void prepare() {}

        /** Sees to it that the kernel gets a turn. Must not block. */
        void wake();
    }

    @SuppressWarnings("unused") // keeps what lies behind the object off the line of its fields
    private long p1, p2, p3, p4, p5, p6, p7;

    /**
     * Creates the doorbell of a kernel that is awake and will rest.
     *
     * @param wake called by the sender that finds the kernel resting
     */
    public Doorbell(Wake wake) {
        this(wake, false);
    }

    /**
     * Creates the doorbell of a kernel that is awake.
     *
     * @param wake  called by the sender that finds the kernel resting
     * @param spins whether the kernel looks at its lanes all the time, so that a publish need not ring
     */
    public Doorbell(Wake wake, boolean spins) {
        super(wake, spins);
    }

    /**
     * Makes every publish ring from now on. One that is under way may still not: what it published stays in its lane
     * until somebody rings.
     */
    public void endSpin() {
        SPINS.setVolatile(this, false);
        VarHandle.fullFence();
    }

    /** Wakes the kernel if it rests. Called by any thread, after it has written what the kernel is to see. */
    public void ring() {
        if (wakes()) { // what is true before the fence needs none: who ends the rest makes the kernel look
            return;
        }
        VarHandle.fullFence();
        wakes();
    }

    private boolean wakes() {
        if ((int) STATE.getOpaque(this) != RESTING) {
            return false;
        }
        wake.prepare();
        boolean wakes = rise();
        if (wakes) {
            wake.wake();
        }
        return wakes;
    }

    /** Declares that the kernel is about to rest. The caller looks for work once more before it does. */
    public void rest() {
        STATE.setRelease(
                this,
                RESTING); // who ends the rest has the right to run the kernel, and sees what its last turn has written
        VarHandle.fullFence();
    }

    /**
     * Ends the rest, if nobody else has.
     *
     * @return whether this call ended it; if not, the wake action was called or is being called
     */
    public boolean rise() {
        return STATE.compareAndSet(this, RESTING, AWAKE);
    }

    /** {@return whether the kernel rests and nobody has rung since} */
    public boolean isResting() {
        return (int) STATE.getAcquire(this) == RESTING;
    }

    /** Rings, unless the kernel looks at its lanes all the time anyway. Called by a lane after each publish. */
    void announce() {
        if (!(boolean) SPINS.getOpaque(this)) {
            ring();
        }
    }
}
