// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** The walker found a regular file, of that length at that moment. */
@Message(id = 0x0F02)
record FileFound(@MaxLength(RawPath.LONGEST) byte[] path, long length) {}
