// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count with one writer at a time and any number of readers. Costs the writer a plain read and a release store. */
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** Creates a counter at 0. */
    public Counter() {}

    /** Adds 1. Called by one thread at a time. */
    public void increment() {
        VALUE.setRelease(this, value + 1);
    }

    /** Takes 1 back. Called by the same thread. */
    public void decrement() {
        VALUE.setRelease(this, value - 1);
    }

    /** {@return the count} */
    public long get() {
        return (long) VALUE.getAcquire(this);
    }
}
