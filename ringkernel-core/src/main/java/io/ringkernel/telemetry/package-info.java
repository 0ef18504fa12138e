// SPDX-License-Identifier: Apache-2.0
/**
 * What can be known of a kernel from outside: {@link io.ringkernel.telemetry.KernelCounters} and
 * {@link io.ringkernel.telemetry.LatencySnapshot}.
 *
 * <p>May use the JDK and HdrHistogram, whose only door this is; nothing else of RingKernel.
 */
@NullMarked
package io.ringkernel.telemetry;

import org.jspecify.annotations.NullMarked;
