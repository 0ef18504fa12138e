// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** One producer of a flood and of urgent messages now and then, and one consumer of both on another thread. */
public interface Urgency extends AutoCloseable {
    /**
     * How long the consumer works on a message that can wait, in nanoseconds: longer than it takes to send one, as they would never
     * fill all room otherwise.
     */
    long WORK_NS = 300;

    /**
     * Tries to send a message that can wait.
     *
     * @param n number of the message
     * @return whether there was room
     */
    boolean offerOrdinary(long n);

    /**
     * Sends a message that cannot wait, and waits for room if there is none.
     *
     * @param n number of the message
     */
    void sendUrgent(long n);

    /** Ends the consumer. */
    @Override
    void close();
}
