// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/**
 * Two threads, and a lane each way. One sends a burst, the other answers each message with one that is made of the sum of
 * its fields, and the next burst goes when the last answer is there.
 */
public interface PingPong extends AutoCloseable {
    /** The most messages in a burst. */
    int LONGEST_BURST = 1_000;

    /**
     * Plays. The caller is one of the two threads, or waits parked.
     *
     * @param first  number of the first message
     * @param rounds to play
     * @param burst  messages in each of them, at most {@link #LONGEST_BURST}
     * @return the sum of all fields of all answers
     */
    long run(long first, int rounds, int burst);

    /** Ends the other side. */
    @Override
    void close();

    /** The form of those that poll for the answers. */
    abstract class Polled implements PingPong {
        @Override
        public final long run(long first, int rounds, int burst) {
            long sum = 0;
            long n = first;
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < burst; i++) {
                    ping(n++);
                }
                for (int i = 0; i < burst; i++) {
                    sum += awaitPong();
                }
            }
            return sum;
        }

        /**
         * Sends.
         *
         * @param n number of the message
         */
        protected abstract void ping(long n);

        /** {@return the sum of the fields of the next answer} */
        protected abstract long awaitPong();
    }
}
