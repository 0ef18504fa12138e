package com.example;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.FormerName;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Reserved;
import io.ringkernel.annotation.Since;
import java.util.UUID;

/**
 * A message in its fourth version.
 *
 * @param id       of the order
 * @param quantity was called {@code qty} in version 1
 * @param price    is kept for older readers and writers
 * @param side     is new in version 2
 * @param limit    is new in version 2
 * @param account  is new in version 3
 * @param note     is new in version 3
 * @param venue    is new in version 4
 */
@Message(id = 0x0101, version = 4)
@Reserved(name = "discount", type = short.class, after = "quantity")
@Reserved(name = "comment", type = String.class, after = "side")
public record Order(
        long id,
        @FormerName("qty") int quantity,
        double price,
        @Since(2) @DefaultValue("BUY") Side side,
        @Since(2) @DefaultValue("100") long limit,
        @Since(3) @DefaultValue("123e4567-e89b-12d3-a456-426614174000") UUID account,
        @Since(3) @MaxLength(80) String note,
        @Since(4) @MaxLength(16) @DefaultValue("XETR") String venue) {
    /**
     * {@return what each of them costs}
     *
     * @deprecated it is agreed upon elsewhere
     */
    @Deprecated
    public double price() {
        return price;
    }

    /** What the order does. */
    public enum Side {
        /** Takes. */
        BUY,
        /** Gives. */
        SELL
    }
}
