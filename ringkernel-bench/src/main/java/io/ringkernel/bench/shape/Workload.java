// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** A small program of many kernels or actors, run again and again. */
public interface Workload extends AutoCloseable {
    /**
     * Runs it once, and waits parked for its end.
     *
     * @return what it computed
     */
    long run();

    /** Ends whoever is left. */
    @Override
    void close();
}
