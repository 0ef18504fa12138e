// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A class. */
public final class TypeSpec {
    private final Builder parts;
    private final CodeBlock javadoc;

    private TypeSpec(Builder parts) {
        this.parts = parts;
        this.javadoc = parts.javadoc.build();
        parts.fields.sort(Comparator.comparing(field -> !field.isStatic()));
        parts.methods.sort(Comparator.comparing(method -> !method.isConstructor()));
    }

    /**
     * Begins a class.
     *
     * @param name of the class
     * @return what makes it
     */
    public static Builder classBuilder(String name) {
        return new Builder(name);
    }

    /**
     * Begins a class.
     *
     * @param name of the class
     * @return what makes it
     */
    public static Builder classBuilder(ClassName name) {
        return new Builder(name.simpleName());
    }

    /** {@return the methods} */
    public List<MethodSpec> methodSpecs() {
        return parts.methods;
    }

    String name() {
        return parts.name;
    }

    CodeBlock javadoc() {
        return javadoc;
    }

    List<AnnotationSpec> annotations() {
        return parts.annotations;
    }

    Set<Modifier> modifiers() {
        return parts.modifiers;
    }

    Optional<TypeName> superclass() {
        return Optional.ofNullable(parts.superclass);
    }

    List<TypeName> superinterfaces() {
        return parts.superinterfaces;
    }

    List<FieldSpec> fields() {
        return parts.fields;
    }

    List<TypeSpec> types() {
        return parts.types;
    }

    /** Makes a class. */
    public static final class Builder {
        private final String name;
        private final CodeBlock.Builder javadoc = CodeBlock.builder();
        private final List<AnnotationSpec> annotations = new ArrayList<>();
        private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        private final List<TypeName> superinterfaces = new ArrayList<>();
        private final List<FieldSpec> fields = new ArrayList<>();
        private final List<MethodSpec> methods = new ArrayList<>();
        private final List<TypeSpec> types = new ArrayList<>();
        private TypeName superclass;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds to the documentation.
         *
         * @param format    of the text
         * @param arguments in it
         * @return this
         */
        public Builder addJavadoc(String format, Object... arguments) {
            javadoc.add(format, arguments);
            return this;
        }

        /**
         * Adds an annotation.
         *
         * @param annotation to add
         * @return this
         */
        public Builder addAnnotation(AnnotationSpec annotation) {
            annotations.add(annotation);
            return this;
        }

        /**
         * Adds modifiers.
         *
         * @param added in any order
         * @return this
         */
        public Builder addModifiers(Modifier... added) {
            modifiers.addAll(List.of(added));
            return this;
        }

        /**
         * Sets the class that this one extends.
         *
         * @param type to extend
         * @return this
         */
        public Builder superclass(TypeName type) {
            superclass = type;
            return this;
        }

        /**
         * Adds an interface that the class implements.
         *
         * @param type to implement
         * @return this
         */
        public Builder addSuperinterface(TypeName type) {
            superinterfaces.add(type);
            return this;
        }

        /**
         * Adds a field. Static ones are printed before others.
         *
         * @param field to add
         * @return this
         */
        public Builder addField(FieldSpec field) {
            fields.add(field);
            return this;
        }

        /**
         * Adds a field without a value.
         *
         * @param type  of the field
         * @param field its name
         * @param added its modifiers
         * @return this
         */
        public Builder addField(TypeName type, String field, Modifier... added) {
            return addField(FieldSpec.builder(type, field, added).build());
        }

        /**
         * Adds a method. Constructors are printed before others.
         *
         * @param method to add
         * @return this
         */
        public Builder addMethod(MethodSpec method) {
            methods.add(method);
            return this;
        }

        /**
         * Adds a class inside this one. They are printed last.
         *
         * @param type to add
         * @return this
         */
        public Builder addType(TypeSpec type) {
            types.add(type);
            return this;
        }

        /** {@return the class} */
        public TypeSpec build() {
            return new TypeSpec(this);
        }
    }
}
