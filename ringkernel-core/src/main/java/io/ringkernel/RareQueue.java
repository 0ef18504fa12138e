// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent queue that most of its owners never use: it takes no memory before the first element, and that it is empty is
 * one read.
 */
final class RareQueue<T> {
    private volatile @Nullable ConcurrentLinkedQueue<T> elements;

    /** Adds an element; what a thread wrote before is seen by whoever finds the queue not empty, or takes the element. */
    void add(T element) {
        ConcurrentLinkedQueue<T> made = elements;
        (made == null ? make() : made).add(element);
    }

    private synchronized ConcurrentLinkedQueue<T> make() {
        ConcurrentLinkedQueue<T> made = elements;
        if (made == null) {
            made = new ConcurrentLinkedQueue<>();
            elements = made;
        }
        return made;
    }

    boolean isEmpty() {
        ConcurrentLinkedQueue<T> made = elements;
        return made == null || made.isEmpty();
    }

    /** {@return the oldest element, which stays; null if there is none} */
    @Nullable
    T peek() {
        ConcurrentLinkedQueue<T> made = elements;
        return made == null ? null : made.peek();
    }

    /** Takes the oldest element. {@return null if there is none} */
    @Nullable
    T poll() {
        ConcurrentLinkedQueue<T> made = elements;
        return made == null ? null : made.poll();
    }

    void removeIf(Predicate<T> condition) {
        ConcurrentLinkedQueue<T> made = elements;
        if (made != null) {
            made.removeIf(condition);
        }
    }
}
