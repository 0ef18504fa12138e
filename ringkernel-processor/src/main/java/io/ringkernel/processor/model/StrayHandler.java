// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * A handler or a hook in a class that is no kernel.
 *
 * @param mark  the annotation, as it is written
 * @param name  of the method
 * @param type  its class
 * @param place of the method
 */
public record StrayHandler(String mark, String name, TypeName type, Place place) {}
