// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.lane.Lane;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The form of the message ids of one runtime. Making one costs no allocation and no contention.
 *
 * <pre>
 * upper half   48 bits  milliseconds since 1970, when the runtime was created
 *               4 bits  7, the version
 *              12 bits  random
 * lower half    2 bits  2, the variant
 *               8 bits  random, the same for all ids of the runtime
 *               1 bit   1 for a request, then 37 bits generation and 16 bits place in the request table
 *               1 bit   1 for a message that went through no lane, then 52 bits counter
 *              52 bits  else the serial number that the lane gave
 * </pre>
 *
 * <p>Source of the form: RFC 9562, section 5.7. Ids of one lane grow with the order of its messages; those of two lanes
 * are apart by blocks of a million, and say nothing about which was first.
 */
final class MessageIds {
    static final int SLOT_BITS = 16;
    static final long GENERATION_MASK = (1L << 37) - 1;

    private static final long SERIAL_MASK = (1L << 52) - 1;
    private static final long LOOSE = 1L << 52;
    private static final long REQUEST = 1L << 53;

    private final long hi;
    private final long loPrefix;
    private final AtomicLong nextBlock = new AtomicLong();
    private final AtomicLong nextLoose = new AtomicLong();

    MessageIds() {
        SecureRandom random = new SecureRandom();
        this.hi = System.currentTimeMillis() << 16 | 7L << 12 | random.nextInt(1 << 12);
        this.loPrefix = 1L << 63 | (long) random.nextInt(1 << 8) << 54;
    }

    /**
     * Takes ids for the messages of a lane.
     *
     * @return the lower half of the first of a million ids that no lane has yet
     */
    long takeBlock() {
        return loPrefix | nextBlock.getAndIncrement() << Lane.SERIAL_BITS & SERIAL_MASK;
    }

    /** {@return the lower half of the id of a message that goes through no lane} */
    long ofLoose() {
        return loPrefix | LOOSE | nextLoose.getAndIncrement() & SERIAL_MASK;
    }

    /** {@return the lower half of the id of a request that waits at a place of the request table} */
    long ofRequest(long generation, int place) {
        return loPrefix | REQUEST | (generation & GENERATION_MASK) << SLOT_BITS | place;
    }

    static int place(long lo) {
        return (int) lo & (1 << SLOT_BITS) - 1;
    }

    /** {@return the upper half of all ids of the runtime} */
    long hi() {
        return hi;
    }

    MessageId full(long lo) {
        return lo == 0 ? MessageId.NONE : new MessageId(hi, lo);
    }

    boolean isOwn(MessageId id) {
        return id.hi() == hi && (id.lo() & -REQUEST << 1) == loPrefix;
    }
}
