// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Priority;

/**
 * What the number of a message says in a stress test: who sent it to whom in which lane, whether as a request, how often it was
 * sent on, and its place in the order of that sender.
 */
final class StressNumber {
    static final int LEVELS = Priority.values().length;
    static final int NORMAL = Priority.NORMAL.ordinal();
    static final int MOST_TARGETS = 8;
    static final int MOST_SENDERS = 16;

    private static final int SEQUENCE_BITS = 36;
    private static final int HOPS_SHIFT = SEQUENCE_BITS;
    private static final int LEVEL_SHIFT = HOPS_SHIFT + 4;
    private static final int TARGET_SHIFT = LEVEL_SHIFT + 4;
    private static final int SENDER_SHIFT = TARGET_SHIFT + 4;
    private static final int REQUEST_SHIFT = SENDER_SHIFT + 4;

    private StressNumber() {}

    static long of(int sender, int target, int level, int hops, boolean isRequest, long sequence) {
        return (isRequest ? 1L : 0L) << REQUEST_SHIFT
                | (long) sender << SENDER_SHIFT
                | (long) target << TARGET_SHIFT
                | (long) level << LEVEL_SHIFT
                | (long) hops << HOPS_SHIFT
                | sequence;
    }

    static long sequence(long number) {
        return number & (1L << SEQUENCE_BITS) - 1;
    }

    static int hops(long number) {
        return (int) (number >>> HOPS_SHIFT) & 15;
    }

    static int level(long number) {
        return (int) (number >>> LEVEL_SHIFT) & 15;
    }

    static int target(long number) {
        return (int) (number >>> TARGET_SHIFT) & 15;
    }

    static int sender(long number) {
        return (int) (number >>> SENDER_SHIFT) & 15;
    }

    static boolean isRequest(long number) {
        return (number >>> REQUEST_SHIFT & 1) != 0;
    }

    static String text(long number) {
        return "sender " + sender(number) + " to k" + target(number) + ", level " + level(number) + ", hops "
                + hops(number) + ", sequence " + sequence(number);
    }
}
