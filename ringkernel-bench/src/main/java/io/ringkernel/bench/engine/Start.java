// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** Lets a kernel begin, from outside. */
@Message(id = 0x0B04, priority = 255)
record Start(long first, int rounds, int burst) {}
