// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;

/** The seven fields as an object that is filled again and again, as the Disruptor's user guide has it. */
final class Event {
    private long idHi;
    private long idLo;
    private long correlationHi;
    private long correlationLo;
    private int side;
    private long quantity;
    private double price;

    void set(long n) {
        idHi = n;
        idLo = n + 1;
        correlationHi = n + 2;
        correlationLo = n + 3;
        side = Fields.side(n);
        quantity = n + 4;
        price = n + 5;
    }

    long n() {
        return idHi;
    }

    long sum() {
        return idHi + idLo + correlationHi + correlationLo + side + quantity + (long) price;
    }
}
