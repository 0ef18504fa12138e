// SPDX-License-Identifier: Apache-2.0
/** A kernel whose thread has a core to itself. Start reading at {@code Pinning}. */
@NullMarked
package io.ringkernel.examples.pinning;

import org.jspecify.annotations.NullMarked;
