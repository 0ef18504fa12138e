// SPDX-License-Identifier: Apache-2.0
/**
 * Writes source code from the model.
 *
 * <p>May use {@code model} and {@code source}; sees nothing of the compiler but its {@code Modifier}.
 */
package io.ringkernel.processor.emit;
