// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.Message;
import java.util.List;

/**
 * A type marked {@code @Message} as it is declared, right or wrong.
 *
 * @param type         its name
 * @param kind         {@code record}, or what it is instead
 * @param access       who can see it
 * @param isGeneric    whether it has type parameters
 * @param id           from the annotation, 0 to derive it
 * @param version      from the annotation
 * @param priority     from the annotation
 * @param components   in the order of declaration; none unless it is a record
 * @param place        of the type
 */
public record DeclaredMessage(
        TypeName type,
        String kind,
        Access access,
        boolean isGeneric,
        Setting<Integer> id,
        Setting<Integer> version,
        Setting<Integer> priority,
        List<Component> components,
        Place place) {
    /** {@return the number of the type on the wire, explicit or derived} */
    public int typeId() {
        return isIdDerived() ? derivedId() : id.value();
    }

    /** {@return whether the id comes from the name} */
    public boolean isIdDerived() {
        return id.value() == Message.DERIVED;
    }

    /** {@return the id that the name gives} */
    public int derivedId() {
        return Fnv.hash(type.qualifiedName());
    }
}
