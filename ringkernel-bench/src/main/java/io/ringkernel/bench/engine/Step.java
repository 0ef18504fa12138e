// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** One number: how far something is, or how often it still has to be done. */
@Message(id = 0x0B07)
record Step(long n) {}
