// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.Message;

/** The walker has found all there is. */
@Message(id = 0x0F04)
record WalkEnd() {}
