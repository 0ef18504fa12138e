// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** T: what a cache line takes from one thread to another. */
final class Transfers {
    /** Under which name a fork says what T was when it had measured. */
    static final String NAME = "transferNs";

    private static final int PAGES = 24;
    private static final int PAGE_DISTANCE = 1 << 20;
    private static final int FEW_ROUNDS = 5_000;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Transfers() {}

    /**
     * {@return T of the page in the middle, in nanoseconds, in less than a tenth of a second; {@link Double#NaN} where there is one processor,
     * which has no other to send a line to}
     */
    static double quickly() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return Double.NaN;
        }
        double[] sorted = perPage(FEW_ROUNDS);
        Arrays.sort(sorted);
        return sorted[PAGES / 2];
    }

    /**
     * Measures T with one line on each of several pages: it costs up to twice as much on one as on another.
     *
     * @param rounds there and back, on each page, after as many that have the code compiled
     * @return one value for each page, in nanoseconds
     */
    static double[] perPage(int rounds) {
        measure(rounds);
        return measure(rounds);
    }

    private static double[] measure(int rounds) {
        ByteBuffer memory = ByteBuffer.allocateDirect(PAGES * PAGE_DISTANCE);
        double[] ns = new double[PAGES];
        Thread other = new Thread(() -> {
            for (int page = 0; page < PAGES; page++) {
                answer(memory, page * PAGE_DISTANCE, rounds);
            }
        });
        other.start();
        for (int page = 0; page < PAGES; page++) {
            ns[page] = ask(memory, page * PAGE_DISTANCE, rounds);
        }
        Threads.join(other);
        return ns;
    }

    private static double ask(ByteBuffer memory, int index, int rounds) {
        long startNs = System.nanoTime();
        for (long i = 1; i <= rounds; i++) {
            LONG.setRelease(memory, index, 2 * i - 1);
            while ((long) LONG.getAcquire(memory, index) != 2 * i) {
                Thread.onSpinWait();
            }
        }
        return (System.nanoTime() - startNs) / 2.0 / rounds;
    }

    private static void answer(ByteBuffer memory, int index, int rounds) {
        for (long i = 1; i <= rounds; i++) {
            while ((long) LONG.getAcquire(memory, index) != 2 * i - 1) {
                Thread.onSpinWait();
            }
            LONG.setRelease(memory, index, 2 * i);
        }
    }
}
