// SPDX-License-Identifier: Apache-2.0
/**
 * The ground floor: what a user writes on records and classes. {@link io.ringkernel.annotation.Message} marks a record,
 * {@link io.ringkernel.annotation.RingKernel} a kernel, {@link io.ringkernel.annotation.Handles} one of its handlers.
 *
 * <p>May use {@code java.lang} and nothing else; everything above may use it.
 */
package io.ringkernel.annotation;
