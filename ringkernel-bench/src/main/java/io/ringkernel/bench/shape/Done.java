// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How the parts of a {@link Workload} tell whoever started it that they are done, and with what. */
public final class Done {
    private static final long PATIENCE_S = 120;

    private final LongAdder sum = new LongAdder();
    private volatile CountDownLatch latch = new CountDownLatch(0);

    /** Creates what nobody waits for yet. */
    public Done() {}

    /**
     * Prepares for a run.
     *
     * @param parts that will say that they are done
     */
    public void expect(int parts) {
        sum.reset();
        latch = new CountDownLatch(parts);
    }

    /**
     * Says that one part is done.
     *
     * @param value that is added to the result
     */
    public void add(long value) {
        sum.add(value);
        latch.countDown();
    }

    /**
     * Waits, parked.
     *
     * @return the sum of what the parts said
     */
    public long await() {
        try {
            if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("parts are not done: left=" + latch.getCount() + ", seconds=" + PATIENCE_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end", e);
        }
        return sum.sum();
    }
}
