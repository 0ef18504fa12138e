// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.Map;

/**
 * One annotation of ours as it is written.
 *
 * @param values by the names of the members, set or default; a list for an array, the name for an enum constant
 * @param place  of the annotation
 */
public record Mark(Map<String, Setting<Object>> values, Place place) {
    /**
     * Finds a value.
     *
     * @param <T>  type of the value
     * @param name of the member
     * @param type of the value
     * @return the value and where it stands
     */
    public <T> Setting<T> setting(String name, Class<T> type) {
        Setting<Object> setting = values.get(name);
        return new Setting<>(type.cast(setting.value()), setting.place());
    }
}
