// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** Asks a reader to read a file and have it hashed. */
@Message(id = 0x0F05)
record ReadRequest(int file, @MaxLength(RawPath.LONGEST) byte[] path, long length) {}
