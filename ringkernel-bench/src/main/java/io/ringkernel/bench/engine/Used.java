// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** What came of an item, and who used it and wants another. */
@Message(id = 0x0B0B)
record Used(int consumer, long value) {}
