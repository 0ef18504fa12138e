// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.annotation.Message;

/** A term of a series. */
@Message(id = 0x0B0E)
record Term(double value) {}
