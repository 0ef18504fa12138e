// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * The ids of the messages that a kernel handled last, so that one that is sent again is not handled again. Remembers a
 * number of them, each for a time; of more it forgets the oldest. Used by the thread that runs the kernel alone; looking up
 * and remembering allocate nothing.
 */
final class DedupWindow {
    private static final int EMPTY = 0;

    private final int capacity;
    private final long ageNs;

    /* The ids in the order in which they came, in a circle: count of them up to the one before next. */
    private final long[] his;
    private final long[] los;
    private final long[] times;
    private int next;
    private int count;

    /* Where in the circle an id stands, plus 1: a hash table with linear probing, never more than half full. */
    private final int[] places;

    DedupWindow(int capacity, long ageNs) {
        this.capacity = capacity;
        this.ageNs = ageNs;
        this.his = new long[capacity];
        this.los = new long[capacity];
        this.times = new long[capacity];
        this.places = new int[2 * Integer.highestOneBit(Math.max(1, capacity - 1)) * 2];
    }

    /** {@return whether an id was remembered and has not grown too old} */
    boolean contains(long hi, long lo, long nowNs) {
        forgetOld(nowNs);
        return places[find(hi, lo)] != EMPTY;
    }

    /** Remembers an id that the window does not contain. */
    void add(long hi, long lo, long nowNs) {
        if (count == capacity) {
            forgetOldest();
        }
        his[next] = hi;
        los[next] = lo;
        times[next] = nowNs;
        places[find(hi, lo)] = next + 1;
        next = next + 1 == capacity ? 0 : next + 1;
        count++;
    }

    private void forgetOld(long nowNs) {
        while (count > 0 && nowNs - times[oldest()] >= ageNs) {
            forgetOldest();
        }
    }

    private int oldest() {
        int index = next - count;
        return index < 0 ? index + capacity : index;
    }

    private void forgetOldest() {
        int index = oldest();
        remove(find(his[index], los[index]));
        count--;
    }

    /** {@return the place of an id in the table, or the empty one at which it would stand} */
    private int find(long hi, long lo) {
        int place = home(hi, lo);
        while (places[place] != EMPTY && !isAt(places[place] - 1, hi, lo)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private boolean isAt(int index, long hi, long lo) {
        return los[index] == lo && his[index] == hi;
    }

    private int home(long hi, long lo) {
        long mixed = (hi ^ Long.rotateLeft(lo, 32)) * 0x9E37_79B9_7F4A_7C15L; // Fibonacci hashing (Knuth, TAOCP 3, 6.4)
        return (int) (mixed >>> 32) & places.length - 1;
    }

    /* Closes the gap, so that whoever probes past it still finds what stands behind (Knuth, TAOCP 3, 6.4, algorithm R). */
    private void remove(int place) {
        int mask = places.length - 1;
        int gap = place;
        int probe = place;
        while (true) {
            probe = probe + 1 & mask;
            if (places[probe] == EMPTY) {
                places[gap] = EMPTY;
                return;
            }
            int index = places[probe] - 1;
            int home = home(his[index], los[index]);
            if ((probe - home & mask) >= (probe - gap & mask)) {
                places[gap] = places[probe];
                gap = probe;
            }
        }
    }
}
