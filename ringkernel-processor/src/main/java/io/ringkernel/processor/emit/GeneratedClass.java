// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.TypeName;

/**
 * A source file that was written.
 *
 * @param name of its class
 * @param text of the file
 */
public record GeneratedClass(TypeName name, String text) {}
