// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * The place of a field that was removed.
 *
 * @param name  of the field
 * @param type  of the field; any type of the tail stands for all of them
 * @param after name of the component that stood before it, or nothing
 * @param place of the annotation
 */
public record Reservation(String name, FieldType type, Setting<String> after, Place place) {}
