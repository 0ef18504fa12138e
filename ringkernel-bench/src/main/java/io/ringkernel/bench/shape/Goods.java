// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** What the producers of {@link Savina#BOUNDED_BUFFER} make, and what the consumers make of it. */
public final class Goods {
    /** Producers, and as many consumers. */
    public static final int PRODUCERS = 10;

    /** Items of each producer. */
    public static final int ITEMS = 500;

    /** Items for which the buffer has room. */
    public static final int ROOM = 50;

    private static final int WORK = 25;
    private static final long FACTOR = 6_364_136_223_846_793_005L;

    private Goods() {}

    /**
     * Makes an item, at a little cost.
     *
     * @param producer number of the producer
     * @param left     how many items it still has to make
     * @return the item
     */
    public static long make(int producer, int left) {
        return work((long) producer * ITEMS + left);
    }

    /**
     * Uses an item, at a little cost.
     *
     * @param item to use
     * @return what comes of it
     */
    public static long use(long item) {
        return work(item) >>> 32;
    }

    private static long work(long seed) {
        long value = seed;
        for (int i = 0; i < WORK; i++) {
            value = value * FACTOR + 1;
        }
        return value;
    }

    /** {@return the sum of what comes of all items} */
    static long result() {
        long sum = 0;
        for (int producer = 0; producer < PRODUCERS; producer++) {
            for (int left = ITEMS; left > 0; left--) {
                sum += use(make(producer, left));
            }
        }
        return sum;
    }
}
