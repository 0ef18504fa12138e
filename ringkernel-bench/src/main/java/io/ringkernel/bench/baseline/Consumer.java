// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import java.util.function.BooleanSupplier;

/** The thread of a consumer that polls: it calls its step until it is closed. */
final class Consumer implements AutoCloseable {
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the thread. {@code step} returns whether it found anything; if not, it spins. */
    Consumer(BooleanSupplier step) {
        thread = new Thread(
                () -> {
                    while (!closed) {
                        if (!step.getAsBoolean()) {
                            Thread.onSpinWait();
                        }
                    }
                },
                "consumer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
