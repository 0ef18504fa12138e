// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** A room to search from. */
@Message(id = 0x0B0F)
record Search(int room) {}
