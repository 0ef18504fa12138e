// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

/** UUIDs, whole and as two halves. */
record UuidEmitter(FieldScope scope) implements FieldEmitter {
    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.accessor(", as a new object")
                .addStatement("return $T.getUuid(buffer, offset + $L)", Core.WIRE, scope.offset())
                .build());
        addHalf(reader, "MostSignificantBits", "upper", CodeBlock.of("offset + $L", scope.offset()));
        addHalf(reader, "LeastSignificantBits", "lower", CodeBlock.of("offset + $L + Long.BYTES", scope.offset()));
    }

    private void addHalf(TypeSpec.Builder reader, String suffix, String half, CodeBlock index) {
        scope.addIfFree(
                reader,
                scope.name() + suffix,
                TypeName.LONG,
                "the " + half + " half of the {@code " + scope.name() + "} field",
                CodeBlock.of("buffer.getLong($L)", index));
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        writer.addMethod(scope.blockSetter()
                .addStatement("$T.putUuid(buffer, offset + $L, value, $S)", Core.WIRE, scope.offset(), scope.label())
                .addStatement("return this")
                .build());
        writer.addMethod(scope.setter("""
                        Writes the {@code $L} field from its halves.

                        @param mostSignificantBits  upper half
                        @param leastSignificantBits lower half
                        @return this writer""")
                .addParameter(TypeName.LONG, "mostSignificantBits")
                .addParameter(TypeName.LONG, "leastSignificantBits")
                .addStatement("buffer.putLong(offset + $L, mostSignificantBits)", scope.offset())
                .addStatement("buffer.putLong(offset + $L + Long.BYTES, leastSignificantBits)", scope.offset())
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
