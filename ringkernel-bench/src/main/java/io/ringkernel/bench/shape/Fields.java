// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/**
 * The seven fields that each message carries, whoever carries it, all made from one number: two ids of 16 bytes, an
 * {@code int}, a {@code long} and a {@code double}, 56 bytes in all.
 */
public final class Fields {
    private Fields() {}

    /**
     * Makes the field {@code side}.
     *
     * @param n number of the message
     * @return 0 or 1
     */
    public static int side(long n) {
        return (int) n & 1;
    }

    /**
     * Adds up the fields of the message {@code n}: {@code n} to {@code n + 5} and the side.
     *
     * @param n number of the message
     * @return their sum
     */
    public static long sum(long n) {
        return 6 * n + 15 + side(n);
    }

    /**
     * Finds the number of a message, of which an answer is made.
     *
     * @param sum of its fields
     * @return the number
     * @throws IllegalArgumentException if no message has this sum, because a field was wrong or was left out
     */
    public static long numberOf(long sum) {
        long n = (sum - 15) / 6;
        if (sum(n) != sum) {
            throw new IllegalArgumentException("no message has fields of this sum: sum=" + sum + ", nearest=" + sum(n));
        }
        return n;
    }

    /**
     * Adds up the fields of consecutive messages.
     *
     * @param first number of the first message
     * @param count of messages
     * @return the sum of their sums
     */
    public static long sum(long first, long count) {
        long sum = 0;
        for (long n = first; n < first + count; n++) {
            sum += sum(n);
        }
        return sum;
    }
}
