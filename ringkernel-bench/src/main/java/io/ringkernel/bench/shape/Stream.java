// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/**
 * One producer, the thread that created it, and one consumer on another thread, which reads every field of each message and
 * gives their sum to a {@link Sink}. A full stream makes the producer wait as {@link Waiting#forRoom} does, the peers that
 * wait by themselves included.
 */
public interface Stream extends AutoCloseable {
    /** Slots of a ring, or most messages of a queue. */
    int CAPACITY = 4096;

    /** What one thread sends with. */
    @FunctionalInterface
    interface Producer {
        /**
         * Sends one message.
         *
         * @param n from which its fields are made
         */
        void send(long n);
    }

    /**
     * Sends one message.
     *
     * @param n from which its fields are made
     */
    void send(long n);

    /**
     * Sends consecutive messages, at once where that is cheaper.
     *
     * @param first from which the fields of the first are made
     * @param count of messages, at most a quarter of the capacity
     */
    default void sendAll(long first, int count) {
        for (int i = 0; i < count; i++) {
            send(first + i);
        }
    }

    /**
     * Makes a producer for one more thread.
     *
     * @return what that thread sends with
     * @throws UnsupportedOperationException if the stream takes one producer
     */
    default Producer producer() {
        throw new UnsupportedOperationException(
                "stream takes one producer: stream=" + getClass().getSimpleName());
    }

    /**
     * Says what the consumer makes of one message.
     *
     * @param n number of the message
     * @return the sum of its fields
     */
    default long sumOf(long n) {
        return Fields.sum(n);
    }

    /** Ends the consumer. */
    @Override
    void close();
}
