// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.Message;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A type marked {@code @Message} as it is declared, right or wrong.
 *
 * @param type        its name
 * @param kind        {@code record}, or what it is instead
 * @param access      who can see it
 * @param isGeneric   whether it has type parameters
 * @param hasOwnCheck whether its canonical constructor is written in the source, and may refuse values
 * @param marks       annotations of ours, {@code @Message} among them
 * @param components  in the order of declaration; none unless it is a record
 * @param reserved    places of fields that were removed, in the order of their annotations
 * @param uses        the generic messages in it and in each other, each with types for its parameters
 * @param place       of the type
 */
public record DeclaredMessage(
        TypeName type,
        String kind,
        Access access,
        boolean isGeneric,
        boolean hasOwnCheck,
        Marks marks,
        List<Component> components,
        List<Reservation> reserved,
        List<DeclaredMessage> uses,
        Place place) {
    /** The most generic messages with types for their parameters in one message. */
    public static final int MOST_USES = 64;

    /** {@return the id from the annotation, 0 to derive it} */
    public Setting<Integer> id() {
        return setting("id", Integer.class);
    }

    /** {@return the version from the annotation} */
    public Setting<Integer> version() {
        return setting("version", Integer.class);
    }

    /** {@return the priority from the annotation} */
    public Setting<Integer> priority() {
        return setting("priority", Integer.class);
    }

    /** {@return the deadline from the annotation, 0 for none} */
    public Setting<Integer> deadlineMs() {
        return setting("deadlineMs", Integer.class);
    }

    /** {@return the limit of its length from the annotation} */
    public Setting<Integer> maxLength() {
        return setting("maxLength", Integer.class);
    }

    /** {@return the length of its header in bytes, with all that the type and its components can say there} */
    public int headerLength() {
        Set<HeaderField> said = EnumSet.noneOf(HeaderField.class);
        if (deadlineMs().value() > 0) {
            said.add(HeaderField.DEADLINE);
        }
        for (Component component : components) {
            if (component.type() instanceof FieldType.Bound bound) {
                said.add(bound.field());
            }
        }
        return HeaderField.HEADER_LENGTH
                + said.stream().mapToInt(HeaderField::extensionLength).sum();
    }

    private <T> Setting<T> setting(String name, Class<T> value) {
        return marks.of(Message.class).orElseThrow().setting(name, value);
    }

    /** {@return the number of the type on the wire, explicit or derived} */
    public int typeId() {
        return type.use().map(TypeName.Use::typeId).orElseGet(() -> isIdDerived() ? derivedId() : id().value());
    }

    /** {@return whether the id comes from the name} */
    public boolean isIdDerived() {
        return id().value() == Message.DERIVED;
    }

    /** {@return the id that the name gives} */
    public int derivedId() {
        return type.derivedId();
    }
}
