// SPDX-License-Identifier: Apache-2.0
/**
 * What the source says, as plain values: {@link io.ringkernel.processor.model.DeclaredMessage} and {@link
 * io.ringkernel.processor.model.DeclaredKernel} as they are declared, right or wrong, and the {@link io.ringkernel.processor.model.Layout} of what is right.
 *
 * <p>May use the JDK without {@code javax}, and the annotations.
 */
package io.ringkernel.processor.model;
