// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

/** References to payload buffers, whole and as their ids. */
record BufferRefEmitter(FieldScope scope) implements FieldEmitter {
    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.accessor(", as a new object")
                .addStatement("return new $T(buffer.getLong(offset + $L))", Core.BUFFER_REF, scope.offset())
                .build());
        scope.addIfFree(
                reader,
                scope.name() + "Id",
                TypeName.LONG,
                "the id of the {@code " + scope.name() + "} field",
                CodeBlock.of("buffer.getLong(offset + $L)", scope.offset()));
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        writer.addMethod(scope.blockSetter()
                .addStatement("$T.checkNotNull(value, $S)", Core.WIRE, scope.label())
                .addStatement("buffer.putLong(offset + $L, value.id())", scope.offset())
                .addStatement("return this")
                .build());
        writer.addMethod(scope.setter("""
                        Writes the {@code $L} field from the id of a reference.

                        @param id to write
                        @return this writer""")
                .addParameter(TypeName.LONG, "id")
                .addStatement("buffer.putLong(offset + $L, id)", scope.offset())
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
