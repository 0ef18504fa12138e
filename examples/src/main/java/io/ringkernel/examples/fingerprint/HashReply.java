// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** A piece is hashed. With the last one of a file comes the digest, with the others an empty array. */
@Message(id = 0x0F07)
record HashReply(
        int file, int length, long sentNs, @MaxLength(32) byte[] digest) {}
