// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;

/** The seven fields as a fresh object for each message, as queues, mailboxes and buses carry them. */
record Item(long idHi, long idLo, long correlationHi, long correlationLo, int side, long quantity, double price) {
    static Item of(long n) {
        return new Item(n, n + 1, n + 2, n + 3, Fields.side(n), n + 4, n + 5);
    }

    long sum() {
        return idHi + idLo + correlationHi + correlationLo + side + quantity + (long) price;
    }
}
