// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** A message with a payload of any length. */
@Message(id = 0x0B03)
record Sized(long stampNs, @MaxLength(32 * 1024) byte[] payload) {}
