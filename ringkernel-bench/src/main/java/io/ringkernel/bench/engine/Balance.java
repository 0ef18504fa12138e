// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** What is on an account, weighed. */
@Message(id = 0x0B05)
record Balance(long weight) {}
