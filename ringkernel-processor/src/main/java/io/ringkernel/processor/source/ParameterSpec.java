// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

/**
 * A parameter of a method.
 *
 * @param type of the parameter
 * @param name of the parameter
 */
public record ParameterSpec(TypeName type, String name) {}
