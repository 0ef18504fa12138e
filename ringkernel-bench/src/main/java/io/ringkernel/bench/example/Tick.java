// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.example;

import io.ringkernel.annotation.Message;

/** A price, and the stamp by which its time under way is measured. */
@Message(id = 0x0B40)
record Tick(long stampNs, double price) {}
