// SPDX-License-Identifier: Apache-2.0
/**
 * The front door: {@link io.ringkernel.KernelRuntime} launches kernels and carries messages to them; the machinery that
 * runs them is package-private.
 *
 * <p>May use every other package of the core, and reaches Disruptor, Chronicle and HdrHistogram only through them.
 */
@NullMarked
package io.ringkernel;

import org.jspecify.annotations.NullMarked;
