// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;
import io.ringkernel.bench.shape.Fields;

/** Seven fields of its own, beside the two ids of its header: what a user pays who carries ids of his own, too. */
@Message(id = 0x0B02)
record FullOrder(long idHi, long idLo, long correlationHi, long correlationLo, int side, long quantity, double price) {
    static FullOrder of(long n) {
        return new FullOrder(n, n + 1, n + 2, n + 3, Fields.side(n), n + 4, n + 5);
    }

    /** {@return the length of the message that was written} */
    static int write(FullOrderCodec.Writer writer, long n) {
        return writer.idHi(n)
                .idLo(n + 1)
                .correlationHi(n + 2)
                .correlationLo(n + 3)
                .side(Fields.side(n))
                .quantity(n + 4)
                .price(n + 5)
                .encodedLength();
    }

    static long sum(FullOrderCodec.Reader order) {
        return order.idHi()
                + order.idLo()
                + order.correlationHi()
                + order.correlationLo()
                + order.side()
                + order.quantity()
                + (long) order.price();
    }

    long sum() {
        return idHi + idLo + correlationHi + correlationLo + side + quantity + (long) price;
    }
}
