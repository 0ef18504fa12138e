// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** What a consumer gives each message to, on its own thread. */
public interface Sink {
    /**
     * Takes a message.
     *
     * @param n   number from which its fields were made, read from the message
     * @param sum of all its fields, each of them read from the message
     */
    void accept(long n, long sum);
}
