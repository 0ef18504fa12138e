// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** A philosopher asks for both forks, or gives them back. */
@Message(id = 0x0B09)
record Hungry(int seat, boolean givesBack) {}
