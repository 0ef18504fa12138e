// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations of ours on a type or a component.
 *
 * @param byType those that are there
 */
public record Marks(Map<Class<? extends Annotation>, Mark> byType) {
    /**
     * Finds an annotation.
     *
     * @param type of the annotation
     * @return the annotation, if it is there
     */
    public Optional<Mark> of(Class<? extends Annotation> type) {
        return Optional.ofNullable(byType.get(type));
    }

    /**
     * Finds the {@code value} of an annotation.
     *
     * @param <T>   type of the value
     * @param type  of the annotation
     * @param value type of the value
     * @return the value, if the annotation is there
     */
    public <T> Optional<Setting<T>> value(Class<? extends Annotation> type, Class<T> value) {
        return of(type).map(mark -> mark.setting("value", value));
    }

    /**
     * Adds annotations that stand elsewhere.
     *
     * @param others that count only where there is none here
     * @return all of them
     */
    public Marks or(Marks others) {
        Map<Class<? extends Annotation>, Mark> all = new HashMap<>(others.byType);
        all.putAll(byType);
        return new Marks(Map.copyOf(all));
    }
}
