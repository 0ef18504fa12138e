// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** Three fields: with its header, which holds the two ids, one cache line. */
@Message(id = 0x0B01)
record Order(int side, long quantity, double price) {}
