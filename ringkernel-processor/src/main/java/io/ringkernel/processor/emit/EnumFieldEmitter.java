// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;

/** Enums. The switches between constants and codes are written by {@link EnumEmitter}. */
record EnumFieldEmitter(FieldScope scope, FieldType.Enumeration type) implements FieldEmitter {
    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.accessor("")
                .addStatement(
                        "return $L(buffer.getInt(offset + $L), $S)",
                        scope.names().decoder(type),
                        scope.offset(),
                        scope.label())
                .build());
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        writer.addMethod(scope.blockSetter()
                .addStatement(
                        "buffer.putInt(offset + $L, $L($T.checkNotNull(value, $S)))",
                        scope.offset(),
                        scope.names().encoder(),
                        Core.WIRE,
                        scope.label())
                .addStatement("return this")
                .build());
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
