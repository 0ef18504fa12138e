// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** An account is to pay another. */
@Message(id = 0x0B0C)
record Debit(int to, long amount) {}
