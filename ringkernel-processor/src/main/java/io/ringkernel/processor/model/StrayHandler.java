// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * A method marked {@code @Handles} in a class that is no kernel.
 *
 * @param name  of the method
 * @param type  its class
 * @param place of the method
 */
public record StrayHandler(String name, TypeName type, Place place) {}
