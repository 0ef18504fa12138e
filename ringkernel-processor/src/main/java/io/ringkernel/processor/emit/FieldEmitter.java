// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.TypeSpec;

/** Writes what a codec has for one field. There is one implementation for each family of field types. */
interface FieldEmitter {
    /** The field. */
    FieldScope scope();

    /** Writes private constants that the family needs, besides offset and limit. */
    default void addConstants(TypeSpec.Builder codec) {}

    /** Writes the methods of the reader. */
    void addAccessors(TypeSpec.Builder reader);

    /** Writes the methods of the writer. */
    void addSetters(TypeSpec.Builder writer);

    /** Writes the statements that add the bytes in the tail to {@code length}; none for a field of the block. */
    default CodeBlock addLength() {
        return CodeBlock.of("");
    }

    /** Writes the statement that takes the field from {@code message} to {@code writer}. */
    CodeBlock write();

    /** Writes the expression that takes the field from {@code reader}. */
    CodeBlock read();

    /** Writes the statements that take the field from {@code message} to {@code header}, if it is bound to that. */
    default CodeBlock toHeader() {
        return CodeBlock.of("");
    }

    /** Writes the expression that takes the value from {@code header}; none unless the field is bound to it. */
    default CodeBlock fromHeader() {
        return CodeBlock.of("");
    }

    /** Tells whether the field has messages in it, so that their depth is to be counted. */
    default boolean nests() {
        return false;
    }
}
