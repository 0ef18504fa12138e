// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;

/** Hands a piece of a file to a hasher, which owns the payload from then on. The pieces of a file come in order. */
@Message(id = 0x0F06)
record HashRequest(int file, long offset, BufferRef piece, int length, boolean last, long sentNs) {}
