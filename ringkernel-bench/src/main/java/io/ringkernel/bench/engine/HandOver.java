// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;

/** A message that hands a payload over, or {@link BufferRef#NONE}. */
@Message(id = 0x0B06)
record HandOver(long n, BufferRef payload) {}
