// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import org.jspecify.annotations.Nullable;

/**
 * Parts that are at hand: a magazine for each order, made when it is needed. Source of the method: Bonwick and Adams,
 * "Magazines and vmem", USENIX (2001).
 *
 * <p>Not thread-safe.
 */
sealed class Rack permits Stripe {
    final @Nullable Magazine[] magazines;
    private final int capacity;

    /**
     * Creates an empty one.
     *
     * @param orders   number of orders
     * @param capacity of each magazine, in parts
     */
    Rack(int orders, int capacity) {
        this.magazines = new Magazine[orders];
        this.capacity = capacity;
    }

    /** {@return the magazine of that order} */
    final Magazine magazine(int order) {
        Magazine magazine = magazines[order];
        if (magazine == null) {
            magazine = new Magazine(capacity);
            magazines[order] = magazine;
        }
        return magazine;
    }

    /** {@return how many parts of that order are at hand} */
    final int count(int order) {
        Magazine magazine = magazines[order];
        return magazine == null ? 0 : magazine.count();
    }
}
