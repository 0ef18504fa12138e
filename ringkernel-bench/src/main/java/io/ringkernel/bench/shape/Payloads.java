// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/**
 * A pool of memory outside of the heap.
 *
 * @param <P> what it hands out
 */
public interface Payloads<P> extends AutoCloseable {
    /** What is asked for, in bytes. */
    int LENGTH = 1024;

    /**
     * Takes a payload and writes its first and its last eight bytes.
     *
     * @param n what is written
     * @return the payload
     */
    P acquire(long n);

    /**
     * Reads what was written, and gives the payload back. May be called by another thread.
     *
     * @param payload to free
     * @return the sum of both
     */
    long free(P payload);

    /** Ends the pool. */
    @Override
    void close();
}
