// SPDX-License-Identifier: Apache-2.0
/** Kernels whose handlers wait. Start reading at {@code Cinema}. */
@NullMarked
package io.ringkernel.examples.coroutine;

import org.jspecify.annotations.NullMarked;
