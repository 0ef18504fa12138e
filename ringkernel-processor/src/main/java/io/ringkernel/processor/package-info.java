// SPDX-License-Identifier: Apache-2.0
/**
 * The annotation processor: {@link io.ringkernel.processor.RingKernelProcessor} reads messages and kernels, checks
 * them, lays them out and writes their codecs and dispatchers.
 */
package io.ringkernel.processor;
