// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** What somebody buys. */
@Message(id = 0x0101)
public record Order(long id, int quantity, @MaxLength(80) String note) {}
