// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.sbe.OrderDecoder;
import io.ringkernel.bench.sbe.OrderEncoder;
import io.ringkernel.bench.shape.Fields;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The seven fields through the code that SBE generates, without the header of a message. One per thread. */
final class SbeOrder {
    static final int LENGTH = OrderEncoder.BLOCK_LENGTH;

    private final OrderEncoder encoder = new OrderEncoder();
    private final OrderDecoder decoder = new OrderDecoder();

    void write(MutableDirectBuffer buffer, int index, long n) {
        encoder.wrap(buffer, index)
                .idHi(n)
                .idLo(n + 1)
                .correlationHi(n + 2)
                .correlationLo(n + 3)
                .side(Fields.side(n))
                .quantity(n + 4)
                .price(n + 5);
    }

    SbeOrder wrap(DirectBuffer buffer, int index) {
        decoder.wrap(buffer, index, LENGTH, OrderDecoder.SCHEMA_VERSION);
        return this;
    }

    long n() {
        return decoder.idHi();
    }

    long sum() {
        return decoder.idHi()
                + decoder.idLo()
                + decoder.correlationHi()
                + decoder.correlationLo()
                + decoder.side()
                + decoder.quantity()
                + (long) decoder.price();
    }
}
