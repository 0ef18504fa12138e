// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A method or a constructor. */
public final class MethodSpec {
    private static final String CONSTRUCTOR = "";

    private final Builder parts;
    private final CodeBlock javadoc;
    private final CodeBlock code;

    private MethodSpec(Builder parts) {
        this.parts = parts;
        this.javadoc = parts.javadoc.build();
        this.code = parts.code.build();
    }

    /**
     * Begins a method.
     *
     * @param name of the method
     * @return what makes it
     */
    public static Builder methodBuilder(String name) {
        return new Builder(name);
    }

    /** {@return what makes a constructor} */
    public static Builder constructorBuilder() {
        return new Builder(CONSTRUCTOR);
    }

    /** {@return the name of the method} */
    public String name() {
        return parts.name;
    }

    /** {@return the documentation} */
    public CodeBlock javadoc() {
        return javadoc;
    }

    /** {@return the modifiers} */
    public Set<Modifier> modifiers() {
        return parts.modifiers;
    }

    /** {@return what it returns} */
    public TypeName returnType() {
        return parts.returns;
    }

    /** {@return the parameters} */
    public List<ParameterSpec> parameters() {
        return parts.parameters;
    }

    /** {@return the statements} */
    public CodeBlock code() {
        return code;
    }

    List<AnnotationSpec> annotations() {
        return parts.annotations;
    }

    List<TypeName> exceptions() {
        return parts.exceptions;
    }

    boolean isConstructor() {
        return parts.name.equals(CONSTRUCTOR);
    }

    /** {@return what makes a method that begins as this one} */
    public Builder toBuilder() {
        return withoutCode().addCode(code);
    }

    /**
     * Replaces the statements.
     *
     * @param statements of the new method
     * @return a method that is otherwise as this one
     */
    public MethodSpec withCode(CodeBlock statements) {
        return withoutCode().addCode(statements).build();
    }

    private Builder withoutCode() {
        Builder copy = new Builder(parts.name)
                .addModifiers(parts.modifiers)
                .returns(parts.returns)
                .addParameters(parts.parameters)
                .addJavadoc(javadoc);
        copy.annotations.addAll(parts.annotations);
        copy.exceptions.addAll(parts.exceptions);
        return copy;
    }

    /** Makes a method. */
    public static final class Builder {
        private final String name;
        private final CodeBlock.Builder javadoc = CodeBlock.builder();
        private final List<AnnotationSpec> annotations = new ArrayList<>();
        private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        private final List<ParameterSpec> parameters = new ArrayList<>();
        private final List<TypeName> exceptions = new ArrayList<>();
        private final CodeBlock.Builder code = CodeBlock.builder();
        private TypeName returns = TypeName.VOID;

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
         * Adds to the documentation.
         *
         * @param text to add
         * @return this
         */
        public Builder addJavadoc(CodeBlock text) {
            javadoc.add(text);
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
         * Adds an annotation without elements.
         *
         * @param type of the annotation
         * @return this
         */
        public Builder addAnnotation(Class<?> type) {
            annotations.add(AnnotationSpec.of(type));
            return this;
        }

        /**
         * Adds modifiers.
         *
         * @param added in any order
         * @return this
         */
        public Builder addModifiers(Modifier... added) {
            return addModifiers(List.of(added));
        }

        /**
         * Adds modifiers.
         *
         * @param added in any order
         * @return this
         */
        public Builder addModifiers(Collection<Modifier> added) {
            modifiers.addAll(added);
            return this;
        }

        /**
         * Sets what the method returns, which is nothing unless it is set.
         *
         * @param type of the result
         * @return this
         */
        public Builder returns(TypeName type) {
            returns = type;
            return this;
        }

        /**
         * Sets what the method returns.
         *
         * @param type of the result
         * @return this
         */
        public Builder returns(Class<?> type) {
            return returns(ClassName.get(type));
        }

        /**
         * Adds a parameter.
         *
         * @param type      of the parameter
         * @param parameter its name
         * @return this
         */
        public Builder addParameter(TypeName type, String parameter) {
            parameters.add(new ParameterSpec(type, parameter));
            return this;
        }

        /**
         * Adds a parameter.
         *
         * @param type      of the parameter
         * @param parameter its name
         * @return this
         */
        public Builder addParameter(Class<?> type, String parameter) {
            return addParameter(ClassName.get(type), parameter);
        }

        /**
         * Adds parameters.
         *
         * @param added in their order
         * @return this
         */
        public Builder addParameters(List<ParameterSpec> added) {
            parameters.addAll(added);
            return this;
        }

        /**
         * Adds an exception to the declaration.
         *
         * @param type of the exception
         * @return this
         */
        public Builder addException(Class<?> type) {
            exceptions.add(ClassName.get(type));
            return this;
        }

        /**
         * Adds statements.
         *
         * @param statements to add
         * @return this
         */
        public Builder addCode(CodeBlock statements) {
            code.add(statements);
            return this;
        }

        /**
         * Adds a statement.
         *
         * @param format    of the code without its semicolon
         * @param arguments in it
         * @return this
         */
        public Builder addStatement(String format, Object... arguments) {
            code.addStatement(format, arguments);
            return this;
        }

        /**
         * Adds a statement.
         *
         * @param statement without its semicolon
         * @return this
         */
        public Builder addStatement(CodeBlock statement) {
            code.addStatement(statement);
            return this;
        }

        /**
         * Begins a block.
         *
         * @param format    of what stands in front of its brace
         * @param arguments in it
         * @return this
         */
        public Builder beginControlFlow(String format, Object... arguments) {
            code.beginControlFlow(format, arguments);
            return this;
        }

        /**
         * Ends a block, and begins one that belongs to it.
         *
         * @param format    of what stands between the braces
         * @param arguments in it
         * @return this
         */
        public Builder nextControlFlow(String format, Object... arguments) {
            code.nextControlFlow(format, arguments);
            return this;
        }

        /**
         * Ends a block.
         *
         * @return this
         */
        public Builder endControlFlow() {
            code.endControlFlow();
            return this;
        }

        /** {@return the method} */
        public MethodSpec build() {
            return new MethodSpec(this);
        }
    }
}
