// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** An item, and who made it. */
@Message(id = 0x0B0A)
record Made(int producer, long item) {}
