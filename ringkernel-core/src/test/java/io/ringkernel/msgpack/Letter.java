// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** A message with a field whose name the header has, too. */
record Letter(int a, int priority) {}
