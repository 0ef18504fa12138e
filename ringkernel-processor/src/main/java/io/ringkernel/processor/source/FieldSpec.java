// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A field of a class.
 *
 * @param javadoc     its documentation, or nothing
 * @param modifiers   in any order
 * @param type        of the field
 * @param name        of the field
 * @param initializer its value, or nothing
 */
public record FieldSpec(CodeBlock javadoc, Set<Modifier> modifiers, TypeName type, String name, CodeBlock initializer) {
    /**
     * Begins a field.
     *
     * @param type      of the field
     * @param name      of the field
     * @param modifiers in any order
     * @return what makes it
     */
    public static Builder builder(TypeName type, String name, Modifier... modifiers) {
        return new Builder(type, name, modifiers);
    }

    boolean isStatic() {
        return modifiers.contains(Modifier.STATIC);
    }

    boolean isPrivate() {
        return modifiers.contains(Modifier.PRIVATE);
    }

    /** Makes a field. */
    public static final class Builder {
        private final TypeName type;
        private final String name;
        private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        private CodeBlock javadoc = CodeBlock.of("");
        private CodeBlock initializer = CodeBlock.of("");

        private Builder(TypeName type, String name, Modifier... modifiers) {
            this.type = type;
            this.name = name;
            this.modifiers.addAll(List.of(modifiers));
        }

        /**
         * Sets the documentation.
         *
         * @param format    of the text
         * @param arguments in it
         * @return this
         */
        public Builder addJavadoc(String format, Object... arguments) {
            javadoc = CodeBlock.of(format, arguments);
            return this;
        }

        /**
         * Sets the value.
         *
         * @param format    of the expression
         * @param arguments in it
         * @return this
         */
        public Builder initializer(String format, Object... arguments) {
            return initializer(CodeBlock.of(format, arguments));
        }

        /**
         * Sets the value.
         *
         * @param code the expression
         * @return this
         */
        public Builder initializer(CodeBlock code) {
            initializer = code;
            return this;
        }

        /** {@return the field} */
        public FieldSpec build() {
            return new FieldSpec(javadoc, modifiers, type, name, initializer);
        }
    }
}
