// SPDX-License-Identifier: Apache-2.0
/** Urgent messages overtake a backlog. Start reading at {@code Priorities}. */
@NullMarked
package io.ringkernel.examples.priority;

import org.jspecify.annotations.NullMarked;
