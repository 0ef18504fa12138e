// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/** The walker could not list a folder, or not look at something in it. */
@Message(id = 0x0F03)
record FolderFailed(
        @MaxLength(RawPath.LONGEST) byte[] path,
        @MaxLength(1024) String reason) {}
