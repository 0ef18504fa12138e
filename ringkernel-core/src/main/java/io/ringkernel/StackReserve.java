// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * The stack that something needs which must not be left half done. Whoever is about to do it goes down so far first: if the
 * stack ends there, it is thrown before anything has happened, and not in the middle.
 */
final class StackReserve {
    /*
     * In frames of the method below, of which C2 puts two into one. A wake-up takes 0.5 KiB where C2 has compiled it, and 1.2
     * where nobody has; 2 if it starts a virtual thread. This goes down 2.2 KiB where C2 has compiled it, and 7 where nobody
     * has: so it is deep enough whichever of the two is compiled. Takes 70 ns. See docs/decisions/0020.
     */
    private static final int DEPTH = 32;

    private StackReserve() {}

    /** Throws a {@link StackOverflowError} if there is less than a wake-up needs. */
    static void check() {
        descend(DEPTH, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Throws one if there is less than somebody needs who ends a kernel, or gives it up, and wakes others from where that has got to. */
    static void checkTwice() {
        descend(2 * DEPTH, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /* What is used after the call lies on the stack meanwhile: a compiler cannot make such a frame small. */
    private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g, long h) {
        return frames == 0
                ? a
                : descend(frames - 1, b, c, d, e, f, g, h, a + frames) ^ ((a + b ^ c + d) + (e + f ^ g + h));
    }
}
