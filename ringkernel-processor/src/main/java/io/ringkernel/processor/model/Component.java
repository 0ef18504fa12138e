// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.MaxLength;
import java.util.Optional;

/**
 * One component of a record as it is declared.
 *
 * @param name      of the component
 * @param type      of the component
 * @param maxLength the annotation, if it has one
 * @param nullable  where it is marked {@code @Nullable}, if it is
 * @param place     of the component
 */
public record Component(
        String name, FieldType type, Optional<Setting<Integer>> maxLength, Optional<Place> nullable, Place place) {
    /** {@return the most bytes a {@code String} or {@code byte[]} may have} */
    public int limit() {
        return maxLength.map(Setting::value).orElse(MaxLength.DEFAULT);
    }

    /** {@return whether the value may be null} */
    public boolean isNullable() {
        return nullable.isPresent();
    }
}
