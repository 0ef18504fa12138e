// SPDX-License-Identifier: Apache-2.0
/**
 * Turns elements of the compiler into the model. Judges nothing.
 *
 * <p>May use {@code model}, {@code report} and {@code javax.lang.model}.
 */
package io.ringkernel.processor.read;
