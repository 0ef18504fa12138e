// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** One number, on the way back. */
@Message(id = 0x0B08)
record Reply(long n) {}
