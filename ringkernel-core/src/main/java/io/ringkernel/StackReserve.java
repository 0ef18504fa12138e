// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * The stack that something needs which must not be left half done. Whoever is about to do it goes down so far first: if the
 * stack ends there, it is thrown before anything has happened, and not in the middle.
 */
final class StackReserve {
    /*
     * In frames of a method as small as can be, interpreted or compiled as a wake-up is. That calls a dozen methods, down to
     * the unpark, in frames that are a few times as large. Takes 40 ns, where a wake-up takes a microsecond.
     */
    private static final int DEPTH = 32;

    private StackReserve() {}

    /** Throws a {@link StackOverflowError} if there is less than a wake-up needs. */
    static void check() {
        descend(DEPTH);
    }

    /** Throws one if there is less than the end of a kernel needs, which wakes others from where it has got to. */
    static void checkForEnd() {
        descend(2 * DEPTH);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : descend(frames - 1) + 1;
    }
}
