// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** Something is wrong with a file. If it is lost, no digest will come; if not, it changed while it was read. */
@Message(id = 0x0F08)
record FileFailed(int file, boolean lost, @MaxLength(1024) String reason) {}
