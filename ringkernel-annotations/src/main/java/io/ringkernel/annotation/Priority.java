// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/**
 * The five levels into which the priorities 0 to 255 fall. Each level has a lane of its own, and higher levels are
 * drained first; within a level messages keep the order in which they were sent.
 */
public enum Priority {
    /** 0 to 63: background tasks. */
    LOW(0, 63),
    /** 64 to 127: batch processing. */
    BELOW_NORMAL(64, 127),
    /** 128, the default. */
    NORMAL(128, 128),
    /** 129 to 191: important requests. */
    ABOVE_NORMAL(129, 191),
    /** 192 to 255: urgent. */
    HIGH(192, 255);

    /** The priority of a message that names none. */
    public static final int DEFAULT = 128;

    /** The lowest priority. */
    public static final int LOWEST = 0;

    /** The highest priority. */
    public static final int HIGHEST = 255;

    private final int from;
    private final int to;

    Priority(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** {@return the lowest priority of this level} */
    public int from() {
        return from;
    }

    /** {@return the highest priority of this level} */
    public int to() {
        return to;
    }

    /**
     * Finds the level of a priority.
     *
     * @param priority 0 to 255
     * @return the level it falls into
     * @throws IllegalArgumentException if {@code priority} is outside 0 to 255
     */
    public static Priority of(int priority) {
        if (priority < LOWEST || priority > HIGHEST) {
            throw new IllegalArgumentException("priority must be 0 to 255: priority=" + priority);
        }
        if (priority == DEFAULT) {
            return NORMAL;
        }
        if (priority > DEFAULT) {
            return priority < HIGH.from ? ABOVE_NORMAL : HIGH;
        }
        return priority < BELOW_NORMAL.from ? LOW : BELOW_NORMAL;
    }
}
