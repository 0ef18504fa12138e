// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.FormerName;
import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Since;
import java.util.List;
import java.util.Optional;

/**
 * One component of a record as it is declared.
 *
 * @param name  of the component
 * @param type  of the component
 * @param marks annotations of ours
 * @param place of the component
 */
public record Component(String name, FieldType type, Marks marks, Place place) {
    /** {@return the limit in bytes that is set, if there is one} */
    public Optional<Setting<Integer>> maxLength() {
        return marks.value(MaxLength.class, Integer.class);
    }

    /** {@return the most bytes that a text, or a text in it, may have} */
    public int lengthLimit() {
        return maxLength().map(Setting::value).orElse(MaxLength.DEFAULT);
    }

    /** {@return the limit in elements that is set, if there is one} */
    public Optional<Setting<Integer>> maxCount() {
        return marks.value(MaxCount.class, Integer.class);
    }

    /**
     * Finds the most bytes that a part of the component may have.
     *
     * @param part of the type of the component
     * @return the limit that is set, or the one that holds without
     */
    public int lengthLimit(FieldType.Variable part) {
        return part == FieldType.Variable.ZONED_DATE_TIME
                ? FieldType.ZONED_LIMIT
                : maxLength().map(Setting::value).orElse(part.defaultLimit());
    }

    /** {@return the most elements that an array or a collection may have} */
    public int countLimit() {
        return maxCount().map(Setting::value).orElse(MaxCount.DEFAULT);
    }

    /** {@return the version that added it} */
    public int since() {
        return marks.value(Since.class, Integer.class).map(Setting::value).orElse(1);
    }

    /** {@return whether older messages do not have it} */
    public boolean isAdded() {
        return since() > 1 && !(type instanceof FieldType.Bound);
    }

    /** {@return the value of a field that a message does not have, if one is declared} */
    public Optional<Setting<String>> defaultValue() {
        return marks.value(DefaultValue.class, String.class);
    }

    /** {@return the names that it had before} */
    public List<String> formerNames() {
        return marks.value(FormerName.class, Object.class).stream()
                .flatMap(names -> ((List<?>) names.value()).stream())
                .map(String.class::cast)
                .toList();
    }

    /** {@return whether it is kept only for older readers and writers} */
    public boolean isDeprecated() {
        return marks.of(Deprecated.class).isPresent();
    }

    /** {@return whether the value may be null} */
    public boolean isNullable() {
        FieldType declared = type instanceof FieldType.Bound bound ? bound.type() : type;
        return declared instanceof FieldType.Maybe maybe && maybe.absence() == FieldType.Absence.NULLABLE;
    }
}
