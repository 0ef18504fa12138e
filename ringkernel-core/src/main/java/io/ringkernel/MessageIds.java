// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Makes the message ids of one runtime, without allocation and almost without contention.
 *
 * <pre>
 * upper half   48 bits  milliseconds since 1970, when the runtime was created
 *               4 bits  7, the version
 *              12 bits  random
 * lower half    2 bits  2, the variant
 *               8 bits  random, the same for all ids of the runtime
 *               1 bit   0 for an ordinary message            1 for a request
 *              53 bits  counter                              37 bits generation, 16 bits place in the request table
 * </pre>
 *
 * <p>Source of the form: RFC 9562, section 5.7. Threads count in blocks of their own, so ids are ordered by time within
 * a thread, and between threads as far apart as {@value #BLOCK_LENGTH} messages.
 */
final class MessageIds {
    static final int SLOT_BITS = 16;
    static final long GENERATION_MASK = (1L << 37) - 1;

    private static final int BLOCK_LENGTH = 1024;
    private static final int STRIPES = 16;
    private static final int STRIPE_SPACING = 16;
    private static final long COUNTER_MASK = (1L << 53) - 1;
    private static final long REQUEST = 1L << 53;

    private final long hi;
    private final long loPrefix;
    private final AtomicLong nextBlock = new AtomicLong();

    /* The next counter of each stripe. A stripe whose counter is at the start of a block takes a fresh block first. */
    private final AtomicLongArray stripes = new AtomicLongArray((STRIPES + 1) * STRIPE_SPACING);

    MessageIds() {
        SecureRandom random = new SecureRandom();
        this.hi = System.currentTimeMillis() << 16 | 7L << 12 | random.nextInt(1 << 12);
        this.loPrefix = 1L << 63 | (long) random.nextInt(1 << 8) << 54;
    }

    /** {@return the lower half of a fresh id} */
    long next() {
        int stripe = ((int) Thread.currentThread().getId() & STRIPES - 1) * STRIPE_SPACING + STRIPE_SPACING;
        while (true) {
            long seen = stripes.get(stripe);
            long counter = seen % BLOCK_LENGTH == 0 ? nextBlock.getAndIncrement() * BLOCK_LENGTH + 1 : seen;
            if (stripes.compareAndSet(stripe, seen, counter + 1)) {
                return loPrefix | counter & COUNTER_MASK;
            }
        }
    }

    /** {@return the lower half of the id of a request that waits at a place of the request table} */
    long ofRequest(long generation, int place) {
        return loPrefix | REQUEST | (generation & GENERATION_MASK) << SLOT_BITS | place;
    }

    static boolean isRequest(long lo) {
        return (lo & REQUEST) != 0;
    }

    static int place(long lo) {
        return (int) lo & (1 << SLOT_BITS) - 1;
    }

    MessageId full(long lo) {
        return lo == 0 ? MessageId.NONE : new MessageId(hi, lo);
    }

    boolean isOwn(MessageId id) {
        return id.hi() == hi;
    }
}
