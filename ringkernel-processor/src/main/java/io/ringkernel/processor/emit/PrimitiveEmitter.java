// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;

/** Primitives. */
record PrimitiveEmitter(FieldScope scope, FieldType.Fixed type) implements FieldEmitter {
    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        CodeBlock value = type == FieldType.Fixed.BOOLEAN
                ? CodeBlock.of("buffer.getByte(offset + $L) != 0", scope.offset())
                : CodeBlock.of("buffer.get$L(offset + $L)", JavaTypes.accessorSuffix(type), scope.offset());
        reader.addMethod(scope.accessor("").addStatement("return $L", value).build());
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        CodeBlock put = type == FieldType.Fixed.BOOLEAN
                ? CodeBlock.of("buffer.putByte(offset + $L, (byte) (value ? 1 : 0))", scope.offset())
                : CodeBlock.of("buffer.put$L(offset + $L, value)", JavaTypes.accessorSuffix(type), scope.offset());
        writer.addMethod(scope.blockSetter()
                .addStatement(put)
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
