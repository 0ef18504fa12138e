// SPDX-License-Identifier: Apache-2.0
/**
 * Writes source code from the model, with JavaPoet.
 *
 * <p>May use {@code model} and JavaPoet; sees nothing of the compiler but its {@code Modifier}, which JavaPoet asks for.
 */
package io.ringkernel.processor.emit;
