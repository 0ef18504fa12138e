// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.stream.Collectors;

/** Writes types as schemas name them: what has the same form on the wire has the same text. */
public final class WireText {
    private WireText() {}

    /**
     * Writes a type.
     *
     * @param type of a field
     * @return its text
     */
    public static String of(FieldType type) {
        if (type instanceof FieldType.Maybe maybe) {
            return of(maybe.inner()) + "?";
        }
        if (type instanceof FieldType.Boxed boxed) {
            return of(boxed.primitive());
        }
        if (type instanceof FieldType.Sequence sequence) {
            String element = of(sequence.element());
            return switch (sequence.kind()) {
                case LIST -> "List<" + element + ">";
                case SET -> "Set<" + element + ">";
                case ARRAY -> element + "[]";
            };
        }
        if (type instanceof FieldType.MapOf map) {
            return "Map<" + of(map.key()) + ", " + of(map.value()) + ">";
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return enumeration.type().qualifiedName();
        }
        if (type instanceof FieldType.Nested nested) {
            return nested.arguments().isEmpty()
                    ? nested.type().qualifiedName()
                    : nested.arguments().stream()
                            .map(WireText::of)
                            .collect(Collectors.joining(", ", nested.type().qualifiedName() + "<", ">"));
        }
        return type instanceof FieldType.OneOf oneOf ? oneOf.type().qualifiedName() : type.displayName();
    }
}
