// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.annotation.Message;

/** Seven fields together with the two ids of its header: 56 bytes of content, in one cache line. */
@Message(id = 0x0B01)
record Order(int side, long quantity, double price) {}
