// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** Entries of parts of one order that are at hand, the last one that came first. Not thread-safe. */
final class Magazine {
    private final int[] entries;
    private int count;

    Magazine(int capacity) {
        entries = new int[capacity];
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == entries.length;
    }

    int take() {
        return entries[--count];
    }

    void put(int entry) {
        entries[count++] = entry;
    }
}
