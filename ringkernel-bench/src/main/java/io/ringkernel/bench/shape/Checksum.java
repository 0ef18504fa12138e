// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/** What a consumer makes of the messages it got: how many, and the sum of all their fields. One writer at a time. */
public final class Checksum implements Sink {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
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

    /** Creates the checksum of no message. */
    public Checksum() {}

    @Override
    public void accept(long n, long fields) {
        sum += fields;
        COUNT.setRelease(this, count + 1);
    }

    /** {@return how many messages came so far} */
    public long count() {
        return (long) COUNT.getAcquire(this);
    }

    /**
     * Waits until as many messages came as were sent, and compares the sums.
     *
     * @param sentCount number of messages
     * @param sentSum   sum of all their fields
     * @throws AssertionError if messages were lost or changed
     */
    public void check(long sentCount, long sentSum) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (count() < sentCount && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        if (count() != sentCount || sum != sentSum) {
            throw new AssertionError("messages were lost or changed: sent=" + sentCount + ", received=" + count
                    + ", sentSum=" + sentSum + ", receivedSum=" + sum);
        }
    }
}
