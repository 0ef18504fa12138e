// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the processor would write a codec for: here it is written by hand. */
record Order(
        long orderId,
        String symbol,
        Side side,
        UUID account,
        Instant placedAt,
        List<Leg> legs,
        Optional<String> note,
        @Nullable Order parent,
        int retries) {
    enum Side {
        BUY,
        SELL
    }

    sealed interface Leg permits Stock, Future {}

    record Stock(double price, int quantity) implements Leg {
        Stock {
            if (quantity < 0) {
                throw new IllegalArgumentException("quantity must not be negative: quantity=" + quantity);
            }
        }
    }

    record Future(String month) implements Leg {}
}
