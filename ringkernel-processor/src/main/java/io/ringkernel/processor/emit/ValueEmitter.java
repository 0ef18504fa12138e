// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.TypeSpec;

/** Objects of variable length that are read and written whole: big numbers, times with a zone. */
record ValueEmitter(FieldScope scope, FieldType.Variable type) implements FieldEmitter {
    private ClassName home() {
        return home(type);
    }

    /** The class with the methods that read and write such an object. */
    static ClassName home(FieldType.Variable type) {
        return type == FieldType.Variable.ZONED_DATE_TIME ? Core.TIMES : Core.BIG_NUMBERS;
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.tailAccessor(
                ", as a new object",
                CodeBlock.of(
                        "$1T.get$2L(buffer, offset + $3T.position(ref), $3T.length(ref), $4S)",
                        home(),
                        type.displayName(),
                        Core.TAIL_REF,
                        scope.label())));
        scope.addTailHas(reader);
        reader.addMethod(scope.refMethod());
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        scope.addTailSetters(
                writer,
                scope.append(CodeBlock.of(
                        "$T.put$L(buffer, at, value, $L, $S)",
                        home(),
                        type.displayName(),
                        scope.room(),
                        scope.label())));
    }

    @Override
    public CodeBlock addLength() {
        return scope.addLength(value -> CodeBlock.of(
                "$T.$LLength($L, $L, $S)",
                home(),
                MemberNames.startLower(type.displayName()),
                value,
                scope.limit(),
                scope.label()));
    }

    @Override
    public CodeBlock write() {
        return scope.plainWrite();
    }

    @Override
    public CodeBlock read() {
        return scope.plainRead();
    }
}
