// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

/** The name of a type as code writes it. */
public sealed interface TypeName
        permits ArrayTypeName, ClassName, ParameterizedTypeName, PrimitiveName, WildcardTypeName {
    /** No value. */
    TypeName VOID = PrimitiveName.VOID;

    /** The primitive of that name. */
    TypeName BOOLEAN = PrimitiveName.BOOLEAN;

    /** The primitive of that name. */
    TypeName BYTE = PrimitiveName.BYTE;

    /** The primitive of that name. */
    TypeName SHORT = PrimitiveName.SHORT;

    /** The primitive of that name. */
    TypeName CHAR = PrimitiveName.CHAR;

    /** The primitive of that name. */
    TypeName INT = PrimitiveName.INT;

    /** The primitive of that name. */
    TypeName LONG = PrimitiveName.LONG;

    /** The primitive of that name. */
    TypeName FLOAT = PrimitiveName.FLOAT;

    /** The primitive of that name. */
    TypeName DOUBLE = PrimitiveName.DOUBLE;

    /** {@return whether it is a primitive} */
    default boolean isPrimitive() {
        return false;
    }

    /** {@return the box of a primitive, and what is none as it is} */
    default TypeName box() {
        return this;
    }

    /**
     * Writes the name.
     *
     * @param code to append to
     */
    void addTo(CodeBlock.Builder code);
}
