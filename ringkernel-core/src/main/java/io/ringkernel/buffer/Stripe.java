// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The parts at hand for the threads whose numbers fall on this stripe.
 *
 * <p>One thread at a time holds a stripe. Nobody waits for that but the pool: others go to the pool's lock.
 */
final class Stripe extends Rack {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int HOLD = 32; // ints: the word lies on a line of its own, wherever the heap puts the array

    private final int[] words = new int[2 * HOLD];

    Stripe(int orders, int capacity) {
        super(orders, capacity);
    }

    /** {@return whether the caller holds this stripe from now on} */
    boolean tryHold() {
        return WORD.compareAndSet(words, HOLD, 0, 1);
    }

    /** Holds this stripe, as soon as who does so now has moved a part. */
    void hold() {
        while (!tryHold()) {
            Thread.yield();
        }
    }

    /** Lets go of it. */
    void release() {
        WORD.setRelease(words, HOLD, 0);
    }

    /** {@return the entry of a part of that order, or −1 if there is none at hand, or somebody else holds this stripe} */
    int tryTake(int order) {
        if (!tryHold()) {
            return -1;
        }
        try {
            Magazine magazine = magazines[order];
            return magazine == null || magazine.isEmpty() ? -1 : magazine.take();
        } finally {
            release();
        }
    }

    /**
     * Puts a part whose payload is leaving where it is at hand.
     *
     * @return whether there was room, and nobody else holds this stripe
     */
    boolean tryPut(Part part, long id) {
        if (!tryHold()) {
            return false;
        }
        try {
            Magazine magazine = magazines[part.order()];
            if (magazine == null || magazine.isFull()) {
                return false;
            }
            if (part.isLeaving(id)) { // else somebody who freed it a second time has ended it
                part.end(id);
                magazine.put(part.index());
            }
            return true;
        } finally {
            release();
        }
    }
}
