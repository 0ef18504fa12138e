// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** Asks the walker for all files below a folder. */
@Message(id = 0x0F01)
record Walk(@MaxLength(RawPath.LONGEST) byte[] root) {}
