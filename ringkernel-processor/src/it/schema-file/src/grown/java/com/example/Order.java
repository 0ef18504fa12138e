// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Since;

/** What somebody buys. */
@Message(id = 0x0101, version = 2)
public record Order(
        long id,
        int quantity,
        @MaxLength(80) String note,
        @Since(2) long priceCents) {}
