// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a kernel tells whoever started it that it is done, and with what. The waiting thread parks. */
final class Completion {
    private static final long PATIENCE_S = 120;

    private volatile CountDownLatch latch = new CountDownLatch(1);
    private long result;

    /** Prepares for the next result. Called before the kernel is started. */
    void reset() {
        latch = new CountDownLatch(1);
    }

    void complete(long value) {
        result = value;
        latch.countDown();
    }

    long await() {
        try {
            if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("no result in time: seconds=" + PATIENCE_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a result", e);
        }
        return result;
    }
}
