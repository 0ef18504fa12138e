// SPDX-License-Identifier: Apache-2.0
/**
 * Judges the model. One class for each kind of thing that can be wrong.
 *
 * <p>May use {@code model} and {@code report}; sees nothing of the compiler.
 */
package io.ringkernel.processor.check;
