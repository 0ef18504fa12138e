// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * The stack that something needs which must not be left half done. Whoever is about to do it goes down so far first: if the
 * stack ends there, it is thrown before anything has happened, and not in the middle.
 */
final class StackReserve {
    /*
     * In frames of the method below, of which C2 puts two into one. A wake-up takes 0.5 KiB where C2 has compiled it, and 1.2
     * where nobody has; 2 if it starts a virtual thread. This goes down 2.2 KiB where C2 has compiled it, and more elsewhere: so it
     * is deep enough whichever of the two is compiled. Takes 20 ns. See docs/decisions/0020.
     */
    private static final int DEPTH = 28;

    private static final long[] ZEROS = new long[20];

    private StackReserve() {}

    /** Throws a {@link StackOverflowError} if there is less than a wake-up needs. */
    static void check() {
        descend(DEPTH, ZEROS);
    }

    /** Throws one if there is less than somebody needs who ends a kernel, or gives it up, and wakes others from where that has got to. */
    static void checkTwice() {
        descend(2 * DEPTH, ZEROS);
    }

    /*
     * What is read before a call and used after it lies on the stack meanwhile: no compiler can make such a frame small. All frames
     * of a method are of one size, so it is enough that the last one reads so much.
     */
    private static long descend(int frames, long[] n) {
        if (frames > 0) {
            return descend(frames - 1, n);
        }
        if (frames < 0) {
            return 0;
        }
        long a = n[0];
        long b = n[1];
        long c = n[2];
        long d = n[3];
        long e = n[4];
        long f = n[5];
        long g = n[6];
        long h = n[7];
        long i = n[8];
        long j = n[9];
        long k = n[10];
        long l = n[11];
        long m = n[12];
        long o = n[13];
        long p = n[14];
        long q = n[15];
        long r = n[16];
        long s = n[17];
        long t = n[18];
        long u = n[19];
        return descend(-1, n) ^ a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l ^ m ^ o ^ p ^ q ^ r ^ s ^ t ^ u;
    }
}
