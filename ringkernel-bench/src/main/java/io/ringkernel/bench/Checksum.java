// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What a consumer makes of the messages it got: how many, and the sum of all their fields. One writer. */
public final class Checksum {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Checksum.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long sum;
    private long count;

    /**
     * Adds a message.
     *
     * @param fields the sum of its fields
     */
    public void add(long fields) {
        sum += fields;
        COUNT.setRelease(this, count + 1);
    }

    /**
     * Waits until as many messages came as were sent, and compares the sums.
     *
     * @param sentCount number of messages
     * @param sentSum   sum of all their fields
     */
    public void check(long sentCount, long sentSum) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while ((long) COUNT.getAcquire(this) < sentCount && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        if (count != sentCount || sum != sentSum) {
            throw new AssertionError("messages were lost or changed: sent=" + sentCount + ", received=" + count
                    + ", sentSum=" + sentSum + ", receivedSum=" + sum);
        }
    }
}
