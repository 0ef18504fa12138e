// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** An account is paid. */
@Message(id = 0x0B0D)
record Credit(long amount) {}
