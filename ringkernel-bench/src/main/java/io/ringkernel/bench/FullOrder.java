// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.annotation.Message;

/** Seven fields of its own, beside the two ids of its header: what a user pays who carries ids of his own, too. */
@Message(id = 0x0B02)
record FullOrder(long idHi, long idLo, long correlationHi, long correlationLo, int side, long quantity, double price) {}
