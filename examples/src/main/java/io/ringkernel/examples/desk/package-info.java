// SPDX-License-Identifier: Apache-2.0
/** Kernels that share a thread, and one that does not. Start reading at {@code Desk}. */
@NullMarked
package io.ringkernel.examples.desk;

import org.jspecify.annotations.NullMarked;
