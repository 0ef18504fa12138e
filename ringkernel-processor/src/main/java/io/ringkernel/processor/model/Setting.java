// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * A value in an annotation.
 *
 * @param <T>   type of the value
 * @param value that is set, or the default
 * @param place of the value, or of the annotation if the value is the default
 */
public record Setting<T>(T value, Place place) {}
