// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** Many kernels or actors on the threads that all of them share. */
public interface Population extends AutoCloseable {
    /**
     * Creates more of them; they are ready for messages when this returns.
     *
     * @param count how many
     */
    void spawn(int count);

    /** Sends one message to each that has got none, and waits until all are handled. */
    void touch();

    /** Ends them. */
    @Override
    void close();
}
